"""Whose a wish to talk is, and whose tasks somebody looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel_app.accounts import (
    Staff,
    find_staff,
    find_staff_of_sign_in,
    find_team_of_device,
    list_posts,
    list_teams_of,
    list_teams_that_read,
)
from wheel_app.consent import SAFEGUARDING, Grant, grants_of
from wheel_app.people import OwnFamily, families_of_owner
from wheel_app.storage import Database
from wheel_app.tasks.actions import Charge
from wheel_app.tasks.rules import Desk

WORKS_WITH_FAMILIES = frozenset({"worker", "manager"})
POSTS = ("in-team", "team-lead", "safeguarding-lead")


@dataclass(frozen=True)
class Told:
    """Who is told that somebody would like to talk, and whose the task is then."""

    who: str
    charge: Charge


@dataclass(frozen=True)
class Reach:
    """Who is told, and which ways of reaching them there are.

    `first` is None where there is nobody to tell. `here` can come to them now: on a device of a hub, or in a worker's
    hands. `can_write` says whether whoever is told may read what they write.
    """

    first: Told | None
    here: Told | None
    has_safe_way: bool
    can_write: bool

    def told(self, way: str) -> Told:
        """Return who is told when somebody is to be reached in this way; LookupError where there is nobody."""
        told = self.here if way == "here" and self.here else self.first
        if told is None:
            raise LookupError(way)
        return told


def reach_of(db: Database, owner_id: str | None, device_id: str, *, handed_by: str | None, at: str) -> Reach:
    """Find who is told: the coordinator, else the worker they share with, else whose device this is, else the hub.

    With none of these a team: one that they share with, else one that works with a family of theirs.
    """
    families = families_of_owner(db, owner_id) if owner_id else ()
    here = _here(db, device_id, handed_by, families)
    first = _coordinator(db, families)
    if first is None:
        grants = _running(grants_of(db, owner_id), at=at) if owner_id else ()
        first = _shared_with(db, grants, families) or _in_need(db, here, grants, families)
    charge = first.charge if first else Charge(None, None)
    return Reach(
        first or here,
        here,
        has_safe_way=any(one.member.facts.safe_way for one in families if one.family.family_id == charge.family_id),
        can_write=first is not None,
    )


def _running(grants: Sequence[Grant], *, at: str) -> tuple[Grant, ...]:
    # What was shared without their yes is no wish of theirs to talk to anybody.
    return tuple(one for one in reversed(grants) if one.how != SAFEGUARDING and one.runs(at))


def _coordinator(db: Database, families: Sequence[OwnFamily]) -> Told | None:
    for one in families:
        staff = find_staff(db, one.coordinator.staff_id) if one.coordinator else None
        if staff is not None and _works(staff):
            return _by_name(db, staff, (one,), is_theirs=True)
    return None


def _shared_with(db: Database, grants: Sequence[Grant], families: Sequence[OwnFamily]) -> Told | None:
    for one in grants:
        staff = find_staff(db, one.to.id) if one.to.kind == "staff" else None
        if staff is not None and _works(staff):
            return _by_name(db, staff, families)
    return None


def _here(db: Database, device_id: str, handed_by: str | None, families: Sequence[OwnFamily]) -> Told | None:
    handing = find_staff_of_sign_in(db, handed_by) if handed_by else None
    if handing is not None and _works(handing):
        return _by_name(db, handing, families)
    # A host hands devices over and is told no more than that somebody waits: the hub's team is.
    hub = find_team_of_device(db, device_id)
    if hub is None and handing is not None:
        hub = next((team for team in list_teams_of(db, handing.staff_id) if team.is_hub), None)
    return Told(hub.name, Charge(None, hub.team_id)) if hub else None


def _in_need(db: Database, here: Told | None, grants: Sequence[Grant], families: Sequence[OwnFamily]) -> Told | None:
    """Return whoever is here or a team, as long as they read what is written: a host does not."""
    if here is not None and here.charge.staff_id is not None:
        return here
    hub = [here.charge.team_id] if here is not None and here.charge.team_id else []
    shared = [one.to.id for one in grants if one.to.kind == "team"]
    of_family = {team.team_id: one.family.family_id for one in reversed(families) for team in reversed(one.teams)}
    wanted = [*hub, *shared, *reversed(of_family)]
    reading = list_teams_that_read(db, wanted) if wanted else {}
    found = next((team_id for team_id in wanted if team_id in reading), None)
    return Told(reading[found], Charge(None, found, of_family.get(found))) if found else None


def _works(staff: Staff) -> bool:
    return staff.is_active and staff.role in WORKS_WITH_FAMILIES


def _by_name(db: Database, staff: Staff, families: Sequence[OwnFamily], *, is_theirs: bool = False) -> Told:
    """Return somebody of the staff as who is told, with the family of theirs in which they meet, if there is one."""
    teams = [team.team_id for team in list_teams_of(db, staff.staff_id)]
    met = next((one for one in families if is_theirs or not set(teams).isdisjoint(_ids(one))), None)
    of_family = _ids(met) if met else []
    shared = [team_id for team_id in of_family if team_id in teams] or of_family or teams
    family_id = met.family.family_id if met else None
    return Told(staff.full_name, Charge(staff.staff_id, shared[0] if shared else None, family_id))


def _ids(own: OwnFamily) -> list[str]:
    return [team.team_id for team in own.teams]


def desk_of(db: Database, staff: Staff) -> Desk:
    """Return from where somebody of the staff looks at tasks."""
    posts = list_posts(db, staff.staff_id)
    places = {kind: frozenset(one.place_id for one in posts if one.kind == kind) for kind in POSTS}
    return Desk(
        staff.staff_id,
        places["in-team"],
        places["team-lead"],
        is_host=staff.role == "host",
        lead_of={one.place_id: one.lead_id for one in posts if one.kind == "in-team" and one.lead_id},
        keeps_safe=places["safeguarding-lead"],
    )
