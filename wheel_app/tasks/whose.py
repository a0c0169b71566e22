"""Whose a wish to talk is, and whose tasks somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.accounts import (
    Staff,
    find_staff,
    find_staff_of_sign_in,
    find_team_of_device,
    list_led_by,
    list_teams_of,
)
from wheel_app.consent import grants_of
from wheel_app.people import OwnFamily, families_of_owner
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


def reach_of(db: Database, owner_id: str | None, device_id: str, *, handed_by: str | None, at: str) -> Reach:
    """Find who is told: the coordinator, else the worker they share with, else whose device this is, else the hub.

    On a device of a hub, or in a worker's hands, somebody can be found here and now.
    """
    families = families_of_owner(db, owner_id) if owner_id else ()
    hub = find_team_of_device(db, device_id)
    handing = find_staff_of_sign_in(db, handed_by) if handed_by else None
    worker, family = _coordinator(db, families) or (_shared_with(db, owner_id, at=at) or _worker(handing), None)
    charge = _of_staff(db, worker, family) if worker else Charge(None, hub.team_id) if hub else None
    return Reach(
        charge,
        worker.full_name if worker else hub.name if hub else "",
        is_hub=hub is not None or handing is not None,
        has_safe_way=any(one.member.facts.safe_way for one in families),
    )


def _coordinator(db: Database, families: tuple[OwnFamily, ...]) -> tuple[Staff, OwnFamily] | None:
    for one in families:
        staff = find_staff(db, one.coordinator.staff_id) if one.coordinator else None
        if staff is not None and staff.is_active:
            return staff, one
    return None


def _shared_with(db: Database, owner_id: str | None, *, at: str) -> Staff | None:
    grants = grants_of(db, owner_id) if owner_id else ()
    for one in reversed(grants):
        # What was shared without their yes is no wish of theirs to talk to that worker.
        if one.to.kind == "staff" and one.how != "safeguarding" and one.runs(at):
            staff = find_staff(db, one.to.id)
            if staff is not None and staff.is_active:
                return staff
    return None


def _worker(handing: Staff | None) -> Staff | None:
    # A host hands devices over and is told no more than that somebody waits: the hub's team is.
    return handing if handing is not None and handing.role != "host" else None


def _of_staff(db: Database, staff: Staff, own: OwnFamily | None) -> Charge:
    teams = [one.team_id for one in own.teams] if own else []
    teams = teams or [team.team_id for team in list_teams_of(db, staff.staff_id)]
    return Charge(staff.staff_id, teams[0] if teams else None, own.family.family_id if own else None)


def desk_of(db: Database, staff: Staff) -> Desk:
    """Return from where somebody of the staff looks at tasks."""
    return Desk(
        staff.staff_id,
        frozenset(team.team_id for team in list_teams_of(db, staff.staff_id)),
        frozenset(list_led_by(db, staff.staff_id, "team-lead")),
        is_host=staff.role == "host",
    )
