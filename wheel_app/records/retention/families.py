"""How long families' records are kept. They never go by themselves: two people look first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wheel_app import audit
from wheel_app.people import KeepFor, find_family, kept_until, list_closed, list_members, worked_with
from wheel_app.records.retention.keepings import Keeping
from wheel_app.records.retention.rules import Overdue
from wheel_app.storage import Database

WHY = "closed-for-its-time"
Eraser = Callable[[Database, str], None]


def keeping_of_families(erasers: Sequence[Eraser], keep: KeepFor) -> Keeping:
    """Families that were closed so many years ago, and in which every child is grown up."""

    def why_due(db: Database, family_id: str, at: str) -> Overdue | None:
        family = find_family(db, family_id)
        if family is None or family.closed_at is None:
            return None
        until = kept_until(family.closed_at, list_members(db, family_id), keep)
        return Overdue(audit.chain_of_family(family_id), WHY, until) if until < at else None

    def overdue(db: Database, at: str) -> Iterator[Overdue]:
        last = None
        while page := list_closed(db, before=at, most=50, after=last):
            yield from (due for closed in page if (due := why_due(db, closed.family_id, at)))
            last = page[-1]

    def exists(db: Database, family_id: str) -> bool:
        return find_family(db, family_id) is not None

    def erase(db: Database, family_id: str) -> None:
        for eraser in erasers:
            eraser(db, family_id)

    return Keeping("family", overdue, why_due, exists, worked_with, erase)
