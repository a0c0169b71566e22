"""With which quarter counting begins: a visit that was put in too late, or got a wrong year, begins none."""

from __future__ import annotations

import pytest

from tests.insight.test_counting import (
    AUTUMN,
    JANUARY,
    JULY,
    OCTOBER,
    POINTS,
    SUMMER,
    figures_of,
    make_visit,
    manager,
    team,
    worker,
)
from wheel_app.accounts import Staff, Team
from wheel_app.insight.actions import count_period, next_periods
from wheel_app.storage import Database

__all__ = ["manager", "team", "worker"]


def test_a_visit_dated_years_ago_makes_nobody_count_empty_quarters(
    db: Database, team: Team, manager: Staff, worker: Staff
) -> None:
    make_visit(db, team, worker, on="2016-07-31", at="2026-08-01T12:00:00.000000Z")
    assert next_periods(db, manager.organisation_id, (), today="2026-10-02") == (SUMMER, JULY)
    for _ in range(6):
        make_visit(db, team, worker, on="2026-07-31", at="2026-08-01T12:00:00.000000Z")
    assert next_periods(db, manager.organisation_id, (), today="2026-10-02") == (SUMMER, JULY)
    assert count_period(db, SUMMER, POINTS, by=manager, at=OCTOBER)
    assert figures_of(db, manager).total == 7
    for _ in range(6):
        make_visit(db, team, worker, on="2026-10-05", at="2026-10-05T12:00:00.000000Z")
    assert count_period(db, AUTUMN, POINTS, by=manager, at=JANUARY)
    assert figures_of(db, manager).total == 6


@pytest.mark.parametrize(("put_in", "begins"), [("2026-09-30", "2026-04-01"), ("2026-10-01", "2026-10-01")])
def test_counting_begins_where_a_visit_was_put_in_by_the_end_of_the_next_quarter(
    db: Database, team: Team, manager: Staff, worker: Staff, put_in: str, begins: str
) -> None:
    make_visit(db, team, worker, on="2026-04-01", at=f"{put_in}T12:00:00.000000Z")
    found = next_periods(db, manager.organisation_id, (), today="2027-01-02")
    assert found[0].starts_on == begins
