"""All SQL of the hand-back PIN."""

from __future__ import annotations

from wheel_app.storage import Database


def find_pin_hash(db: Database, staff_id: str) -> str | None:
    """Return what stands in place of somebody's PIN, None when they have none."""
    return db.value("SELECT pin_hash FROM staff WHERE staff_id = :staff_id", staff_id=staff_id)


def update_pin_hash(db: Database, staff_id: str, pin_hash: str) -> None:
    """Put a PIN in place of any that somebody had."""
    db.execute("UPDATE staff SET pin_hash = :pin_hash WHERE staff_id = :staff_id", staff_id=staff_id, pin_hash=pin_hash)
