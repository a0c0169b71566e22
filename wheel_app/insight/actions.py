"""Counting a month or a quarter: once, and what is shown of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.insight import queries
from wheel_app.insight.keeping import to_text
from wheel_app.insight.queries import Counted, Span
from wheel_app.insight.rules import AGES, Period, Tallies, make_figures, periods_from, quarter_of
from wheel_app.storage import Database
from wheel_app.visits import PLACES


def next_periods(db: Database, organisation_id: str, counted: Sequence[Counted], *, today: str) -> tuple[Period, ...]:
    """Return what can be counted next, once it is over: to the end of a quarter, or a month alone; one of them.

    It begins where the last one ended, so that no two have a visit in common.
    """
    first = None if counted else queries.first_day(db, organisation_id)
    if not counted and first is None:
        return ()
    begins = quarter_of(first).starts_on if first else counted[0].period.day_after
    return tuple(one for one in periods_from(begins) if one.ends_on < today)


def count_period(db: Database, period: Period, points: Sequence[str], *, by: Staff, at: str) -> bool:
    """Count a period, and keep what is shown of it; False when it is not one that comes next.

    Pressed twice, or by two managers at once, it is counted once.
    """
    ours = by.organisation_id
    with db.transaction():
        counted = queries.list_counted(db, ours)
        if any(one.period == period for one in counted):
            return True
        if period not in next_periods(db, ours, counted, today=at[:10]):
            return False
        span = Span(ours, period, counted[0] if counted else None, at)
        shown = to_text(make_figures(_tallies(db, span), points, _orders(period)))
        queries.insert_counted(db, ours, Counted(period, shown, at), by=by.staff_id)
        codes = (period.starts_on, period.ends_on)
        audit.write(db, audit.SYSTEM, "counted", actor=by.staff_id, role=by.role, at=at, about=ours, codes=codes)
    return True


def _tallies(db: Database, span: Span) -> Tallies:
    return Tallies(
        {
            "area": queries.count_by_area(db, span),
            "month": queries.count_by_month(db, span),
            "age": queries.count_by_age(db, span),
            "place": queries.count_by_place(db, span),
        },
        queries.count_by_theme(db, span),
    )


def _orders(period: Period) -> dict[str, Sequence[str]]:
    return {"area": (), "month": ("earlier", *period.months), "age": AGES, "place": PLACES}
