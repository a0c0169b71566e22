"""Opening a record in an emergency, and keeping a log off a page where it would not be safe."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.consent import queries
from wheel_app.consent.actions import TooShort
from wheel_app.consent.rules import GLASS_MINUTES, LEAST_REASON
from wheel_app.storage import Database, later, new_id


def break_glass(db: Database, staff_id: str, role: str, family_id: str, *, reason: str, at: str) -> str:
    """Open a household’s record for an hour in an emergency and return until when; TooShort for a reason too short."""
    if len(reason.strip()) < LEAST_REASON:
        raise TooShort
    until = later(at, minutes=GLASS_MINUTES)
    with db.transaction():
        queries.insert_glass(db, new_id(), staff_id, family_id, at=at, until=until)
        chain = audit.chain_of_family(family_id)
        audit.write(
            db, chain, "break-glass", actor=staff_id, role=role, at=at, about=family_id, codes=(until,), text=reason
        )
    return until


def hide_log(db: Database, owner_id: str, *, staff_id: str, role: str, reason: str, at: str) -> None:
    """Let a person’s page say nothing of who looked, for their safety; TooShort for a reason too short."""
    if len(reason.strip()) < LEAST_REASON:
        raise TooShort
    with db.transaction():
        if queries.insert_hidden(db, owner_id, at=at):
            _note_log(db, owner_id, "log-hidden", staff_id=staff_id, role=role, at=at, reason=reason)


def show_log(db: Database, owner_id: str, *, staff_id: str, role: str, at: str) -> None:
    """Let a person’s page say again who looked."""
    with db.transaction():
        if queries.delete_hidden(db, owner_id):
            _note_log(db, owner_id, "log-shown", staff_id=staff_id, role=role, at=at)


def _note_log(
    db: Database, owner_id: str, action: str, *, staff_id: str, role: str, at: str, reason: str | None = None
) -> None:
    chain = audit.chain_of_owner(owner_id)
    audit.write(db, chain, action, actor=staff_id, role=role, at=at, about=owner_id, text=reason)
