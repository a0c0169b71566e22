"""What changes when somebody tells us that life has changed."""

from __future__ import annotations

from collections.abc import Iterable

from wheel_app.people import queries
from wheel_app.people.rules import EVERYTHING, KINDS, Change
from wheel_app.storage import Database, new_id


def note_change(
    db: Database, owner_id: str, kind: str, subjects: Iterable[str], *, asks_afresh: bool, at: str
) -> Change:
    """Put away the subjects of a change for one owner; not being safe puts away everything.

    Raises ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    named = frozenset({EVERYTHING}) if kind == "not-safe" else frozenset(subjects)
    change = Change(new_id(), kind, at, asks_afresh or kind == "not-safe", named)
    with db.transaction():
        queries.insert_change(db, owner_id, change)
    return change


def bring_back(db: Database, owner_id: str, change_id: str, *, at: str) -> bool:
    """Bring back what one change put away; False when it is not this owner's or is back already."""
    with db.transaction():
        return queries.update_brought_back(db, owner_id, change_id, at=at)
