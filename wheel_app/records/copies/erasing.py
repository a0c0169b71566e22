"""What goes from the copies when a family’s record goes."""

from __future__ import annotations

from wheel_app.records.copies.moving import queries as moving
from wheel_app.records.copies.reviewed import queries as reviewed
from wheel_app.storage import Database


def erase_family(db: Database, family_id: str) -> None:
    """Remove the copies that were asked for about a family’s people, and where some of them moved on to."""
    reviewed.erase_family(db, family_id)
    moving.erase_family(db, family_id)
