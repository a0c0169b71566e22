"""What changes teams and organisations, and who is named for them."""

from __future__ import annotations

from wheel_app.accounts.hub.actions import revoke_all_of
from wheel_app.accounts.staff.actions import write
from wheel_app.accounts.staff.office import queries
from wheel_app.accounts.staff.office.actions import By, NotFit
from wheel_app.accounts.staff.office.rules import APPOINTED
from wheel_app.accounts.staff.queries import (
    Organisation,
    Team,
    find_lead,
    find_staff,
    find_team,
    insert_appointment,
    insert_team,
    update_appointment_ended,
)
from wheel_app.storage import Database, new_id

TEAM, SAFEGUARDING = "team-lead", "safeguarding-lead"


def add_team(db: Database, by: By, team: Team, *, at: str) -> None:
    """Store a new team; pressed twice it is done once."""
    with db.transaction():
        if find_team(db, team.team_id) is None:
            insert_team(db, team, at=at)
            _note(db, by, team.team_id, "made", at=at)


def change_team(db: Database, by: By, team: Team, *, at: str) -> None:
    """Put name, area and whether it is a hub in place of what stood there; of a hub no more the devices are revoked."""
    with db.transaction():
        queries.update_team(db, team)
        if not team.is_hub:
            revoke_all_of(db, team.team_id, actor=by.actor, role=by.role, at=at)
        _note(db, by, team.team_id, "renamed", at=at)


def close_team(db: Database, by: By, team: Team, *, at: str) -> None:
    """Close a team: nobody is named for it any more, and its devices are revoked. Its people stay written down."""
    with db.transaction():
        if queries.update_team_closed(db, team.team_id, at=at):
            update_appointment_ended(db, TEAM, team.team_id, at=at)
            revoke_all_of(db, team.team_id, actor=by.actor, role=by.role, at=at)
            _note(db, by, team.team_id, "closed", at=at)


def rename_organisation(db: Database, by: By, organisation: Organisation, *, at: str) -> None:
    """Put another name in place of an organisation's."""
    with db.transaction():
        queries.update_organisation(db, organisation.organisation_id, organisation.name)
        _note(db, by, organisation.organisation_id, "renamed", at=at)


def appoint(db: Database, by: By, kind: str, place_id: str, staff_id: str | None, *, at: str) -> None:
    """Name somebody for a team or an organisation in place of whoever was, or nobody; pressed twice it is done once.

    Raises NotFit for whoever is not an active worker or manager of that place.
    """
    with db.transaction():
        if staff_id is not None:
            _refuse_unfit(db, kind, place_id, staff_id)
            named = find_lead(db, kind, place_id)
            if named is not None and named.staff_id == staff_id:
                return
        update_appointment_ended(db, kind, place_id, at=at)
        if staff_id is not None:
            insert_appointment(db, new_id(), kind, place_id, staff_id, at=at)
        codes = (kind, place_id) if staff_id else (kind, place_id, "nobody")
        write(db, "role-changed", actor=by.actor, role=by.role, at=at, about=staff_id, codes=codes)


def _refuse_unfit(db: Database, kind: str, place_id: str, staff_id: str) -> None:
    staff = find_staff(db, staff_id)
    if staff is None or not staff.is_active or staff.role not in APPOINTED:
        raise NotFit
    is_of_place = place_id in queries.list_team_ids(db, staff_id) if kind == TEAM else place_id == staff.organisation_id
    if not is_of_place:
        raise NotFit


def _note(db: Database, by: By, place_id: str, what: str, *, at: str) -> None:
    write(db, "place-changed", actor=by.actor, role=by.role, at=at, about=place_id, codes=(what,))
