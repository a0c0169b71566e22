"""Listing what is overdue, and confirming exactly that list."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from wheel_app import audit
from wheel_app.records.retention import queries
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import By, Overdue, Run, digest_of
from wheel_app.storage import Database, new_id

# As many as somebody can look through.
MOST = 200


class SamePerson(Exception):
    """Whoever made a list cannot confirm it."""


class ListChanged(Exception):
    """Something on the list is not due any more, or it is not the list that was seen; a new one is to be made."""


def preview(
    db: Database, keepings: Keepings, *, at: str, organisation_id: str | None = None, most: int = MOST
) -> tuple[Overdue, ...]:
    """Return what is overdue and not held, an organisation's or with None all, at most `most`; nothing is changed."""
    found = (due for keeping in keepings.kinds for due in keeping.overdue(db, at))
    free = (due for due in found if not queries.is_on_hold(db, due.subject))
    return tuple(
        islice(
            (due for due in free if organisation_id is None or keepings.is_of(db, due.subject, organisation_id)), most
        )
    )


def list_now(db: Database, keepings: Keepings, by: By, *, at: str, most: int = MOST) -> Run | None:
    """Make a list of what is overdue and not held, for a second person to confirm; None when nothing is.

    One that they made of just the same, and that still waits, is the list.
    """
    lines = preview(db, keepings, at=at, organisation_id=by.organisation_id, most=most)
    if not lines:
        return None
    run = Run(new_id(), by.staff_id, at, digest_of(lines), by.organisation_id)
    with db.transaction():
        waiting = queries.find_same_run(db, run)
        if waiting is not None:
            return waiting
        queries.insert_run(db, run, lines)
        _note(db, "purge-listed", run, by, at=at, records=len(lines))
    return run


def confirm(db: Database, keepings: Keepings, run_id: str, digest: str, by: By, *, at: str) -> Run | None:
    """Confirm the list with this digest, so that it is erased; None when there is none that waits.

    Raises SamePerson, and ListChanged when anything on it is held or not due any more. Call `finish_confirmed` after.
    """
    with db.transaction():
        run = queries.find_run(db, run_id, by.organisation_id)
        if run is None or run.confirmed_at is not None:
            return None
        if run.listed_by == by.staff_id:
            raise SamePerson
        lines = queries.list_items(db, run_id)
        due = [keepings.why_due(db, line.subject, at) for line in lines if not queries.is_on_hold(db, line.subject)]
        if {digest, digest_of(lines), digest_of(line for line in due if line)} != {run.digest}:
            raise ListChanged
        queries.update_confirmed(db, run_id, by=by.staff_id, at=at)
        _note(db, "purge-confirmed", run, by, at=at, records=len(lines))
    return replace(run, confirmed_by=by.staff_id, confirmed_at=at)


def _note(db: Database, action: str, run: Run, by: By, *, at: str, records: int) -> None:
    codes = (f"records:{records}", run.digest)
    audit.write(db, audit.SYSTEM, action, actor=by.staff_id, role=by.role, at=at, about=run.run_id, codes=codes)
