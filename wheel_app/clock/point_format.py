"""Reading a set of points from its file; every mistake is told with its line and its mend."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from wheel_app.clock.rules import ASKS, COUNTED_FROM, Offset, Point, PointSet
from wheel_app.tools import Faults, Format, Table, read_toml

POINTS_FORMAT: Format = {
    "point file": ("key", "version", "name", "points"),
    "point": ("key", "label", "asks", "counted_from", "from", "due", "late", "until", "crosswalk"),
}
OFFSET = re.compile(r"(-?(?:0|[1-9]\d{0,2})) (day|week|month)s?")
OFFSET_MEND = "Write a number and a unit, such as “10 days”, “-12 weeks” or “18 months”"
VERSION = re.compile(r"20\d\d\.[1-9]\d{0,2}")
VERSION_MEND = "Write the year, a dot and a number, such as 2026.1"
CROSSWALK = ("oldham", "statutory", "greater-manchester")
MOST_POINTS = 12
LONGEST_LABEL, LONGEST_CROSSWALK = 40, 120
NO_OFFSET = Offset(0, "days")
# A month has 28 to 31 days: how many days so many months are at least and at most.
DAYS = {"days": (1.0, 1.0, 0), "weeks": (7.0, 7.0, 0), "months": (30.4, 30.5, 3)}


def read_point_set(path: Path, faults: Faults) -> PointSet | None:
    """Return the set of points in a file; None after a fault that leaves nothing to return."""
    file = read_toml(path, faults)
    if file is None:
        return None
    table = Table("point file", file, faults, POINTS_FORMAT)
    table.refuse_unknown_fields()
    seen: set[str] = set()
    parts = list(table.each("points", "point", at_least=1, at_most=MOST_POINTS))
    points = tuple(_point(part, number, seen) for number, part in enumerate(parts, start=1))
    _check_order(parts, points)
    return PointSet(
        table.key("key"), table.key_like("version", VERSION, VERSION_MEND), table.text("name", longest=60), points
    )


def _point(part: Table, number: int, seen: set[str]) -> Point:
    counted_from = part.one_of("counted_from", COUNTED_FROM)
    point = Point(
        key=part.new_key(seen),
        number=number,
        label=part.text("label", longest=LONGEST_LABEL),
        asks=part.one_of("asks", ASKS),
        counted_from=counted_from,
        opens=_offset(part, "from"),
        due=_offset(part, "due"),
        late=_offset(part, "late"),
        until=_offset(part, "until"),
        crosswalk=MappingProxyType(part.texts_by("crosswalk", CROSSWALK, longest=LONGEST_CROSSWALK)),
    )
    _check_window(part, point)
    return point


def _offset(part: Table, name: str) -> Offset:
    found = OFFSET.fullmatch(part.key_like(name, OFFSET, OFFSET_MEND))
    return Offset(int(found[1]), f"{found[2]}s") if found else NO_OFFSET


def _check_window(part: Table, point: Point) -> None:
    given = {"from": point.opens, "due": point.due, "late": point.late, "until": point.until}
    if any(part.data.get(name) is None or not _is_offset(part.data[name]) for name in given):
        return
    if point.counted_from in ("birth", "corrected") and point.opens.count < 0:
        part.add("from", "this window would open before the birth", "Count it from “due”, or later")
    for (first, one), (second, other) in pairwise(given.items()):
        if not is_before(one, other, or_same=first == "from"):
            part.add(second, f"“{second}” comes before “{first}” or at once with it", f"Let it be later than “{first}”")


def _is_offset(value: object) -> bool:
    return isinstance(value, str) and OFFSET.fullmatch(value) is not None


def _check_order(parts: list[Table], points: tuple[Point, ...]) -> None:
    for part, (before, point) in zip(parts[1:], pairwise(points), strict=True):
        if point.is_before_birth and not before.is_before_birth:
            part.add("counted_from", "a point of the pregnancy stands behind one after the birth", "Put it first")
        elif point.is_before_birth == before.is_before_birth and is_before(point.opens, before.opens):
            part.add("from", "this window opens before the one above", "Put the points into the order of time")


def is_before(one: Offset, other: Offset, *, or_same: bool = False) -> bool:
    """Whether the first always comes before the other, or with `or_same` on its day, whatever the months are."""
    if one.unit == other.unit:
        return one.count < other.count or (or_same and one.count == other.count)
    most, least = _days(one)[1], _days(other)[0]
    return most < least or (or_same and most == least)


def _days(offset: Offset) -> tuple[float, float]:
    short, long, spare = DAYS[offset.unit]
    if offset.count < 0:
        short, long = long, short
    return offset.count * short - spare, offset.count * long + spare
