"""How long persons are kept, and who of them must not go without two people having looked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wheel_app import audit
from wheel_app.accounts import is_kept
from wheel_app.checkins import last_touch
from wheel_app.consent import was_shared_with
from wheel_app.people import get_keep_until, list_overdue
from wheel_app.records.retention.keepings import Keeping
from wheel_app.records.retention.rooms import Eraser, erase_from_rooms
from wheel_app.records.retention.rules import Overdue
from wheel_app.storage import Database, later

# After these a service has had to do with somebody, and may have to answer for it.
WITH_STAFF = frozenset({"looked", "shared", "safeguarding-share", "break-glass"})
WHY = "kept-for-its-time"
NEVER = "2000-01-01T00:00:00.000000Z"


def keeping_of_persons(erasers: Sequence[Eraser], *, purge_hours: int) -> Keeping:
    """Persons whom a service has had to do with are listed; all others go by themselves when their time is over."""

    def why_due(db: Database, owner_id: str, at: str) -> Overdue | None:
        until = due_since(db, owner_id, at=at, purge_hours=purge_hours)
        if until is None or not waits_for_two(db, owner_id):
            return None
        return Overdue(audit.chain_of_owner(owner_id), WHY, until)

    def overdue(db: Database, at: str) -> Iterator[Overdue]:
        return (due for owner_id in every_overdue(db, at=at) if (due := why_due(db, owner_id, at)))

    def exists(db: Database, owner_id: str) -> bool:
        return get_keep_until(db, owner_id) is not None

    def erase(db: Database, owner_id: str) -> None:
        erase_from_rooms(db, owner_id, erasers)

    return Keeping("owner", overdue, why_due, exists, was_shared_with, erase)


def every_overdue(db: Database, *, at: str) -> Iterator[str]:
    """Give each owner whose time is over, the longest overdue first, a page at a time."""
    last = None
    while page := list_overdue(db, at=at, most=50, after=last):
        yield from (due.owner_id for due in page)
        last = page[-1]


def due_since(db: Database, owner_id: str, *, at: str, purge_hours: int) -> str | None:
    """Return since when somebody's time is over; None while it is not, or while they touched a draft lately."""
    until = get_keep_until(db, owner_id)
    touched = later(last_touch(db, owner_id) or NEVER, hours=purge_hours)
    return until if until is not None and until < at and touched <= at else None


def waits_for_two(db: Database, owner_id: str) -> bool:
    """Whether somebody is kept whom a service has had to do with."""
    return is_kept(db, owner_id) and not WITH_STAFF.isdisjoint(audit.actions_in(db, audit.chain_of_owner(owner_id)))
