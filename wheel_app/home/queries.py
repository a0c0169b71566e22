"""All SQL of arriving."""

from __future__ import annotations

from wheel_app.storage import Database


def ask_store(db: Database) -> None:
    """Ask the store the least there is to ask; it raises a StorageError when it does not answer."""
    db.value("SELECT 1")
