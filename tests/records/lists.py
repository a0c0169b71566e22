"""Lists of what has been kept for its time, as two members of staff make and confirm them."""

from __future__ import annotations

from tests.builders import AT
from tests.records.lives import make_life
from wheel_app import ERASERS, audit
from wheel_app.records import Keepings, finish_confirmed, keeping_of_persons
from wheel_app.records.retention import By, Run, confirm, list_items, list_now
from wheel_app.storage import Database, later

KEEPINGS = Keepings((keeping_of_persons(ERASERS, purge_hours=24),))
DUE = later(AT, days=457)
ONE, TWO = By("019a-one", "manager"), By("019a-two", "manager")


def make_due(db: Database, words: str = "own words", *, days: int = 0) -> str:
    """Somebody kept who has shared something with staff, whose time is over at DUE; return the subject."""
    owner_id, _ = make_life(db, words, at=later(AT, days=-days))
    return audit.chain_of_owner(owner_id)


def make_list(db: Database, *, at: str = DUE) -> Run:
    run = list_now(db, KEEPINGS, ONE, at=at)
    assert run is not None
    return run


def agree(db: Database, run: Run, *, by: By = TWO, digest: str | None = None, at: str = DUE) -> Run | None:
    return confirm(db, KEEPINGS, run.run_id, digest or run.digest, by, at=at)


def finish(db: Database) -> int:
    return finish_confirmed(db, KEEPINGS, at=DUE)


def is_there(db: Database, subject: str) -> bool:
    return KEEPINGS.has(db, subject)


def became(db: Database, run: Run) -> dict[str, str | None]:
    return {line.subject: line.became for line in list_items(db, run.run_id)}
