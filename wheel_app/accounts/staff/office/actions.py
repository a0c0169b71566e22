"""What changes the accounts of staff: each change in one transaction with its row in the audit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wheel_app.accounts.staff.actions import end_visits, write
from wheel_app.accounts.staff.entry.queries import update_to_set_up
from wheel_app.accounts.staff.entry.rules import fold_email
from wheel_app.accounts.staff.entry.setup import HOURS_BY_STAFF, make_setup_code
from wheel_app.accounts.staff.office import queries
from wheel_app.accounts.staff.office.rules import APPOINTED, ROLES
from wheel_app.accounts.staff.queries import (
    Organisation,
    Staff,
    delete_staff_team,
    find_staff,
    insert_organisation,
    insert_staff,
    insert_staff_team,
)
from wheel_app.storage import Database, NotUnique, new_id


class KnownEmail(Exception):
    """Somebody has an account with this address."""


class LastAdministrator(Exception):
    """Without this one nobody of the organisation could look after accounts."""


class OwnRole(Exception):
    """Nobody changes their own role: whoever looks after accounts would let themselves in to families' records."""


class NotFit(Exception):
    """This cannot be done with this one: another organisation's, closed, or of a role that it is not for."""


@dataclass(frozen=True)
class By:
    """Who does something, as the audit names them."""

    actor: str
    role: str


OPERATOR = By("operator", "operator")


def make_first(db: Database, *, organisation: str, full_name: str, email: str, at: str) -> Staff:
    """Make an organisation with its first administrator, who is to be given a set-up code.

    Raises KnownEmail, and NotFit where an organisation has this name.
    """
    place = Organisation(new_id(), organisation)
    staff = Staff(new_id(), place.organisation_id, fold_email(email), full_name, "", "administrator", True)
    with db.transaction():
        if queries.is_organisation_known(db, organisation):
            raise NotFit
        insert_organisation(db, place, at=at)
        write(
            db, "place-changed", actor="operator", role="operator", at=at, about=place.organisation_id, codes=("made",)
        )
        add_member(db, OPERATOR, staff, (), at=at)
    return staff


def add_member(db: Database, by: By, staff: Staff, team_ids: Collection[str], *, at: str) -> None:
    """Store somebody new, who is to be given a set-up code; pressed twice it is done once. Raises KnownEmail."""
    if staff.role not in ROLES:
        raise NotFit
    with db.transaction():
        if find_staff(db, staff.staff_id) is not None:
            return
        try:
            with db.transaction():
                insert_staff(db, staff, at=at)
        except NotUnique as known:
            raise KnownEmail from known
        _join(db, staff, team_ids, at=at)
        write(db, "staff-made", actor=by.actor, role=by.role, at=at, about=staff.staff_id, codes=(staff.role,))


def change_member(db: Database, by: By, changed: Staff, team_ids: Collection[str], *, at: str) -> None:
    """Put name, title, role and teams in place of what they were; counts from the next request on.

    Raises LastAdministrator, OwnRole, and NotFit for a role there is not or a team that is not open in their
    organisation.
    """
    if changed.role not in ROLES:
        raise NotFit
    with db.transaction():
        before = find_staff(db, changed.staff_id)
        if before is None:
            raise NotFit
        if before.role == "administrator" != changed.role:
            _refuse_last(db, before)
        if before.role != changed.role and by.actor == changed.staff_id:
            raise OwnRole
        queries.update_member(db, changed)
        moved = _move(db, changed, team_ids, at=at)
        if changed.role not in APPOINTED:
            queries.update_appointments_of(db, changed.staff_id, at=at)
        if moved or before.role != changed.role:
            codes = (changed.role, *moved)
            write(db, "role-changed", actor=by.actor, role=by.role, at=at, about=changed.staff_id, codes=codes)


def _move(db: Database, staff: Staff, team_ids: Collection[str], *, at: str) -> tuple[str, ...]:
    was, wanted = queries.list_team_ids(db, staff.staff_id), frozenset(team_ids)
    for team_id in was - wanted:
        delete_staff_team(db, staff.staff_id, team_id)
    queries.update_appointments_in(db, staff.staff_id, was - wanted, at=at)
    _join(db, staff, wanted - was, at=at)
    return (*(f"left-{one}" for one in sorted(was - wanted)), *(f"joined-{one}" for one in sorted(wanted - was)))


def _join(db: Database, staff: Staff, team_ids: Collection[str], *, at: str) -> None:
    for team_id in team_ids:
        if queries.find_open_team(db, staff.organisation_id, team_id) is None:
            raise NotFit
        insert_staff_team(db, staff.staff_id, team_id, at=at)


def close_member(db: Database, by: By, staff: Staff, *, at: str) -> None:
    """Close an account: nothing opens it, its visits end at once and so does what they were named for.

    Raises LastAdministrator.
    """
    with db.transaction():
        now = find_staff(db, staff.staff_id)
        if now is None or not now.is_active:
            return
        if now.role == "administrator":
            _refuse_last(db, now)
        queries.update_active(db, staff.staff_id, is_active=False)
        queries.update_appointments_of(db, staff.staff_id, at=at)
        write(db, "staff-closed", actor=by.actor, role=by.role, at=at, about=staff.staff_id)
        end_visits(db, staff.staff_id, actor=by.actor, role=by.role, at=at, why="closed")


def reopen_member(db: Database, by: By, staff: Staff, *, at: str) -> None:
    """Open a closed account again; what opened it before does not, whoever has it is to be given a set-up code."""
    with db.transaction():
        if queries.update_active(db, staff.staff_id, is_active=True):
            update_to_set_up(db, staff.staff_id, setup_hash=None, until=None, at=at)
            codes = (staff.role, "again")
            write(db, "staff-made", actor=by.actor, role=by.role, at=at, about=staff.staff_id, codes=codes)


def give_setup_code(db: Database, by: By, staff: Staff, *, at: str, pepper: bytes) -> str:
    """Return a set-up code for somebody, in place of every way in that they had.

    Raises LastAdministrator, as where two take each other's ways in at once.
    """
    with db.transaction():
        now = find_staff(db, staff.staff_id)
        if now is None or not now.is_active:
            raise NotFit
        if now.role == "administrator":
            _refuse_last(db, now)
        return make_setup_code(
            db, staff.staff_id, hours=HOURS_BY_STAFF, actor=by.actor, role=by.role, at=at, pepper=pepper
        )


def _refuse_last(db: Database, staff: Staff) -> None:
    if not queries.count_other_administrators(db, staff.organisation_id, staff.staff_id):
        raise LastAdministrator
