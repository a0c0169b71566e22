"""What changes when somebody tells us that life has changed."""

from __future__ import annotations

from collections.abc import Iterable

from wheel_app.people import queries
from wheel_app.people.rules import EVERYTHING, KINDS, Change
from wheel_app.storage import Database, new_id


def note_change(
    db: Database,
    owner_id: str,
    kind: str,
    subjects: Iterable[str],
    *,
    asks_afresh: bool,
    at: str,
    last_made: str | None = None,
) -> Change:
    """Put away the subjects of a change for one owner; not being safe puts away everything.

    `last_made` is when the owner last made anything that could be put away: the same change told again since then
    is the same one. Raises ValueError for an unknown kind.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    named = frozenset({EVERYTHING}) if kind == "not-safe" else frozenset(subjects)
    change = Change(new_id(), kind, at, asks_afresh or kind == "not-safe", named)
    with db.transaction():
        told = (one for one in queries.list_changes(db, owner_id) if one.is_same_as(change))
        before = next((one for one in told if last_made is not None and last_made <= one.noted_at), None)
        if before is None:
            queries.insert_change(db, owner_id, change)
    return before or change


def bring_back(db: Database, owner_id: str, change_id: str, *, at: str) -> bool:
    """Bring back what one change put away; False when it is not this owner's or is back already."""
    with db.transaction():
        return queries.update_brought_back(db, owner_id, change_id, at=at)
