"""All SQL of counts: grouped in the store, whatever the number of visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wheel_app.insight.rules import Period
from wheel_app.storage import Database

_PART = "CAST(substr({column}, {start}, {length}) AS INTEGER)"


def _day_number(column: str) -> str:
    """Return SQL for the days from a fixed day to that of a column: the engines’ own date functions differ."""
    year, month, day = (
        _PART.format(column=column, start=start, length=length) for start, length in ((1, 4), (6, 2), (9, 2))
    )
    moved = f"((14 - {month}) / 12)"
    years, months = f"({year} + 4800 - {moved})", f"({month} + 12 * {moved} - 3)"
    return f"({day} + (153 * {months} + 2) / 5 + 365 * {years} + {years} / 4 - {years} / 100 + {years} / 400)"


def _months_old(on: str, born: str) -> str:
    parts = {
        name: _PART.format(column=name, start=1, length=4) + " * 12 + " + _PART.format(column=name, start=6, length=2)
        for name in (on, born)
    }
    return f"({parts[on]} - ({parts[born]}) - CASE WHEN substr({on}, 9, 2) < substr({born}, 9, 2) THEN 1 ELSE 0 END)"


def _quarter_number(column: str) -> str:
    year, month = (_PART.format(column=column, start=start, length=length) for start, length in ((1, 4), (6, 2)))
    return f"({year} * 4 + ({month} - 1) / 3)"


# A visit that was put in more than a quarter after its own one, or was given a wrong year, begins no counting there.
BEGINS = (
    f"CASE WHEN {_quarter_number('v.finished_at')} - {_quarter_number('v.on_date')} <= 1 THEN v.on_date"
    " ELSE substr(v.finished_at, 1, 10) END"
)
# The day of a visit as it stood when the last period was counted: by a day that was put right since, a visit would be
# in two periods, or in none.
DAY_THEN = (
    "COALESCE((SELECT c.old_value FROM visit_change c WHERE c.visit_id = v.visit_id AND c.fact = 'on_date'"
    " AND c.made_at >= :counted ORDER BY c.made_at, c.change_id LIMIT 1), v.on_date)"
)
# Visits that are counted in a period: those to its end that were not counted before. What is finished, or typed in,
# after its own period was counted goes into the one that is counted next.
COUNTED = (
    f"v.finished_at >= :ended AND v.finished_at < :at AND (v.finished_at >= :counted OR {DAY_THEN} > :ended)"
    " AND v.on_date <= :until AND v.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM visit_worker w"
    " JOIN staff s ON s.staff_id = w.staff_id WHERE w.visit_id = v.visit_id AND s.organisation_id = :organisation_id)"
)
ON_DAY = _day_number("v.on_date")
BORN_DAY = _day_number("m.born_on")
MONTHS = _months_old("v.on_date", "m.born_on")
# The bounds lie between the windows of points, so that each point done in time is in one band.
AGE = (
    "CASE WHEN m.born_on = '' AND m.due_on <> '' THEN 'unborn' WHEN length(m.born_on) <> 10 THEN 'unknown'"
    " WHEN v.on_date < m.born_on THEN 'unborn'"
    f" WHEN {ON_DAY} - {BORN_DAY} <= 14 THEN 'days-14' WHEN {MONTHS} < 2 THEN 'months-2'"
    f" WHEN {MONTHS} < 6 THEN 'months-6' WHEN {MONTHS} < 11 THEN 'months-11' WHEN {MONTHS} < 15 THEN 'months-15'"
    f" WHEN {MONTHS} < 23 THEN 'months-23' WHEN {MONTHS} < 35 THEN 'months-35' ELSE 'older' END"
)
AREA = "COALESCE(f.area, '')"
MONTH = "CASE WHEN v.on_date < :starts THEN 'earlier' ELSE substr(v.on_date, 1, 7) END"


@dataclass(frozen=True)
class Counted:
    """A period that was counted; `shown` is what is shown of it, as it is kept."""

    period: Period
    shown: str
    counted_at: str


@dataclass(frozen=True)
class Span:
    """Which visits a period counts: those of one organisation that those counted before it had not."""

    organisation_id: str
    period: Period
    before: Counted | None
    at: str

    @property
    def values(self) -> dict[str, str]:
        """The parameters of COUNTED."""
        return {
            "organisation_id": self.organisation_id,
            "until": self.period.ends_on,
            "ended": self.before.period.ends_on if self.before else "",
            "counted": self.before.counted_at if self.before else "",
            "at": self.at,
        }


def count_by_area(db: Database, span: Span) -> dict[tuple[str, str], int]:
    """Return the visits of a span by point and area of the family; an empty area where none is known."""
    found = db.rows(
        f"SELECT v.point_key, {AREA} AS value, COUNT(*) AS visits FROM visit v"
        f" JOIN family f ON f.family_id = v.family_id WHERE {COUNTED} GROUP BY v.point_key, {AREA}",
        **span.values,
    )
    return _tally(found)


def count_by_month(db: Database, span: Span) -> dict[tuple[str, str], int]:
    """Return the visits of a span by point and month; 'earlier' for those that came in after their own period."""
    found = db.rows(
        "SELECT counted.point_key, counted.value, COUNT(*) AS visits FROM"
        f" (SELECT v.point_key, {MONTH} AS value FROM visit v WHERE {COUNTED}) counted"
        " GROUP BY counted.point_key, counted.value",
        starts=span.period.starts_on,
        **span.values,
    )
    return _tally(found)


def count_by_age(db: Database, span: Span) -> dict[tuple[str, str], int]:
    """Return the visits of a span by point and how old the child was on the day, in bands."""
    found = db.rows(
        "SELECT counted.point_key, counted.value, COUNT(*) AS visits FROM"
        f" (SELECT v.point_key, {AGE} AS value FROM visit v JOIN member m ON m.member_id = v.child_id"
        f" WHERE {COUNTED}) counted GROUP BY counted.point_key, counted.value",
        **span.values,
    )
    return _tally(found)


def count_by_place(db: Database, span: Span) -> dict[tuple[str, str], int]:
    """Return the visits of a span by point and place."""
    found = db.rows(
        f"SELECT v.point_key, v.place AS value, COUNT(*) AS visits FROM visit v WHERE {COUNTED}"
        " GROUP BY v.point_key, v.place",
        **span.values,
    )
    return _tally(found)


def count_by_theme(db: Database, span: Span) -> dict[tuple[str, str], int]:
    """Return the visits of a span by point and theme; one with two themes is in both."""
    found = db.rows(
        "SELECT v.point_key, t.theme AS value, COUNT(*) AS visits FROM visit v"
        f" JOIN visit_theme t ON t.visit_id = v.visit_id WHERE {COUNTED} GROUP BY v.point_key, t.theme",
        **span.values,
    )
    return _tally(found)


def _tally(found: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    return {(row["point_key"], row["value"]): row["visits"] for row in found}


def first_day(db: Database, organisation_id: str) -> str | None:
    """Return the day of the first finished visit of an organisation; a visit put in too late counts as of that day."""
    return db.value(
        f"SELECT MIN({BEGINS}) AS first FROM visit v WHERE v.finished_at IS NOT NULL AND v.cancelled_at IS NULL"
        " AND EXISTS (SELECT 1 FROM visit_worker w JOIN staff s ON s.staff_id = w.staff_id"
        " WHERE w.visit_id = v.visit_id AND s.organisation_id = :organisation_id)",
        organisation_id=organisation_id,
    )


def insert_counted(db: Database, organisation_id: str, counted: Counted, *, by: str) -> None:
    """Keep what is shown of a period; NotUnique when one that begins on its day was counted before."""
    db.execute(
        "INSERT INTO counted_period (organisation_id, starts_on, ends_on, shown, counted_at, counted_by)"
        " VALUES (:organisation_id, :starts_on, :ends_on, :shown, :counted_at, :by)",
        organisation_id=organisation_id,
        shown=counted.shown,
        counted_at=counted.counted_at,
        by=by,
        **vars(counted.period),
    )


def list_counted(db: Database, organisation_id: str) -> tuple[Counted, ...]:
    """Return the periods that an organisation counted, the newest first."""
    found = db.rows(
        "SELECT starts_on, ends_on, shown, counted_at FROM counted_period WHERE organisation_id = :organisation_id"
        " ORDER BY starts_on DESC",
        organisation_id=organisation_id,
    )
    return tuple(Counted(Period(row["starts_on"], row["ends_on"]), row["shown"], row["counted_at"]) for row in found)
