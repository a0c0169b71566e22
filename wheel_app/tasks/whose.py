"""Whose a wish to talk is, and whose tasks somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.accounts import (
    Staff,
    find_staff_of_sign_in,
    find_team_of_device,
    list_led_by,
    list_teams_of,
)
from wheel_app.storage import Database
from wheel_app.tasks.actions import Charge
from wheel_app.tasks.rules import Desk


@dataclass(frozen=True)
class Reach:
    """Who is told that somebody would like to talk, if anybody is, and which ways of reaching them there are."""

    charge: Charge | None
    who: str
    is_hub: bool
    has_safe_way: bool


NOBODY = Reach(None, "", is_hub=False, has_safe_way=False)


def reach_of(db: Database, owner_id: str | None, device_id: str, *, handed_by: str | None, at: str) -> Reach:
    """Find who is told: the worker whose device this is just now, else the team of the hub."""
    hub = find_team_of_device(db, device_id)
    handing = find_staff_of_sign_in(db, handed_by) if handed_by else None
    if handing is not None and handing.role != "host":
        return Reach(_of_staff(db, handing), handing.full_name, is_hub=True, has_safe_way=False)
    if hub is not None:
        return Reach(Charge(None, hub.team_id), hub.name, is_hub=True, has_safe_way=False)
    return NOBODY


def _of_staff(db: Database, staff: Staff, family_id: str | None = None) -> Charge:
    teams = list_teams_of(db, staff.staff_id)
    return Charge(staff.staff_id, teams[0].team_id if teams else None, family_id)


def desk_of(db: Database, staff: Staff) -> Desk:
    """Return from where somebody of the staff looks at tasks."""
    return Desk(
        staff.staff_id,
        frozenset(team.team_id for team in list_teams_of(db, staff.staff_id)),
        frozenset(list_led_by(db, staff.staff_id, "team-lead")),
        is_host=staff.role == "host",
    )
