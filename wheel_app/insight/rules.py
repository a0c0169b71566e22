"""Counts that give nobody away: what is shown of a table, and what is kept back so that no sum leads back to it.

Three steps, in this order. Points, and the values of a breakdown (areas, months, …), with fewer than LEAST visits are put
together with others, so that every total that is shown is 0 or at least LEAST. Then cells below LEAST are hidden, none
at all among them. Then as many more as it takes until no shown totals, added and taken from each other, give the size of
a hidden cell, or of some hidden cells together, as 1 to 4; not even to somebody who knows these rules.
Totals of the whole service stand on every sheet and are the only thing that sheets have in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheel_app.insight.hiding.rules import LEAST, hide

Group = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of a sheet: the points it is about, its total, and each cell in the order of the sheet’s columns."""

    points: Group
    total: int
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Sheet:
    """One table as it is shown: None stands for a cell that is kept back. Columns name one value, or several together."""

    columns: tuple[Group, ...]
    column_totals: tuple[int, ...]
    lines: tuple[Line, ...]


def gather(counts: Mapping[str, int]) -> tuple[Group, ...] | None:
    """Return the keys in groups, in their order, so that each group has no visits or at least LEAST; None if it can’t be.

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
