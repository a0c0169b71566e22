"""What this room holds of somebody and of a family, and what it gives back or forgets of it."""

from __future__ import annotations

from typing import Any

from wheel_app.paper.strips import queries
from wheel_app.storage import Database


def erase(db: Database, owner_id: str) -> None:
    """Remove the strips that hold something of one person; a sheet with that number is unknown from then on."""
    for sheet_no in queries.numbers_of_owner(db, owner_id):
        queries.delete_strip(db, sheet_no)


def erase_family(db: Database, family_id: str) -> None:
    """Remove the strips of a family; what joined persons said on them stays theirs."""
    for sheet_no in queries.numbers_of_family(db, family_id):
        queries.delete_strip(db, sheet_no)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return which check-ins of one person came from paper."""
    return {"from_paper": queries.export_strips(db, owner_id)}
