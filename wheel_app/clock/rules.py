"""The points before school and when each is due for a child: days alone, with no store and no clock."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

COUNTED_FROM = ("due", "birth", "corrected")
# The moments that the shipped checklist and scale ask at.
ASKS = ("point-1", "point-2", "point-3", "point-4", "point-5", "point-6", "point-7")
COMING, DUE, LATE, PASSED, DONE, SILENT = "coming", "due", "late", "passed", "done", "silent"
# A child born earlier than this is counted from the due date; more than the second is a slip of the pen, since nobody
# that early lives.
LEAST_DAYS_EARLY, MOST_DAYS_EARLY = 21, 140
# As ASQ and others have it: from two years on the birthday counts for everyone.
CORRECTED_MONTHS = 24
WHOLE_DAY = len("2026-11-20")
# The number of a point that the set in use does not have.
OF_ANOTHER_SET = 90
# So many days after the due date it is asked whether the baby is here.
ASK_AFTER_DAYS = 14


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days, weeks or months after a day, or before it when `count` is below nought."""

    count: int
    unit: str

    def after(self, day: date) -> date:
        """Return the day; of a month without such a day its last one."""
        if self.unit != "months":
            return day + timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
        months = day.year * 12 + day.month - 1 + self.count
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Point:
    """One point: what it is called, with which checklist it asks, and its window counted from a day of the child."""

    key: str
    number: int
    label: str
    asks: str
    counted_from: str
    opens: Offset
    due: Offset
    late: Offset
    until: Offset
    crosswalk: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def is_before_birth(self) -> bool:
        """Whether it belongs to the pregnancy, and is over with the birth."""
        return self.counted_from == "due"


@dataclass(frozen=True, slots=True)
class PointSet:
    """All points of a place in their order. A key means the same moment in every set and version."""

    key: str
    version: str
    name: str
    points: tuple[Point, ...]

    def find(self, key: str) -> Point | None:
        """Return the point of this key, if the set has it."""
        return next((point for point in self.points if point.key == key), None)


@dataclass(frozen=True)
class Child:
    """What the clock counts from: whole days as ISO text, empty where they are not known.

    `joined_on` is the day since which staff here know of the child.
    """

    born_on: str
    due_on: str
    joined_on: str
    is_born: bool = True
    is_silent: bool = False

    @property
    def days_early(self) -> int:
        """By how many days the birth came before the due date; 0 for less than three weeks."""
        if not (self.born_on and self.due_on):
            return 0
        early = (date.fromisoformat(self.due_on) - date.fromisoformat(self.born_on)).days
        return early if LEAST_DAYS_EARLY <= early <= MOST_DAYS_EARLY else 0


@dataclass(frozen=True)
class Delivery:
    """That a point was done for a child at a visit."""

    visit_id: str
    point_key: str
    delivered_on: str


@dataclass(frozen=True)
class Window:
    """When one point is due for one child, as it is stored. Days are ISO text.

    Open from `opens_on`, meant for `due_on`, late from `late_from`, over from `passes_on`; all four are None of a point
    that was done though the days of the child are not known. `point_number` and the set are those it was reckoned with.
    """

    point_key: str
    point_number: int
    set_key: str
    set_version: str
    opens_on: str | None
    due_on: str | None
    late_from: str | None
    passes_on: str | None
    is_silent: bool = False
    delivered_on: str | None = None
    visit_id: str | None = None

    def state_on(self, day: str) -> str:
        """Return 'silent', 'done', 'coming', 'due', 'late' or 'passed' as it is on a day."""
        if self.is_silent:
            return SILENT
        if self.delivered_on is not None or self.opens_on is None or self.late_from is None or self.passes_on is None:
            return DONE
        if day >= self.passes_on:
            return PASSED
        if day >= self.late_from:
            return LATE
        return DUE if day >= self.opens_on else COMING

    @property
    def is_never_late(self) -> bool:
        """Whether it was late before anybody here knew the child: it is open until it is over."""
        return self.late_from == self.passes_on

    @property
    def last_good_day(self) -> str | None:
        """The last day before it is late."""
        return _day_before(self.late_from)

    @property
    def last_day(self) -> str | None:
        """The last day on which it can be done."""
        return _day_before(self.passes_on)

    def days_ahead(self, day: str) -> int:
        """Return how many days there are until it opens."""
        return days_between(day, self.opens_on or day)

    def days_left(self, day: str) -> int:
        """Return on how many days it is still in good time, that day with them."""
        return days_between(day, self.late_from or day)

    def days_late(self, day: str) -> int:
        """Return for how many days it has been late, that day with them."""
        return days_between(self.late_from or day, day) + 1


