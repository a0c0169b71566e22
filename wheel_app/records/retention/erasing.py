"""Erasing what two people agreed on. Stopped anywhere, it goes on the next time."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.records.retention import queries
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
        found = keepings.find(line.subject)
        if found is None or queries.is_on_hold(db, line.subject) or keepings.why_due(db, line.subject, at) is None:
            queries.update_became(db, run.run_id, line.subject, SPARED)
            return False
        keeping, name = found
        keeping.erase(db, name)
        queries.update_became(db, run.run_id, line.subject, ERASED)
        by = str(run.confirmed_by)
        audit.write(db, line.subject, "erased", actor=by, role="retention", at=at, about=run.run_id, codes=(line.why,))
    return True
