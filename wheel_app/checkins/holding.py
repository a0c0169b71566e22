"""What this room holds of somebody, and what it gives back or forgets of it."""

from __future__ import annotations

from typing import Any

from wheel_app.checkins import queries
from wheel_app.checkins.circles import queries as circles
from wheel_app.checkins.lines import queries as lines
from wheel_app.checkins.several.queries import export_picks
from wheel_app.people import update_child_forgotten
from wheel_app.storage import Database, new_id


def erase(db: Database, owner_id: str) -> None:
    """Remove every check-in of one owner, and the circle itself where the owner is one."""
    queries.erase(db, owner_id)
    circles.erase(db, owner_id)


def forget_family(db: Database, family_id: str) -> None:
    """Let nothing that people keep name a family that goes, or a child of it.

    What was made together keeps its copies. What somebody said about one child stays about one and the same, whom an id
    names that nothing else knows; what fell silent with that child stays so.
    """
    circles.take_off_family(db, family_id)
    for owner_id, child_id in lines.list_children_of(db, family_id):
        nobody = new_id()
        lines.update_child(db, owner_id, child_id, nobody)
        update_child_forgotten(db, owner_id, child_id, nobody)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return every check-in and answer of one owner as plain data, with what they made together with others.

    What was answered in private is not in it: see export_private.
    """
    wheels = {**queries.export(db, owner_id), "picks": export_picks(db, owner_id)}
    return {**wheels, **lines.export_lines(db, owner_id), **circles.export(db, owner_id)}
