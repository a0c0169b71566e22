"""A save that was answered survives the end of every process that could have answered it."""

from __future__ import annotations

from collections.abc import Callable
from subprocess import Popen

import pytest

from wheel_app.storage import Database

Run = Callable[..., Popen[str]]


def kill_in_the_middle(run: Run, address: str, answers: int) -> set[str]:
    """Let two processes save, kill both at once after so many answers, and return all that were answered."""
    processes = [run("saving_process.py", address) for _ in range(2)]
    answered: set[str] = set()
    for process in processes:
        assert process.stdout is not None
        answered.update(process.stdout.readline().strip() for _ in range(answers))
    for process in processes:
        process.kill()
    for process in processes:
        assert process.stdout is not None
        # The kill may have cut the last line short.
        whole_lines = process.stdout.read().rpartition("\n")[0]
        answered.update(whole_lines.split())
    return answered


def check_kept(db: Database, answered: set[str]) -> None:
    kept = {row["thing_id"]: row["amount"] for row in db.rows("SELECT thing_id, amount FROM thing")}
    assert answered - kept.keys() == set()
    assert set(kept.values()) == {2}
    if db.engine == "sqlite":
        assert db.value("PRAGMA integrity_check") == "ok"


def test_nothing_answered_is_lost(things: Database, things_address: str, run: Run) -> None:
    answered = kill_in_the_middle(run, things_address, 50)
    assert len(answered) >= 100
    check_kept(things, answered)


@pytest.mark.long
def test_nothing_answered_is_lost_in_six_rounds(things: Database, things_address: str, run: Run) -> None:
    answered: set[str] = set()
    for _ in range(6):
        answered |= kill_in_the_middle(run, things_address, 200)
        check_kept(things, answered)
    assert len(answered) >= 2000
