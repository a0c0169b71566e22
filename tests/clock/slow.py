"""A second, slow reckoning, written from the table of points alone: it asks of each day how old the child is on it.

It makes no windows. An offset is reached on a day or it is not; nothing is added to a date but single days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
# For each point: what is counted from, then when it opens, is late and is over; a number with d is days, with m months.
SEVEN = {
    "point-1": ("due", "-196d", "-28d", "21d"),
    "point-2": ("birth", "10d", "15d", "29d"),
    "point-3": ("corrected", "77d", "119d", "182d"),
    "point-4": ("corrected", "11m", "13m", "16m"),
    "point-5": ("corrected", "17m", "19m", "24m"),
    "point-6": ("corrected", "28m", "32m", "36m"),
    "point-7": ("corrected", "40m", "44m", "50m"),
}
FIVE = {
    "point-1": ("due", "-84d", "-28d", "21d"),
    "point-2": ("birth", "10d", "15d", "29d"),
    "six-weeks": ("corrected", "42d", "57d", "98d"),
    "point-4": ("corrected", "9m", "12m", "15m"),
    "point-6": ("corrected", "24m", "30m", "36m"),
}
TABLES = {"seven": SEVEN, "statutory-five": FIVE}


@dataclass(frozen=True)
class Known:
    """What is known of a child; days are whole or None."""

    kind: str
    born: date | None
    due: date | None
    joined: date
    is_silent: bool = False
    done: frozenset[str] = frozenset()

    def but(self, **other: object) -> Known:
        return replace(self, **other)  # type: ignore[arg-type]


def months_old(born: date, day: date) -> int:
    """How many whole months have passed; on the last day of a month it is as if that month had all days."""
    is_last = (day + ONE_DAY).month != day.month
    full = (day.year - born.year) * 12 + day.month - born.month
    return full if day.day >= born.day or is_last else full - 1


def is_reached(anchor: date, offset: str, day: date) -> bool:
    count = int(offset[:-1])
    return (day - anchor).days >= count if offset.endswith("d") else months_old(anchor, day) >= count


@cache
def opens_before_two(born: date, offset: str) -> bool:
    day = born
    while not is_reached(born, offset, day):
        day += ONE_DAY
    return months_old(born, day) < 24


def anchor_of(known: Known, counted_from: str, opens: str) -> date | None:
    if known.kind not in ("child", "unborn"):
        return None
    if known.kind == "child" and known.born is None:
        return None
    if counted_from == "due":
        return known.due or known.born
    if known.born is None:
        return None
    early = (known.due - known.born).days if known.due else 0
    if counted_from == "corrected" and 21 <= early <= 140 and opens_before_two(known.born, opens):
        return known.due
    return known.born


@cache
def stage_on(known: Known, key: str, table: str, day: date) -> str | None:
    """How far the window of a point is on a day, with no regard to what was done; None for no window."""
    counted_from, opens, late, until = TABLES[table][key]
    anchor = anchor_of(known, counted_from, opens)
    if anchor is None:
        return None
    if is_reached(anchor, until, day) or (counted_from == "due" and known.born is not None and day >= known.born):
        return "passed"
    if is_reached(anchor, late, day):
        return "late"
    return "due" if is_reached(anchor, opens, day) else "coming"


def states_on(known: Known, table: str, day: date) -> dict[str, str]:
    """How each point stands on a day, as anybody with the table and a calendar would say it."""
    found = {}
    for key in TABLES[table]:
        stage = stage_on(known, key, table, day)
        if stage == "late" and stage_on(known, key, table, known.joined) in ("late", "passed"):
            stage = "due"
        if key in known.done:
            stage = "done"
        if stage:
            found[key] = stage
    found |= dict.fromkeys(known.done, "done")
    is_child = known.kind in ("child", "unborn")
    return {key: "silent" if known.is_silent and is_child else stage for key, stage in found.items()}
