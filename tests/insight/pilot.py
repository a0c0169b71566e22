"""Oldham’s pilot as made-up visits: the numbers by point are the printed ones, everything else is made up."""

from __future__ import annotations

from datetime import date, timedelta

from tests.visited import SEVEN
from wheel_app import people, visits
from wheel_app.accounts import Staff, Team
from wheel_app.people import Facts, Member
from wheel_app.storage import Database
from wheel_app.visits import Record, VisitFacts

# The local government’s report on Oldham: visits in the pilot at the points 1 to 7.
OLDHAM = (51, 43, 115, 79, 13, 37, 9)
# How old the child is made to be at each, in days from the birth.
DAYS = (-60, 12, 95, 365, 550, 915, 1280)
AREAS = ("St Mary’s", "Coldhurst", "Alexandra")
FROM = date(2026, 7, 1)
TYPED = "2026-09-30T17:00:00.000000Z"
MADE = "2026-06-01T09:00:00.000000Z"


def make_pilot(
    db: Database, team: Team, worker: Staff, *, counts: tuple[int, ...] = OLDHAM, areas: tuple[str, ...] = AREAS
) -> None:
    """So many finished visits at each point, spread over the months of a quarter, three areas and five places."""
    families = [_family(db, team, area) for area in areas]
    with db.transaction():
        for point, visited in enumerate(counts):
            for number in range(visited):
                _visit(db, families[0 if number % 5 < 3 else number % 3], worker, point, number)


def _family(db: Database, team: Team, area: str) -> str:
    return people.make_family(db, area, by=None, at=MADE, team_id=team.team_id, area=area).family_id


def _visit(db: Database, family_id: str, worker: Staff, point: int, number: int) -> None:
    on = FROM + timedelta(days=number * 7 % 92)
    child = _child(db, family_id, point, on)
    facts = VisitFacts(child.member_id, f"point-{point + 1}", on.isoformat(), _place(number), ())
    themes = tuple(key for key, every in (("money", 2), ("sleep", 3), ("area", 50)) if number % every == 0)
    visits.record_visit(db, Record(family_id, facts, SEVEN, themes=themes), by=worker, at=TYPED)


def _child(db: Database, family_id: str, point: int, on: date) -> Member:
    day = (on - timedelta(days=DAYS[point])).isoformat()
    facts = Facts("unborn", "Baby", due_on=day) if point == 0 else Facts("child", "Kit", born_on=day)
    return people.add_member(db, family_id, facts, by=None, at=MADE)


def _place(number: int) -> str:
    return "home" if number % 10 < 7 else "hub" if number % 10 < 9 else "phone"
