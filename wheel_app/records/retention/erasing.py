"""Erasing what two people agreed on. Stopped anywhere, it goes on the next time."""

from __future__ import annotations

from contextlib import suppress

from wheel_app import audit
from wheel_app.records.retention import queries
from wheel_app.records.retention.holds import Held
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import ERASED, SPARED, Item, Run
from wheel_app.storage import Database


def finish_confirmed(db: Database, keepings: Keepings, *, at: str) -> int:
    """Erase every record on the confirmed lists that is still due; return how many are gone.

    A hold that was set meanwhile, and somebody who came back, are respected. Each record has a transaction of its own.
    """
    gone = sum(_finish(db, keepings, run, line, at=at) for run, line in queries.list_unfinished(db))
    if gone:
        db.settle()
    return gone


def _finish(db: Database, keepings: Keepings, run: Run, line: Item, *, at: str) -> bool:
    with db.transaction():
        if not queries.is_unfinished(db, run.run_id, line.subject):
            return False  # another process was faster
        is_gone = _erase(db, keepings, line.subject, at=at)
        queries.update_became(db, run.run_id, line.subject, ERASED if is_gone else SPARED)
        if is_gone:
            by, codes = str(run.confirmed_by), (line.why,)
            audit.write(db, line.subject, "erased", actor=by, role="retention", at=at, about=run.run_id, codes=codes)
    return is_gone


def _erase(db: Database, keepings: Keepings, subject: str, *, at: str) -> bool:
    """Erase a record that is still due; False when it is not, or it is held, or what would go with it is."""
    found = keepings.find(subject)
    if found is None or queries.is_on_hold(db, subject) or keepings.why_due(db, subject, at) is None:
        return False
    keeping, name = found
    with suppress(Held), db.transaction():
        keeping.erase(db, name)
        return True
    return False
