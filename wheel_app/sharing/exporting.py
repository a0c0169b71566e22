"""Who looked at what is a person's, for the copy of their data that they are given."""

from __future__ import annotations

from typing import Any

from wheel_app.people import list_changes
from wheel_app.sharing.log import looks_told
from wheel_app.storage import Database

ALL_ROWS = 2**31 - 1


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return when somebody looked, as what, and at what, as plain data; no more than the person's own page tells."""
    rows = looks_told(db, owner_id, list_changes(db, owner_id), most=ALL_ROWS)
    return {"who_looked": [{"at": row.at, "role": row.role, "about": _about(row.chain, row.about)} for row in rows]}


def _about(chain: str, about: str | None) -> str | None:
    return "household" if chain.startswith("family:") else about
