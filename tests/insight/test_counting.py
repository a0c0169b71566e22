"""A month or a quarter is counted once, as printed; what is small is kept back; nothing that comes later changes it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests import households, staffing
from tests.builders import statements
from tests.insight.attacker import found_out
from tests.insight.pilot import MADE, OLDHAM, make_pilot
from tests.visited import SEVEN
from wheel_app import people, visits
from wheel_app.accounts import Staff, Team
from wheel_app.insight.actions import count_period, next_periods
from wheel_app.insight.keeping import from_text
from wheel_app.insight.queries import list_counted
from wheel_app.insight.rules import Figures, Period, periods_from, quarter_of
from wheel_app.people import Family
from wheel_app.storage import Database
from wheel_app.visits import Present, Record, RecordedPart, Visit, VisitFacts
from wheel_app.visits.afterwards.actions import put_right

POINTS = tuple(f"point-{number}" for number in range(1, 8))
SUMMER = Period("2026-07-01", "2026-09-30")
JULY = Period("2026-07-01", "2026-07-31")
LATE_SUMMER = Period("2026-08-01", "2026-09-30")
AUTUMN = Period("2026-10-01", "2026-12-31")
OCTOBER = "2026-10-02T09:00:00.000000Z"
JANUARY = "2027-01-04T09:00:00.000000Z"


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db)


@pytest.fixture
def manager(db: Database, team: Team) -> Staff:
    return staffing.make_staff(db, team, role="manager")


@pytest.fixture
def worker(db: Database, team: Team) -> Staff:
    return staffing.make_staff(db, team)


def figures_of(db: Database, manager: Staff, place: int = 0) -> Figures:
    return from_text(list_counted(db, manager.organisation_id)[place].shown)


def make_visit(
    db: Database, team: Team, worker: Staff, *, on: str, at: str, point: str = "point-3", area: str | None = "Here"
) -> Visit:
    family = make_family(db, team, area)
    child = households.make_member(db, family, "Kit", "child", born_on="2026-05-01")
    facts = VisitFacts(child.member_id, point, on, "home", ())
    return visits.record_visit(db, Record(family.family_id, facts, SEVEN), by=worker, at=at)


def make_family(db: Database, team: Team, area: str | None) -> Family:
    return people.make_family(db, "Made Up", by=None, at=MADE, team_id=team.team_id, area=area)


def test_oldham_comes_out_as_printed(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    make_pilot(db, team, worker)
    assert count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    figures = figures_of(db, manager)
    assert figures.points == tuple((point,) for point in POINTS)
    assert figures.point_totals == OLDHAM
    assert figures.total == 347
    assert set(figures.sheets) == {"area", "month", "age", "place"}
    for sheet in figures.sheets.values():
        assert [line.total for line in sheet.lines] == list(OLDHAM)
        assert sum(sheet.column_totals) == 347
        cells = [cell for line in sheet.lines for cell in line.cells]
        assert not [cell for cell in cells if cell is not None and 0 < cell < 5]
        assert None in cells
        table = [line.cells for line in sheet.lines]
        known = found_out(table, OLDHAM, sheet.column_totals)
        assert not [one for one in known if 0 < one[1] < 5]
    assert {share.theme for share in figures.themes} == {"money", "sleep", "area"}


def test_ages_are_reckoned_by_the_day(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    make_pilot(db, team, worker, counts=(6, 7, 8, 9, 10, 11, 12))
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    sheet = figures_of(db, manager).sheets["age"]
    assert sheet.columns == tuple(
        (key,) for key in ("unborn", "days-14", "months-6", "months-15", "months-23", "months-35", "older")
    )
    assert sheet.column_totals == (6, 7, 8, 9, 10, 11, 12)


@pytest.mark.parametrize(
    ("born", "on", "band"),
    [
        ("2026-08-02", "2026-08-01", "unborn"),
        ("2026-08-01", "2026-08-01", "days-14"),
        ("2026-07-18", "2026-08-01", "days-14"),
        ("2026-07-17", "2026-08-01", "months-2"),
        ("2026-06-02", "2026-08-01", "months-2"),
        ("2026-06-01", "2026-08-01", "months-6"),
        ("2024-02-29", "2026-07-28", "months-35"),
        ("2023-09-02", "2026-08-01", "months-35"),
        ("2023-09-01", "2026-08-01", "older"),
        ("2026", "2026-08-01", "unknown"),
    ],
)
def test_the_bounds_of_ages(
    db: Database, team: Team, manager: Staff, worker: Staff, born: str, on: str, band: str
) -> None:
    family = make_family(db, team, None)
    for number in range(5):
        child = households.make_member(db, family, f"Kit {number}", "child", born_on=born)
        facts = VisitFacts(child.member_id, "point-3", on, "home", ())
        visits.record_visit(db, Record(family.family_id, facts, SEVEN), by=worker, at="2026-08-02T09:00:00.000000Z")
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager).sheets["age"].columns == ((band,),)


def test_each_visit_counts_once_and_in_one_period(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    for _ in range(6):
        make_visit(db, team, worker, on="2026-09-20", at="2026-09-20T12:00:00.000000Z")
    for _ in range(5):
        make_visit(db, team, worker, on="2026-10-01", at="2026-10-01T12:00:00.000000Z")
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    # Typed in from paper when its period had been counted.
    for _ in range(7):
        make_visit(db, team, worker, on="2026-09-21", at="2026-10-05T12:00:00.000000Z")
    assert not count_period(db, AUTUMN, POINTS, by=manager, at="2026-12-31T09:00:00.000000Z")
    count_period(db, AUTUMN, POINTS, by=manager, at=JANUARY)
    assert [figures_of(db, manager, place).total for place in (0, 1)] == [12, 6]
    sheet = figures_of(db, manager).sheets["month"]
    assert dict(zip(sheet.columns, sheet.column_totals, strict=True)) == {("earlier",): 7, ("2026-10",): 5}


def test_nothing_later_changes_what_was_counted(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    made = [make_visit(db, team, worker, on="2026-09-20", at="2026-09-20T12:00:00.000000Z") for _ in range(6)]
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    before = figures_of(db, manager)
    with db.transaction():
        visits.erase_family(db, made[0].family_id)
    count_period(db, SUMMER, POINTS, by=manager, at=JANUARY)
    assert figures_of(db, manager) == before
    assert len(list_counted(db, manager.organisation_id)) == 1


def test_what_is_called_off_or_goes_on_is_not_counted(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    kept = [make_visit(db, team, worker, on="2026-08-01", at="2026-08-01T12:00:00.000000Z") for _ in range(8)]
    with db.transaction():
        db.execute("UPDATE visit SET cancelled_at = :at WHERE visit_id = :id", at=OCTOBER, id=kept[0].visit_id)
        db.execute("UPDATE visit SET finished_at = NULL WHERE visit_id = :id", id=kept[1].visit_id)
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager).total == 6


def test_only_ones_own_service_is_counted(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    other_team = staffing.make_team(db, "Others")
    other, other_manager = (staffing.make_staff(db, other_team, role=role) for role in ("worker", "manager"))
    for _ in range(6):
        make_visit(db, team, worker, on="2026-08-01", at="2026-08-01T12:00:00.000000Z")
    for _ in range(9):
        make_visit(db, other_team, other, on="2026-08-01", at="2026-08-01T12:00:00.000000Z")
    for who, total in ((manager, 6), (other_manager, 9)):
        count_period(db, SUMMER, POINTS, by=who, at=OCTOBER)
        assert figures_of(db, who).total == total


def test_too_few_to_say_anything(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    for _ in range(4):
        make_visit(db, team, worker, on="2026-08-01", at="2026-08-01T12:00:00.000000Z")
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager) == Figures(None)
    assert "4" not in list_counted(db, manager.organisation_id)[0].shown


def test_counting_asks_as_much_for_one_visit_as_for_many(
    db: Database, team: Team, manager: Staff, worker: Staff
) -> None:
    make_visit(db, team, worker, on="2026-05-01", at="2026-05-01T12:00:00.000000Z")
    make_pilot(db, team, worker, counts=(20, 30, 10, 0, 0, 0, 0))
    asked = []
    for period in (Period("2026-04-01", "2026-06-30"), SUMMER):
        with statements(db) as seen:
            assert count_period(db, period, POINTS, by=manager, at=OCTOBER)
        asked.append(len([one for one in seen if not one.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]))
    assert asked[0] == asked[1] + 1, "the first time it is asked when visits began"
    assert max(asked) <= 12


def test_quarters_and_months() -> None:
    assert quarter_of("2026-02-28") == Period("2026-01-01", "2026-03-31")
    assert quarter_of("2024-12-31") == Period("2024-10-01", "2024-12-31")
    assert Period("2024-10-01", "2024-12-31").day_after == "2025-01-01"
    assert periods_from("2026-07-01") == (SUMMER, JULY)
    assert periods_from("2024-02-01") == (Period("2024-02-01", "2024-03-31"), Period("2024-02-01", "2024-02-29"))
    assert periods_from("2026-12-01") == (Period("2026-12-01", "2026-12-31"),)
    assert [one.months for one in (SUMMER, JULY)] == [("2026-07", "2026-08", "2026-09"), ("2026-07",)]


def test_a_month_or_its_quarter_never_both(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    make_pilot(db, team, worker)
    assert next_periods(db, manager.organisation_id, (), today="2026-09-30") == (JULY,)
    assert count_period(db, JULY, POINTS, by=manager, at=OCTOBER)
    # Beside July’s table the quarter’s would tell what is left by taking one from the other.
    assert not count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    assert count_period(db, JULY, POINTS, by=manager, at=OCTOBER)
    assert count_period(db, LATE_SUMMER, POINTS, by=manager, at=OCTOBER)
    assert not count_period(db, Period("2026-08-01", "2026-08-31"), POINTS, by=manager, at=OCTOBER)
    counted = list_counted(db, manager.organisation_id)
    assert [one.period for one in counted] == [LATE_SUMMER, JULY]
    late, july = (from_text(one.shown) for one in counted)
    assert (late.total or 0) + (july.total or 0) == 347
    assert "month" in late.sheets
    assert "month" not in july.sheets, "one month alone says what the totals say"


def test_a_quarter_leaves_none_of_its_months_to_count(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    make_pilot(db, team, worker, counts=(6,))
    assert count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    for first in ("2026-07-01", "2026-08-01", "2026-09-01"):
        for period in periods_from(first):
            assert count_period(db, period, POINTS, by=manager, at=OCTOBER) == (period == SUMMER)
    assert len(list_counted(db, manager.organisation_id)) == 1


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_chosen_no_visit_is_seen_twice(
    db: Database, team: Team, manager: Staff, worker: Staff, seed: int
) -> None:
    """Months and quarters in any order: together they hold each visit once, and none of them gives a small number."""
    dice, months, ours = random.Random(seed), [], manager.organisation_id
    make_pilot(db, team, worker)
    while choices := next_periods(db, ours, list_counted(db, ours), today="2026-12-01"):
        period = dice.choice(choices)
        assert count_period(db, period, POINTS, by=manager, at="2026-12-01T09:00:00.000000Z")
        months += period.months
    assert months == [f"2026-{month:02d}" for month in range(7, 12)]
    shown = [from_text(one.shown) for one in list_counted(db, ours)]
    assert sum(figures.total or 0 for figures in shown) == 347
    for sheet in (sheet for figures in shown for sheet in figures.sheets.values()):
        table, totals = [line.cells for line in sheet.lines], [line.total for line in sheet.lines]
        assert not [one for one in found_out(table, totals, sheet.column_totals) if 0 < one[1] < 5]


def test_a_day_that_is_put_right_lets_nothing_count_twice_or_never(
    db: Database, team: Team, manager: Staff, worker: Staff
) -> None:
    """Both were finished before July was counted: one in it that moves out of it, one not in it that moves in."""
    at, counted_at, later = (f"2026-08-{day:02d}T09:00:00.000000Z" for day in (1, 3, 4))
    moved = [make_visit(db, team, worker, on="2026-07-31", at=at) for _ in range(6)]
    others = [make_visit(db, team, worker, on="2026-08-01", at=at) for _ in range(7)]
    assert count_period(db, JULY, POINTS, by=manager, at=counted_at)
    for visit, day in [(one, "2026-08-01") for one in moved] + [(one, "2026-07-31") for one in others]:
        facts = replace(visit.facts(()), on_date=day)
        assert put_right(db, visit, facts, why="A slip", seen_seq=visit.seq, by=worker, at=later)
    assert count_period(db, LATE_SUMMER, POINTS, by=manager, at=OCTOBER)
    assert [figures_of(db, manager, place).total for place in (0, 1)] == [7, 6]


def test_a_visit_counts_once_whoever_took_part(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    second = staffing.make_staff(db, team)
    for _ in range(6):
        family = make_family(db, team, "Here")
        child, ada, noor = (households.make_member(db, family, name) for name in ("Kit", "Ada", "Noor"))
        here = tuple(Present("member", one.member_id) for one in (ada, noor))
        facts = VisitFacts(child.member_id, "point-3", "2026-08-01", "home", here)
        parts = tuple(RecordedPart(one.member_id, "told") for one in (ada, noor))
        record = Record(family.family_id, facts, SEVEN, parts=parts, themes=("money", "sleep"))
        visits.record_visit(db, record, by=worker, at="2026-08-01T12:00:00.000000Z", workers=[second.staff_id])
    count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    figures = figures_of(db, manager)
    assert (figures.total, [share.total for share in figures.themes]) == (6, [6, 6])


def test_nothing_is_next_before_there_is_a_visit(db: Database, manager: Staff) -> None:
    assert next_periods(db, manager.organisation_id, (), today="2026-10-02") == ()
    assert not count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
