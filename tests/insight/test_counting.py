"""A quarter is counted once, as printed; what is small is kept back; nothing that comes later changes it."""

from __future__ import annotations

import pytest

from tests import households, staffing
from tests.builders import statements
from tests.insight.attacker import found_out
from tests.insight.pilot import MADE, OLDHAM, make_pilot
from tests.visited import SEVEN
from wheel_app import people, visits
from wheel_app.accounts import Staff, Team
from wheel_app.insight.actions import count_quarter, next_quarter
from wheel_app.insight.keeping import from_text
from wheel_app.insight.queries import list_counted
from wheel_app.insight.rules import Figures, Quarter, quarter_after, quarter_of
from wheel_app.people import Family
from wheel_app.storage import Database
from wheel_app.visits import Record, Visit, VisitFacts

POINTS = tuple(f"point-{number}" for number in range(1, 8))
SUMMER = Quarter("2026-07-01", "2026-09-30")
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
    assert count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER) == SUMMER
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
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER)
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
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager).sheets["age"].columns == ((band,),)


def test_each_visit_counts_once_and_in_one_quarter(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    for _ in range(6):
        make_visit(db, team, worker, on="2026-09-20", at="2026-09-20T12:00:00.000000Z")
    for _ in range(5):
        make_visit(db, team, worker, on="2026-10-01", at="2026-10-01T12:00:00.000000Z")
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER)
    # Typed in from paper when its quarter had been counted.
    for _ in range(7):
        make_visit(db, team, worker, on="2026-09-21", at="2026-10-05T12:00:00.000000Z")
    assert count_quarter(db, "2026-10-01", POINTS, by=manager, at="2026-12-31T09:00:00.000000Z") is None
    count_quarter(db, "2026-10-01", POINTS, by=manager, at=JANUARY)
    assert [figures_of(db, manager, place).total for place in (0, 1)] == [12, 6]
    sheet = figures_of(db, manager).sheets["month"]
    assert dict(zip(sheet.columns, sheet.column_totals, strict=True)) == {("earlier",): 7, ("2026-10",): 5}


def test_nothing_later_changes_what_was_counted(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    made = [make_visit(db, team, worker, on="2026-09-20", at="2026-09-20T12:00:00.000000Z") for _ in range(6)]
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER)
    before = figures_of(db, manager)
    with db.transaction():
        visits.erase_family(db, made[0].family_id)
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=JANUARY)
    assert figures_of(db, manager) == before
    assert len(list_counted(db, manager.organisation_id)) == 1


def test_what_is_called_off_or_goes_on_is_not_counted(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    kept = [make_visit(db, team, worker, on="2026-08-01", at="2026-08-01T12:00:00.000000Z") for _ in range(8)]
    with db.transaction():
        db.execute("UPDATE visit SET cancelled_at = :at WHERE visit_id = :id", at=OCTOBER, id=kept[0].visit_id)
        db.execute("UPDATE visit SET finished_at = NULL WHERE visit_id = :id", id=kept[1].visit_id)
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager).total == 6


def test_only_ones_own_service_is_counted(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    other_team = staffing.make_team(db, "Others")
    other, other_manager = (staffing.make_staff(db, other_team, role=role) for role in ("worker", "manager"))
    for _ in range(6):
        make_visit(db, team, worker, on="2026-08-01", at="2026-08-01T12:00:00.000000Z")
    for _ in range(9):
        make_visit(db, other_team, other, on="2026-08-01", at="2026-08-01T12:00:00.000000Z")
    for who, total in ((manager, 6), (other_manager, 9)):
        count_quarter(db, SUMMER.starts_on, POINTS, by=who, at=OCTOBER)
        assert figures_of(db, who).total == total


def test_too_few_to_say_anything(db: Database, team: Team, manager: Staff, worker: Staff) -> None:
    for _ in range(4):
        make_visit(db, team, worker, on="2026-08-01", at="2026-08-01T12:00:00.000000Z")
    count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager) == Figures(None)
    assert "4" not in list_counted(db, manager.organisation_id)[0].shown


def test_counting_asks_as_much_for_one_visit_as_for_many(
    db: Database, team: Team, manager: Staff, worker: Staff
) -> None:
    make_visit(db, team, worker, on="2026-05-01", at="2026-05-01T12:00:00.000000Z")
    make_pilot(db, team, worker, counts=(20, 30, 10, 0, 0, 0, 0))
    asked = []
    for starts_on in ("2026-04-01", "2026-07-01"):
        with statements(db) as seen:
            assert count_quarter(db, starts_on, POINTS, by=manager, at=OCTOBER)
        asked.append(len([one for one in seen if not one.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]))
    assert asked[0] == asked[1] + 1, "the first time it is asked when visits began"
    assert max(asked) <= 12


def test_quarters() -> None:
    assert quarter_of("2026-02-28") == Quarter("2026-01-01", "2026-03-31")
    assert quarter_of("2024-12-31") == Quarter("2024-10-01", "2024-12-31")
    assert quarter_after(Quarter("2024-10-01", "2024-12-31")) == Quarter("2025-01-01", "2025-03-31")
    assert SUMMER.months == ("2026-07", "2026-08", "2026-09")


def test_nothing_is_next_before_there_is_a_visit(db: Database, manager: Staff) -> None:
    assert next_quarter(db, manager.organisation_id, (), today="2026-10-02") is None
    assert count_quarter(db, SUMMER.starts_on, POINTS, by=manager, at=OCTOBER) is None
