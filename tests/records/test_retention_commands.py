"""The operator's commands for lists and holds."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.cli import FlaskGroup

from tests import staffing
from tests.builders import make_person
from tests.conftest import Clock
from tests.records.lists import DUE, KEEPINGS, is_there, make_due, make_list
from wheel_app import audit
from wheel_app.records.retention import is_on_hold, list_holds, list_runs
from wheel_app.storage import Database


class Operator:
    """Gives a command and reads what it says."""

    def __init__(self, app: Flask) -> None:
        self._run, self._flask = app.test_cli_runner().invoke, FlaskGroup(create_app=lambda: app)

    def says(self, *words: str, fails: bool = False) -> str:
        done = self._run(self._flask, ["retention", *words])
        assert (done.exit_code != 0) == fails, done.output
        return done.output


@pytest.fixture
def operator(app: Flask, clock: Clock) -> Operator:
    clock.at = DUE
    return Operator(app)


@pytest.fixture
def two(db: Database) -> tuple[str, str]:
    team = staffing.make_team(db)
    return tuple(staffing.make_staff(db, team, role="manager").staff_id for _ in "ab")  # type: ignore[return-value]


def test_listing_without_a_name_stores_nothing(operator: Operator, db: Database) -> None:
    due = make_due(db)
    assert operator.says("list") == f"  {due}  kept-for-its-time  since 2028-02-19\nOverdue: 1\n"
    assert list_runs(db, most=9) == ()


def test_one_lists_and_another_confirms(operator: Operator, db: Database, two: tuple[str, str]) -> None:
    due = make_due(db)
    said = operator.says("list", "--by", two[0])
    run = list_runs(db, most=9)[0]
    assert f"flask retention confirm {run.run_id}" in said
    assert "cannot confirm it" in operator.says("confirm", run.run_id, "--by", two[0], fails=True)
    assert is_there(db, due)
    assert operator.says("confirm", run.run_id, "--by", two[1]) == f"  {due}  erased\n"
    assert not is_there(db, due)
    assert "no list of this name" in operator.says("confirm", run.run_id, "--by", two[1], fails=True)


def test_nothing_overdue_makes_no_list(operator: Operator, db: Database, two: tuple[str, str]) -> None:
    assert operator.says("list", "--by", two[0]) == "Overdue: 0\n"
    assert list_runs(db, most=9) == ()


def test_only_staff_make_and_confirm_lists(operator: Operator, db: Database, two: tuple[str, str]) -> None:
    make_due(db)
    run = make_list(db)
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0 WHERE staff_id = :staff_id", staff_id=two[1])
    for name in ("nobody", two[1]):
        assert "member of staff" in operator.says("list", "--by", name, fails=True)
        assert "member of staff" in operator.says("confirm", run.run_id, "--by", name, fails=True)
    assert list_runs(db, most=9) == (run,)


def test_a_list_that_changed_is_refused(operator: Operator, db: Database, two: tuple[str, str]) -> None:
    due = make_due(db)
    run = make_list(db)
    operator.says("hold", due, "--by", two[0], "--reason", "a court asked")
    assert "Make a new one" in operator.says("confirm", run.run_id, "--by", two[1], fails=True)
    assert is_there(db, due)


def test_holding_and_lifting(operator: Operator, db: Database, two: tuple[str, str]) -> None:
    subject = audit.chain_of_owner(make_person(db))
    operator.says("hold", subject, "--by", two[0], "--reason", "a court asked")
    hold = list_holds(db, most=9)[0]
    assert operator.says("holds") == f"  {hold.hold_id}  {subject}  {DUE[:10]}\n"
    assert operator.says("lift", hold.hold_id, "--by", two[1], "--reason", "done") == "Lifted.\n"
    assert not is_on_hold(db, subject)
    assert operator.says("holds") == ""
    assert "no hold" in operator.says("lift", hold.hold_id, "--by", two[1], "--reason", "done", fails=True)
    assert "no record" in operator.says("hold", "owner:nobody", "--by", two[0], "--reason", "x", fails=True)
    assert KEEPINGS.has(db, subject)
