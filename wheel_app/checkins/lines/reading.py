"""Putting scales and checklists together with their tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wheel_app.checkins.checkin import Filling, standing
from wheel_app.checkins.lines import queries
from wheel_app.checkins.reading import tool_of, with_tool
from wheel_app.storage import Database
from wheel_app.tools import Library


def read_about(db: Database, library: Library, owner_id: str, about_member: str) -> tuple[Filling, ...]:
    """Return all that somebody said in scales and checklists about one child, drafts too, the oldest first."""
    return _fillings(library, queries.filled_about(db, owner_id, about_member))


def read_around(
    db: Database, library: Library, owner_id: str, about_member: str, *, by_staff: bool = False
) -> tuple[Filling, ...]:
    """Return the same with whatever else of theirs may be told beside a line about that child.

    Lines about other children, their wheels, and those made together of which they have a copy; finished ones alone.
    `by_staff`: it is told to staff, or on a device of theirs, who say nothing of a child of whom all is silent even
    where the person does not know yet.
    """
    return _fillings(library, queries.filled_around(db, owner_id, about_member, by_staff=by_staff))


def read_lines(db: Database, library: Library, checkin_ids: Iterable[str]) -> tuple[Filling, ...]:
    """Return scales and checklists by their ids, the oldest first: the caller asks whose they are and who may see."""
    return _fillings(library, queries.filled_of(db, checkin_ids))


def _fillings(library: Library, found: Iterable[queries.Filled]) -> tuple[Filling, ...]:
    known = [(one, answers) for one, answers in found if with_tool(library, [one])]
    return tuple(Filling(one, tool_of(library, one), answers) for one, answers in known)


def finished_that_count(fillings: Sequence[Filling]) -> tuple[Filling, ...]:
    """Return the finished ones, the oldest first: of each chain of revisions the newest one."""
    counted = {one.checkin_id: place for place, one in enumerate(standing(one.checkin for one in fillings))}
    kept = [one for one in fillings if one.checkin.checkin_id in counted]
    return tuple(sorted(kept, key=lambda one: counted[one.checkin.checkin_id]))
