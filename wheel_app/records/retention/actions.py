"""Listing what is overdue, and confirming exactly that list."""

from __future__ import annotations

from itertools import islice

from wheel_app import audit
from wheel_app.records.retention import queries
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import Overdue, Run, digest_of
from wheel_app.storage import Database, new_id

# As many as somebody can look through.
MOST = 200


class SamePerson(Exception):
    """Whoever made a list cannot confirm it."""


class ListChanged(Exception):
    """Something on the list is not due any more, or it is not the list that was seen; a new one is to be made."""


def preview(db: Database, keepings: Keepings, *, at: str, most: int = MOST) -> tuple[Overdue, ...]:
    """Return what is overdue and not held, at most `most`; nothing is changed."""
    found = (due for keeping in keepings.kinds for due in keeping.overdue(db, at))
    return tuple(islice((due for due in found if not queries.is_on_hold(db, due.subject)), most))


def list_now(db: Database, keepings: Keepings, *, by: str, role: str, at: str, most: int = MOST) -> Run | None:
    """Make a list of what is overdue and not held, for a second person to confirm; None when nothing is."""
    lines = preview(db, keepings, at=at, most=most)
    if not lines:
        return None
    run = Run(new_id(), by, at, digest_of(lines))
    codes = (f"records:{len(lines)}", run.digest)
    with db.transaction():
        queries.insert_run(db, run, lines)
        audit.write(db, audit.SYSTEM, "purge-listed", actor=by, role=role, at=at, about=run.run_id, codes=codes)
    return run


def confirm(db: Database, keepings: Keepings, run_id: str, digest: str, *, by: str, role: str, at: str) -> Run | None:
    """Confirm the list with this digest, so that it is erased; None when there is none that waits.

    Raises SamePerson, and ListChanged when anything on it is held or not due any more. Call `finish_confirmed` after.
    """
    with db.transaction():
        run = queries.find_run(db, run_id)
        if run is None or run.confirmed_at is not None:
            return None
        if run.listed_by == by:
            raise SamePerson
        lines = queries.list_items(db, run_id)
        due = [keepings.why_due(db, line.subject, at) for line in lines if not queries.is_on_hold(db, line.subject)]
        if {digest, digest_of(lines), digest_of(line for line in due if line)} != {run.digest}:
            raise ListChanged
        queries.update_confirmed(db, run_id, by=by, at=at)
        codes = (f"records:{len(lines)}", digest)
        audit.write(db, audit.SYSTEM, "purge-confirmed", actor=by, role=role, at=at, about=run_id, codes=codes)
    return Run(run.run_id, run.listed_by, run.listed_at, run.digest, by, at)
