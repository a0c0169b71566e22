"""Setting and lifting a legal hold: while one stands, nothing of its subject is erased by anybody."""

from __future__ import annotations

from uuid import UUID, uuid5

from wheel_app import audit
from wheel_app.checkins import find_anyones
from wheel_app.records.retention import queries
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import By, Hold
from wheel_app.storage import Database, new_id


class Held(Exception):
    """A legal hold stands; nothing was erased."""


def refuse_on_hold(db: Database, subject: str) -> None:
    """Raise Held when a hold stands on a subject; asked in the transaction that would erase."""
    if queries.is_on_hold(db, subject):
        raise Held


def set_hold(
    db: Database, keepings: Keepings, subject: str, reason: str, by: By, *, at: str, save_id: str = ""
) -> Hold | None:
    """Hold a person's or a family's record; None when there is none of this name. Two holds may stand at once.

    The same `save_id` sent again is the same hold.
    """
    with db.transaction():
        if not keepings.is_of(db, subject, by.organisation_id):
            return None
        hold = Hold(_hold_id(subject, save_id), subject, by.staff_id, at, by.organisation_id)
        standing = queries.find_hold(db, hold.hold_id)
        if standing is not None:
            return standing
        queries.insert_hold(db, hold)
        _note(db, "hold-set", hold, reason, by, at=at)
    return hold


def _hold_id(subject: str, save_id: str) -> str:
    return str(uuid5(UUID(subject.partition(":")[2]), save_id)) if save_id else new_id()


def set_hold_on(
    db: Database, keepings: Keepings, number: str | None, reason: str, by: By, *, at: str, save_id: str = ""
) -> Hold | None:
    """Hold the record with this id: a family's, or a person's by their own id or by that of one of their wheels."""
    if number is None:
        return None
    wheel = find_anyones(db, number)
    subjects = (audit.chain_of_family(number), audit.chain_of_owner(wheel.owner_id if wheel else number))
    made = (set_hold(db, keepings, subject, reason, by, at=at, save_id=save_id) for subject in subjects)
    return next((hold for hold in made if hold), None)


def lift_hold(db: Database, hold_id: str, reason: str, by: By, *, at: str) -> bool:
    """Lift a hold; False when there is none that stands, or it is another organisation's."""
    with db.transaction():
        hold = queries.find_hold(db, hold_id, by.organisation_id)
        if hold is None or not queries.update_lifted(db, hold_id, by=by.staff_id, at=at):
            return False
        _note(db, "hold-lifted", hold, reason, by, at=at)
    return True


def reason_of(db: Database, hold: Hold) -> str | None:
    """Return why a hold was set; None when the reason went with the record."""
    return audit.text_about(db, hold.subject, "hold-set", hold.hold_id)


def _note(db: Database, action: str, hold: Hold, reason: str, by: By, *, at: str) -> None:
    audit.write(db, hold.subject, action, actor=by.staff_id, role=by.role, at=at, about=hold.hold_id, text=reason)
