"""Setting and lifting a legal hold: while one stands, nothing of its subject is erased by anybody."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.records.retention import queries
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import Hold
from wheel_app.storage import Database, new_id


class Held(Exception):
    """A legal hold stands; nothing was erased."""


def refuse_on_hold(db: Database, subject: str) -> None:
    """Raise Held when a hold stands on a subject; asked in the transaction that would erase."""
    if queries.is_on_hold(db, subject):
        raise Held


def set_hold(
    db: Database, keepings: Keepings, subject: str, reason: str, *, by: str, role: str, at: str
) -> Hold | None:
    """Hold a person's or a family's record; None when there is none of this name. Two holds may stand at once."""
    hold = Hold(new_id(), subject, by, at)
    with db.transaction():
        if not keepings.has(db, subject):
            return None
        queries.insert_hold(db, hold)
        audit.write(db, subject, "hold-set", actor=by, role=role, at=at, about=hold.hold_id, text=reason)
    return hold


def lift_hold(db: Database, hold_id: str, reason: str, *, by: str, role: str, at: str) -> bool:
    """Lift a hold; False when there is none that stands."""
    with db.transaction():
        hold = queries.find_hold(db, hold_id)
        if hold is None or not queries.update_lifted(db, hold_id, by=by, at=at):
            return False
        audit.write(db, hold.subject, "hold-lifted", actor=by, role=role, at=at, about=hold_id, text=reason)
    return True
