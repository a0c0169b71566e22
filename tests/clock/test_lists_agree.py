"""The lists, which the store makes, hold whom the pure rules say, for any children on any day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests import staffing
from tests.clock.children import make_child
from tests.households import make_family
from wheel_app import clock
from wheel_app.accounts import Staff
from wheel_app.clock.due.queries import count_lines, list_lines
from wheel_app.clock.due.rules import COMING, DUE, LATE, Wish, days_from
from wheel_app.clock.rules import Window
from wheel_app.storage import Database

FIRST, TODAY = date(2022, 1, 1), date(2026, 11, 20)
Key = tuple[str, str]


def make_many(db: Database, dice: random.Random) -> tuple[Staff, list[str]]:
    """Families of all kinds of children: early ones, joined at any age, seen or not, silent or not."""
    team = staffing.make_team(db)
    worker, found = staffing.make_staff(db, team), []
    for number in range(40):
        joined = FIRST + timedelta(days=dice.randrange(1800))
        family = make_family(db, team, f"Family {number}", by=worker, at=f"{joined}T10:00:00.000000Z")
        for _ in range(dice.randrange(1, 3)):
            day = TODAY + timedelta(days=dice.randrange(-1700, 200))
            kind, born = ("unborn", "") if dice.random() < 0.25 else ("child", str(day))
            due = str(day + timedelta(days=dice.randrange(-20, 120))) if kind == "unborn" or dice.random() < 0.3 else ""
            child = make_child(db, family, born=born, due=due, kind=kind, at=f"{joined}T10:00:00.000000Z")
            found.append(child.member_id)
            if dice.random() < 0.15:
                clock.silence(db, child.member_id)
            for window in clock.windows_of(db, child.member_id):
                if dice.random() < 0.3:
                    clock.mark_delivered(
                        db, child.member_id, window.point_key, str(TODAY), f"{child.member_id} {window.point_key}"
                    )
    return worker, found


def by_the_rules(windows: list[tuple[str, Window]], day: date) -> dict[str, set[Key]]:
    """Which windows belong in which list on a day."""
    sunday = str(day + timedelta(days=6 - day.weekday()))
    ahead = str(day + timedelta(days=28))
    found: dict[str, set[Key]] = {DUE: set(), LATE: set(), COMING: set()}
    for member_id, window in windows:
        state, key = window.state_on(str(day)), (member_id, window.point_key)
        if state == "late":
            found[LATE].add(key)
        elif state in ("due", "coming") and (window.due_on or "") <= sunday:
            found[DUE].add(key)
        elif state == "due" or (state == "coming" and (window.opens_on or "") <= ahead):
            found[COMING].add(key)
    return found


@pytest.mark.parametrize("throw", range(3))
def test_the_lists_hold_whom_the_rules_say(db: Database, throw: int) -> None:
    dice = random.Random(throw)
    worker, children = make_many(db, dice)
    windows = [(member_id, one) for member_id in children for one in clock.windows_of(db, member_id)]
    for step in range(60):
        day = FIRST + timedelta(days=step * 37 + dice.randrange(37))
        days, expected = days_from(str(day)), by_the_rules(windows, day)
        for which, keys in expected.items():
            lines = list_lines(db, worker.staff_id, which, Wish(), days, most=1000)
            assert {(one.member_id, one.window.point_key) for one in lines} == keys, (which, day)
            assert len(lines) == len(keys)
        counts = count_lines(db, worker.staff_id, Wish(), days)
        assert (counts.due, counts.late, counts.coming) == tuple(len(expected[one]) for one in (DUE, LATE, COMING))
    assert sum(map(len, expected.values())) > 0