def _day_before(day: str | None) -> str | None:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


def days_between(day: str, other: str) -> int:
    """Return how many days the second comes after the first."""
    return (date.fromisoformat(other) - date.fromisoformat(day)).days


def windows_for(point_set: PointSet, child: Child | None, deliveries: Iterable[Delivery]) -> tuple[Window, ...]:
    """Return every window of a child in the order of the points, with what was done.

    Without a birthday to the day there are only those that count from a due date. What was done stays, in this set or
    not; of several visits at one point the first counts.
    """
    done: dict[str, Delivery] = {}
    for delivery in sorted(deliveries, key=lambda one: (one.delivered_on, one.visit_id)):
        done.setdefault(delivery.point_key, delivery)
    found = [_with(_window(point_set, point, child), done.get(point.key)) for point in point_set.points]
    kept = [window for window in found if window.opens_on or window.delivered_on]
    here = {window.point_key for window in kept}
    others = [
        _with(_undated(point_set, key, OF_ANOTHER_SET, child), one)
        for key, one in sorted(done.items())
        if key not in here
    ]
    return (*kept, *others)


def _with(window: Window, delivery: Delivery | None) -> Window:
    if delivery is None:
        return window
    return replace(window, delivered_on=delivery.delivered_on, visit_id=delivery.visit_id)


def _undated(point_set: PointSet, key: str, number: int, child: Child | None) -> Window:
    is_silent = child is not None and child.is_silent
    return Window(key, number, point_set.key, point_set.version, None, None, None, None, is_silent)


def _window(point_set: PointSet, point: Point, child: Child | None) -> Window:
    undated = _undated(point_set, point.key, point.number, child)
    anchor = counted_from(point, child) if child else None
    if child is None or anchor is None:
        return undated
    days = [offset.after(anchor).isoformat() for offset in (point.opens, point.due, point.late, point.until)]
    if point.is_before_birth and child.born_on:
        days = [min(day, child.born_on) for day in days]
    opens_on, due_on, late_from, passes_on = days
    if late_from <= child.joined_on:
        # It was late before anybody here knew the child. It can still be done, and nobody here has missed it.
        late_from = passes_on
    return replace(undated, opens_on=opens_on, due_on=due_on, late_from=late_from, passes_on=passes_on)


def counted_from(point: Point, child: Child) -> date | None:
    """Return the day that a point’s window is counted from; None where it is not known to the day.

    Corrected age is the age from the due date, for windows that would open before 24 months, as ASQ-3 has it.
    """
    if child.is_born and not child.born_on:
        return None
    if point.is_before_birth:
        # Of a child whose due date nobody knows, the birth stands for it: the pregnancy is over either way.
        known = child.due_on or child.born_on
        return date.fromisoformat(known) if known else None
    if not child.born_on:
        return None
    born = date.fromisoformat(child.born_on)
    is_corrected = point.counted_from == "corrected" and child.days_early > 0
    if is_corrected and point.opens.after(born) < Offset(CORRECTED_MONTHS, "months").after(born):
        return born + timedelta(days=child.days_early)
    return born


def as_known(windows: Iterable[Window], points: Collection[str]) -> tuple[Window, ...]:
    """Return windows as somebody knows them who knows of visits at these points (keys) alone: the others are open."""
    return tuple(one if one.point_key in points else replace(one, delivered_on=None, visit_id=None) for one in windows)


def next_of(windows: Iterable[Window], day: str) -> Window | None:
    """Return the point that comes next on a day: the first that is open, late or ahead; None when there is none."""
    ahead = [one for one in windows if one.state_on(day) in (COMING, DUE, LATE)]
    return min(ahead, key=lambda one: (one.opens_on or "", one.point_number), default=None)


@dataclass(frozen=True)
class Wanted:
    """Why the clock cannot count for a child.

    The 'birthday' or the 'due-date' is not known to the day, or no 'birth' is put in though the due date is over.

    It is asked from `from_on` on; an empty text is from the first day.
    """

    why: str
    from_on: str


def wanted_of(child: Child | None) -> Wanted | None:
    """Return what staff should put in about a child, if anything."""
    if child is None or child.born_on:
        return None
    if child.is_born or not child.due_on:
        return Wanted("birthday" if child.is_born else "due-date", "")
    asked_from = date.fromisoformat(child.due_on) + timedelta(days=ASK_AFTER_DAYS)
    return Wanted("birth", asked_from.isoformat())


@dataclass(frozen=True)
class Reckoned:
    """All that is stored of one child: the windows, what staff should put in, and whether it is silent."""

    windows: tuple[Window, ...]
    wanted: Wanted | None
    is_silent: bool
