"""Erasing one person, and purging those whose time is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from wheel_app.accounts import purge_ended_sign_ins, purge_throttles
from wheel_app.checkins import is_held, keep_circles, last_touch, leave_circles
from wheel_app.people import get_keep_until, list_overdue, set_keep_until
from wheel_app.storage import Database, StorageError, later

Eraser = Callable[[Database, str], None]
MOST_AT_ONCE = 50


def erase_person(db: Database, owner_id: str, erasers: Sequence[Eraser]) -> None:
    """Remove everything of one person from every room, at once and for good.

    What they made together with others stays for those, without their name; where nobody else has a copy it goes too.
    """
    with db.transaction():
        for gone in (*leave_circles(db, owner_id), owner_id):
            for erase in erasers:
                erase(db, gone)
    with suppress(StorageError):  # It is erased; the next purge clears the log.
        db.settle()


def purge(db: Database, erasers: Sequence[Eraser], *, at: str, purge_hours: int, most: int = MOST_AT_ONCE) -> int:
    """Erase up to `most` people whose time is over; who touched a draft since is given `purge_hours` from then on."""
    gone = 0
    purge_ended_sign_ins(db, later(at, hours=-purge_hours))
    purge_throttles(db, at)
    for owner_id in list_overdue(db, at=at, most=most):
        with db.transaction():
            # Asked again inside: somebody may have been kept, or erased, since the list was made.
            if (get_keep_until(db, owner_id) or at) >= at or is_held(db, owner_id):
                continue
            until = later(last_touch(db, owner_id) or "2000-01-01T00:00:00.000000Z", hours=purge_hours)
            if until > at:
                set_keep_until(db, owner_id, until)
                keep_circles(db, owner_id)
                continue
            erase_person(db, owner_id, erasers)
            gone += 1
    db.settle()
    return gone
