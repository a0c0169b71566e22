"""Taking one person out of every room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wheel_app import audit
from wheel_app.checkins import leave_circles
from wheel_app.records.retention.holds import refuse_on_hold
from wheel_app.storage import Database

Eraser = Callable[[Database, str], None]


def erase_from_rooms(db: Database, owner_id: str, erasers: Sequence[Eraser]) -> None:
    """Remove everything of one person within the caller's transaction; raise Held when a legal hold stands.

    What they made together with others stays for those, without their name; where nobody else has a copy it goes too.
    """
    for gone in (*leave_circles(db, owner_id), owner_id):
        refuse_on_hold(db, audit.chain_of_owner(gone))
        for erase in erasers:
            erase(db, gone)
