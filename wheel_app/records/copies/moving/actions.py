"""Writing down that some of a family move on, and that they were taken over there."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.records.copies.moving import queries
from wheel_app.records.copies.moving.queries import Moving
from wheel_app.storage import Database


def note_moving(db: Database, moving: Moving, *, by: Staff, at: str) -> None:
    """Write down who moves on, to whom and with what. Pressed twice (the same id) it is written down once."""
    with db.transaction():
        if all(one.moving_id != moving.moving_id for one in queries.list_moving(db, moving.family_id)):
            queries.insert_moving(db, moving, by=by.staff_id)
            _note(db, moving.family_id, moving.moving_id, "written", by=by, at=at)


def note_accepted(db: Database, family_id: str, moving_id: str, *, by: Staff, at: str) -> bool:
    """Write down that it was taken over there today; False when it was before, or is another family's."""
    with db.transaction():
        is_new = queries.update_accepted(db, family_id, moving_id, on_day=at[:10], by=by.staff_id)
        if is_new:
            _note(db, family_id, moving_id, "taken-over", by=by, at=at)
    return is_new


def _note(db: Database, family_id: str, moving_id: str, code: str, *, by: Staff, at: str) -> None:
    chain = audit.chain_of_family(family_id)
    audit.write(db, chain, "moving-on", actor=by.staff_id, role=by.role, at=at, about=moving_id, codes=(code,))
