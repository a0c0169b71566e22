"""Counting a quarter: once, and what is shown of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.insight import queries
from wheel_app.insight.keeping import to_text
from wheel_app.insight.queries import Counted, Span
from wheel_app.insight.rules import AGES, Quarter, Tallies, make_figures, quarter_after, quarter_of
from wheel_app.storage import Database
from wheel_app.visits import PLACES


def next_quarter(db: Database, organisation_id: str, counted: Sequence[Counted], *, today: str) -> Quarter | None:
    """Return the quarter that is to be counted next, once it is over; None while there is none."""
    first = None if counted else queries.first_day(db, organisation_id)
    if not counted and first is None:
        return None
    quarter = quarter_of(first) if first else quarter_after(counted[0].quarter)
    return quarter if quarter.ends_on < today else None


def count_quarter(db: Database, starts_on: str, points: Sequence[str], *, by: Staff, at: str) -> Quarter | None:
    """Count the quarter that begins on a day, and keep what is shown of it; None when it is not the next one.

    Pressed twice, or by two managers at once, it is counted once.
    """
    ours = by.organisation_id
    with db.transaction():
        counted = queries.list_counted(db, ours)
        there = next((one.quarter for one in counted if one.quarter.starts_on == starts_on), None)
        quarter = there or next_quarter(db, ours, counted, today=at[:10])
        if quarter is None or quarter.starts_on != starts_on:
            return None
        if not there:
            span = Span(ours, quarter, counted[0] if counted else None, at)
            shown = to_text(make_figures(_tallies(db, span), points, _orders(quarter)))
            queries.insert_counted(db, ours, Counted(quarter, shown, at), by=by.staff_id)
            audit.write(
                db, audit.SYSTEM, "counted", actor=by.staff_id, role=by.role, at=at, about=ours, codes=(starts_on,)
            )
    return quarter


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


def _orders(quarter: Quarter) -> dict[str, Sequence[str]]:
    return {"area": (), "month": ("earlier", *quarter.months), "age": AGES, "place": PLACES}
