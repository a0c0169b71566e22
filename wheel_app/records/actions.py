"""Erasing one person, and purging those whose time is over."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from wheel_app import audit
from wheel_app.accounts import purge_ended_sign_ins, purge_throttles
from wheel_app.checkins import is_held, keep_with_circles, last_touch
from wheel_app.paper import forget_old_sheets
from wheel_app.people import get_keep_until
from wheel_app.records.copies.reviewed.queries import empty_expired
from wheel_app.records.retention import Eraser, Held, erase_from_rooms, every_overdue, is_on_hold, waits_for_two
from wheel_app.storage import Database, StorageError, later

MOST_AT_ONCE = 50


def erase_person(db: Database, owner_id: str, erasers: Sequence[Eraser]) -> None:
    """Remove everything of one person from every room, at once and for good; Held when a legal hold stands.

    What they made together with others stays for those, without their name; where nobody else has a copy it goes too.
    """
    with db.transaction():
        erase_from_rooms(db, owner_id, erasers)
    _settle(db)


def erase_myself(db: Database, owner_id: str, erasers: Sequence[Eraser], *, at: str) -> None:
    """Do the same for somebody who asked for it, and write down that it was done; Held when a legal hold stands."""
    with db.transaction():
        erase_from_rooms(db, owner_id, erasers)
        chain = audit.chain_of_owner(owner_id)
        # Who has no log of their own leaves no trace of themselves by leaving nothing behind.
        if audit.has_rows(db, chain):
            audit.write(db, chain, "erased", actor=owner_id, role="family", at=at)
        else:
            audit.write(db, audit.SYSTEM, "erased", actor="somebody", role="family", at=at)
    _settle(db)


def _settle(db: Database) -> None:
    with suppress(StorageError):  # It is erased; the next purge clears the log.
        db.settle()


def purge(db: Database, erasers: Sequence[Eraser], *, at: str, purge_hours: int, most: int = MOST_AT_ONCE) -> int:
    """Erase up to `most` people whose time is over; who touched a draft since is given `purge_hours` from then on.

    Nobody goes who is under a legal hold, or for whom two people must agree first.
    """
    gone = 0
    purge_ended_sign_ins(db, later(at, hours=-purge_hours))
    purge_throttles(db, at)
    with db.transaction():
        empty_expired(db, at=at)
    forget_old_sheets(db, at=at)
    for owner_id in every_overdue(db, at=at):
        gone += _purge_one(db, owner_id, erasers, at=at, purge_hours=purge_hours)
        if gone == most:
            break
    if gone:
        audit.write(db, audit.SYSTEM, "purged", actor="system", role="system", at=at, codes=(f"persons:{gone}",))
    db.settle()
    return gone


def _purge_one(db: Database, owner_id: str, erasers: Sequence[Eraser], *, at: str, purge_hours: int) -> bool:
    # What somebody made together with others may be held where they are not.
    with suppress(Held), db.transaction():
        # Asked again inside: somebody may have been kept, or erased, since the list was made.
        if (get_keep_until(db, owner_id) or at) >= at or is_held(db, owner_id):
            return False
        until = later(last_touch(db, owner_id) or "2000-01-01T00:00:00.000000Z", hours=purge_hours)
        if until > at:
            keep_with_circles(db, owner_id, until)
            return False
        if is_on_hold(db, audit.chain_of_owner(owner_id)) or waits_for_two(db, owner_id):
            return False
        erase_from_rooms(db, owner_id, erasers)
        return True
    return False
