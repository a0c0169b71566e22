"""What this room holds of somebody, and what it gives back or forgets of it."""

from __future__ import annotations

from typing import Any

from wheel_app.checkins import queries
from wheel_app.checkins.circles import queries as circles
from wheel_app.checkins.lines.queries import export_lines
from wheel_app.checkins.several.queries import export_picks
from wheel_app.storage import Database


def erase(db: Database, owner_id: str) -> None:
    """Remove every check-in of one owner, and the circle itself where the owner is one."""
    queries.erase(db, owner_id)
    circles.erase(db, owner_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return every check-in and answer of one owner as plain data, with what they made together with others.

    What was answered in private is not in it: see export_private.
    """
    wheels = {**queries.export(db, owner_id), "picks": export_picks(db, owner_id)}
    return {**wheels, **export_lines(db, owner_id), **circles.export(db, owner_id)}
