"""What changes when somebody tells us that life has changed, and what is held about them in all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wheel_app.people import queries
from wheel_app.people.joining.queries import erase_joined, export_joined
from wheel_app.people.rules import CHOICES, EVERYTHING, KINDS, Change
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


def choose_about_change(db: Database, owner_id: str, change_id: str, choice: str) -> bool:
    """Note what somebody makes of a change: 'kept' (what they made stays in sight) or 'put-away'.

    False when it is not this owner's, is brought back, or puts away everything: that can only be brought back.
    ValueError for another choice.
    """
    if choice not in CHOICES:
        raise ValueError(choice)
    with db.transaction():
        return queries.update_choice(db, owner_id, change_id, choice)


def erase(db: Database, owner_id: str) -> None:
    """Remove a person; called last of all rooms' erasers. What is known of a family’s member stays."""
    with db.transaction():
        erase_joined(db, owner_id)
        queries.delete_person(db, owner_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return what this room holds of one person as plain data; of families they joined their own part alone."""
    return {**queries.export_person(db, owner_id), **export_joined(db, owner_id)}
