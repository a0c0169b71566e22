"""Until when something may be shared, and which lines of a log are its reader’s. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wheel_app.audit.rules import AuditRow

# For how many months something can be shared; without a word it is until the person stops it.
MONTHS = (1, 3, 12)
TOLD = frozenset({"looked", "safeguarding-share"})
# An emergency opening is told as a look: why somebody looked is nothing for another adult's eyes.
TOLD_OF_HOUSEHOLD = frozenset({"looked", "break-glass"})
UNTOLD = "untold"


def day_later(day: str, months: int) -> str:
    """Return the same day so many months later (dates), or the last of the month where it has no such day."""
    first = date.fromisoformat(day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])).isoformat()


def until_days(day: str) -> dict[str, str]:
    """Return the last days that can be chosen, by what the form calls them."""
    return {str(months): day_later(day, months) for months in MONTHS}


def may_be_told(rows: Iterable[AuditRow], actions: frozenset[str], *, after: str) -> list[AuditRow]:
    """Return the rows of a log that a person may read: of these actions, since a moment, never an untold one."""
    return [row for row in rows if row.action in actions and UNTOLD not in row.codes and row.at > after]


def of_household(rows: Iterable[AuditRow], *, until: str | None) -> list[AuditRow]:
    """Return one row for each day on which somebody looked at a household, as far as somebody of it may read it.

    Neither who nor as what: another adult there reads it too, and a refuge worker's title says enough. None after the
    day (a date) on which they left.
    """
    days = {row.at[:10]: row for row in rows if until is None or row.at[:10] <= until}
    return [replace(row, at=day, actor="", role="", action="looked", about=None, codes=()) for day, row in days.items()]
