"""One strip typed in by two at the same moment is typed in once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests import staffing
from tests.builders import AT, library
from tests.households import make_family, make_member
from tests.paper.papers import make_sheet, make_strip, whose
from wheel_app.checkins import Given
from wheel_app.paper.strips.actions import Outcome, type_in
from wheel_app.paper.strips.rules import Filled
from wheel_app.paper.strips.taking_back import Mistake, take_back
from wheel_app.storage import Database

TIMES = 4


def test_it_is_stored_once_and_is_the_same_for_everybody_else(committed_db: Database) -> None:
    db = committed_db
    team = staffing.make_team(db)
    workers = [staffing.make_staff(db, team, name=f"Jo {number}") for number in range(TIMES)]
    family = make_family(db, team, by=workers[0])
    mother = make_member(db, family, "Ada", by=workers[0])
    child = make_member(db, family, "Chidi", "child", by=workers[0], born_on="2025-11-10")
    sheet = make_sheet(db, workers[0], team)
    filled = Filled("2026-11-03", whose(mother, child), marks={1: Given("scored", 2, "band")})
    ready = Barrier(TIMES)

    def type_at_once(number: int) -> Outcome:
        ready.wait(20)
        return type_in(db, library(), sheet, filled, by=workers[number], at=AT)

    with ThreadPoolExecutor(TIMES) as pool:
        outcomes = list(pool.map(type_at_once, range(TIMES)))
    assert sorted(one.what for one in outcomes) == ["same"] * (TIMES - 1) + ["stored"]
    assert len({one.typed.typed_by for one in outcomes}) == 1
    for table in ("strip", "strip_checkin", "visit", "visit_part"):
        assert db.value(f"SELECT count(*) FROM {table}") == 1, table


def test_it_is_taken_back_once(committed_db: Database) -> None:
    db = committed_db
    team = staffing.make_team(db)
    worker = staffing.make_staff(db, team)
    family = make_family(db, team, by=worker)
    mother = make_member(db, family, "Ada", by=worker)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    seen = make_strip(db, sheet, whose(mother), by=worker, marks="55").typed.mark
    ready = Barrier(TIMES)

    def take_at_once(_: int) -> str:
        ready.wait(20)
        return take_back(db, sheet, Mistake("said", "A slip"), seen=seen, by=worker, at=AT)

    with ThreadPoolExecutor(TIMES) as pool:
        outcomes = list(pool.map(take_at_once, range(TIMES)))
    assert sorted(outcomes) == ["before"] * (TIMES - 1) + ["taken-back"]
    assert db.value("SELECT count(*) FROM strip_before") == 1
    assert db.value("SELECT count(*) FROM audit_row WHERE action = 'strip-taken-back'") == 1
