"""When a service of a feed is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wheel_app.directory.feeds.checking import MOST_PARTS, Findings, RowOf, parts, text_in
from wheel_app.directory.feeds.formats import day_of, time_of
from wheel_app.directory.feeds.places import Places
from wheel_app.directory.feeds.standard import SCHEDULE
from wheel_app.directory.rules import Day

# As calendars name weekdays; a month's "second Monday" is 2MO.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
WORDS = 300


def read_days(row: RowOf, places: Places, found: Findings, *, today: str) -> tuple[Day, ...]:
    """Return on which weekdays a service is open, as far as its schedules say so and are not over."""
    kept: dict[Day, None] = {}
    for day in _all_days(row, places, found, today):
        if len(kept) == MOST_PARTS and day not in kept:
            found.warn("schedules", "too-many", str(MOST_PARTS))
            break
        kept[day] = None
    return tuple(sorted(kept, key=lambda day: (day.weekday, day.opens, day.closes, day.place or 0)))


def _all_days(row: RowOf, places: Places, found: Findings, today: str) -> Iterator[Day]:
    for where, schedule in parts(row, "schedules", SCHEDULE, found):
        at = places.by_row.get(str(schedule.get("service_at_location_id")))
        yield from _days(schedule, at, found, where, today)
    for place, where, held in places.schedules:
        for inside, schedule in parts(held, "schedules", SCHEDULE, found, where):
            yield from _days(schedule, place, found, inside, today)


def _days(schedule: RowOf, place: int | None, found: Findings, where: str, today: str) -> Iterator[Day]:
    until = day_of(str(schedule.get("valid_to") or ""))
    if until is not None and until < today:
        found.warn(f"{where}valid_to", "over", until)
        return
    opens, closes = (_time(schedule, name, found, where) for name in ("opens_at", "closes_at"))
    if opens and closes and closes <= opens:
        found.warn(f"{where}closes_at", "closes-first", f"{opens}–{closes}")
        closes = ""
    words = text_in(schedule, "description", WORDS, found, where)
    for weekday, which in _weekdays(schedule, found, where):
        yield Day(weekday, opens, closes, " ".join(part for part in (which, words) if part), place)


def _time(schedule: RowOf, name: str, found: Findings, where: str) -> str:
    given = str(schedule.get(name) or "").strip()
    if not given:
        return ""
    read = time_of(given)
    if read is None:
        found.warn(where + name, "not-time", given)
    return read or ""


def _weekdays(schedule: RowOf, found: Findings, where: str) -> Iterator[tuple[int, str]]:
    given = str(schedule.get("byday") or "").upper().replace(" ", "")
    if not given:
        begins = day_of(str(schedule.get("dtstart") or ""))
        if begins is not None and schedule.get("freq") == "WEEKLY":
            yield date.fromisoformat(begins).isoweekday(), ""
        return
    for one in given.split(","):
        read = BY_DAY.fullmatch(one)
        if read is None:
            found.warn(f"{where}byday", "not-weekday", one)
        else:
            yield WEEKDAYS.index(read[2]) + 1, read[0] if read[1] else ""
