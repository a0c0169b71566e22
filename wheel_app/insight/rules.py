"""Counts that give nobody away: what is shown of a table, and what is kept back so that no sum leads back to it.

Three steps, in this order. Points, and the values of a breakdown (areas, months, …), with fewer than LEAST visits are
put together with others, so that every total that is shown is 0 or at least LEAST. Then cells below LEAST are hidden,
none at all among them. Then as many more as it takes until no shown totals, added and taken from each other, give the
size of a hidden cell, or of some hidden cells together, as 1 to 4; not even to somebody who was told which are small.
Totals of the whole service by point stand on every sheet and are the only thing that sheets have in common.

What was counted at one time has no visit in common with what was counted at another: a month is counted alone or within
its quarter, never both, so nothing can be taken from each other.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from wheel_app.insight.hiding.rules import LEAST, hide

Group = tuple[str, ...]
# How old a child was at a visit, in order; each says what it is younger than.
AGES = (
    "unborn",
    "days-14",
    "months-2",
    "months-6",
    "months-11",
    "months-15",
    "months-23",
    "months-35",
    "older",
    "unknown",
)


@dataclass(frozen=True)
class Line:
    """One line of a sheet: the points it is about, its total, and each cell in the order of the sheet’s columns."""

    points: Group
    total: int
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Sheet:
    """One table as it is shown: None stands for a cell that is kept back. A column is one value, or some together."""

    columns: tuple[Group, ...]
    column_totals: tuple[int, ...]
    lines: tuple[Line, ...]


def gather(counts: Mapping[str, int]) -> tuple[Group, ...] | None:
    """Return the keys in groups, in order, so that each group has no visits or at least LEAST; None if it can’t be.

    Those with fewer go together, with the smallest of the others where they are still too few.
    """
    order = list(counts)
    few = [key for key in order if 0 < counts[key] < LEAST]
    others = sorted((key for key in order if counts[key] >= LEAST), key=lambda key: counts[key])
    while few and not _says_nothing([counts[key] for key in few]):
        if not others:
            break
        few.append(others.pop(0))
    if few and sum(counts[key] for key in few) < LEAST:
        return None
    together = tuple(key for key in order if key in few)
    groups = [together] if together else []
    return tuple(sorted(groups + [(key,) for key in order if key not in few], key=lambda group: order.index(group[0])))


def _says_nothing(together: Sequence[int]) -> bool:
    # Four for each would tell whoever knows that each is below five what each of them is.
    return sum(together) >= LEAST and sum(together) != (LEAST - 1) * len(together)


def make_sheet(
    counts: Mapping[tuple[str, str], int], points: Sequence[Group], columns: Sequence[str], *, is_part: bool = True
) -> Sheet | None:
    """Return the table of `counts` (by point and value) as it is shown; None where nothing of it can be.

    `points` are the groups of the totals of the whole service. With `is_part` values without visits are left out.
    """
    sums = {value: sum(counts.get((point, value), 0) for group in points for point in group) for value in columns}
    groups = gather({value: found for value, found in sums.items() if found or not is_part})
    if not groups:
        return None
    grid = [[_sum(counts, group, values) for values in groups] for group in points]
    hidden = hide(grid)
    cells = [
        tuple(None if hidden is None or (row, column) in hidden else grid[row][column] for column in range(len(groups)))
        for row in range(len(points))
    ]
    lines = tuple(Line(group, sum(grid[row]), cells[row]) for row, group in enumerate(points))
    return Sheet(groups, tuple(sum(sums[value] for value in group) for group in groups), lines)


def _sum(counts: Mapping[tuple[str, str], int], points: Group, values: Group) -> int:
    return sum(counts.get((point, value), 0) for point in points for value in values)


def share_of(
    with_it: Mapping[str, int], totals: Mapping[str, int], points: Sequence[Group]
) -> tuple[int, tuple[int | None, ...]] | None:
    """Return how many visits had something, in all and by point; None where that would tell of few.

    Few without it tell as much as few with it, so both are looked at as one table.
    """
    have = [sum(with_it.get(point, 0) for point in group) for group in points]
    lack = [sum(totals.get(point, 0) for point in group) - had for group, had in zip(points, have, strict=True)]
    if sum(have) < LEAST or 0 < sum(lack) < LEAST:
        return None
    hidden = hide([have, lack])
    return sum(have), tuple(
        None if hidden is None or (0, place) in hidden or (1, place) in hidden else had
        for place, had in enumerate(have)
    )


@dataclass(frozen=True)
class Period:
    """What is counted at once, by the first day and the last (ISO text): a month, or what is left of a quarter."""

    starts_on: str
    ends_on: str

    @property
    def months(self) -> tuple[str, ...]:
        """Its months, as year and month."""
        first, last = int(self.starts_on[5:7]), int(self.ends_on[5:7])
        return tuple(f"{self.starts_on[:4]}-{month:02d}" for month in range(first, last + 1))

    @property
    def day_after(self) -> str:
        """The day on which the next one begins."""
        return (date.fromisoformat(self.ends_on) + timedelta(days=1)).isoformat()


def quarter_of(day: str) -> Period:
    """Return the quarter of the year that a day (ISO text) is in."""
    year, first = int(day[:4]), (int(day[5:7]) - 1) // 3 * 3 + 1
    return Period(f"{year:04d}-{first:02d}-01", _last_day(year, first + 2))


def periods_from(day: str) -> tuple[Period, ...]:
    """Return what can be counted from the first day of a month on: to the end of its quarter, or that month alone.

    The longer one first. In the last month of a quarter both are the same, and stand there once.
    """
    month_ends = _last_day(int(day[:4]), int(day[5:7]))
    return tuple(Period(day, end) for end in dict.fromkeys((quarter_of(day).ends_on, month_ends)))


def _last_day(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


@dataclass(frozen=True)
class Share:
    """How many visits had a theme, in all and by the groups of points of the figures; None where it is kept back."""

    theme: str
    total: int
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Figures:
    """All that is shown of one period. `total` is None where there were too few visits to say even that.

    `points` are groups of point keys with their totals; `sheets` are by 'area', 'month', 'age', 'place'.
    """

    total: int | None
    points: tuple[Group, ...] = ()
    point_totals: tuple[int, ...] = ()
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    themes: tuple[Share, ...] = ()


@dataclass(frozen=True)
class Tallies:
    """What the store counted: visits by point and value for each breakdown, and by point and theme."""

    parts: Mapping[str, Mapping[tuple[str, str], int]]
    themes: Mapping[tuple[str, str], int]


def make_figures(tallies: Tallies, points: Sequence[str], orders: Mapping[str, Sequence[str]]) -> Figures:
    """Return what is shown of a period. `points` are the place’s, `orders` the values of breakdowns in order.

    A table by month in which no month stands apart says nothing, and is left out.
    """
    by_place = tallies.parts["place"]
    totals = dict.fromkeys((*points, *sorted({point for point, _ in by_place} - set(points))), 0)
    for (point, _), visits in by_place.items():
        totals[point] += visits
    groups = gather(totals)
    if groups is None:
        return Figures(None)
    shown = tuple(sum(totals[point] for point in group) for group in groups)
    sheets = {
        name: make_sheet(counts, groups, _columns(counts, orders[name])) for name, counts in tallies.parts.items()
    }
    return Figures(
        sum(shown),
        groups,
        shown,
        {name: sheet for name, sheet in sheets.items() if sheet and sheet.columns != (tuple(orders["month"][1:]),)},
        _shares(tallies, totals, groups),
    )


def _columns(counts: Mapping[tuple[str, str], int], order: Sequence[str]) -> list[str]:
    return [*order, *sorted({value for _, value in counts} - set(order))]


def _shares(tallies: Tallies, totals: Mapping[str, int], groups: Sequence[Group]) -> tuple[Share, ...]:
    found = []
    for theme in sorted({theme for _, theme in tallies.themes}):
        with_it = {point: visits for (point, one), visits in tallies.themes.items() if one == theme}
        share = share_of(with_it, totals, groups)
        found += [Share(theme, *share)] if share else []
    return tuple(sorted(found, key=lambda share: (-share.total, share.theme)))
