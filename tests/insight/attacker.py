"""Somebody who wants to know: what the printed sheets alone give away, found out with other means than the app’s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from wheel_app.insight.rules import Group, Sheet

Table = Sequence[Sequence[int | None]]
Cell = tuple[int, int]


def kept_back(table: Table) -> list[Cell]:
    return [(row, place) for row, cells in enumerate(table) for place, cell in enumerate(cells) if cell is None]


def _left(table: Table, rows: Sequence[int], columns: Sequence[int]) -> tuple[list[int], list[int]]:
    """What the hidden cells of each line add up to."""
    across = [total - sum(cell or 0 for cell in cells) for total, cells in zip(rows, table, strict=True)]
    down = [total - sum(cells[place] or 0 for cells in table) for place, total in enumerate(columns)]
    return across, down


def possible(
    table: Table, rows: Sequence[int], columns: Sequence[int], few: set[Cell] | None, cell: Cell, value: int
) -> bool:
    """Whether a hidden cell could hold `value`: a filling of all hidden cells is looked for, by flows.

    `few` are the hidden cells that somebody has said to be below five, the others not; None when nothing was said.
    """
    across, down = _left(table, rows, columns)
    bounds: dict[Cell, tuple[int, int]] = {}
    for one in kept_back(table):
        least, most = (0, sum(across)) if few is None else (0, 4) if one in few else (5, sum(across))
        bounds[one] = (value, value) if one == cell else (least, most)
        if not least <= value <= most and one == cell:
            return False
    for (row, column), (least, _) in bounds.items():
        across[row] -= least
        down[column] -= least
    if min(across) < 0 or min(down) < 0:
        return False
    room = {one: most - least for one, (least, most) in bounds.items()}
    return _flow(across, down, room) == sum(across) == sum(down)


def _flow(across: list[int], down: list[int], room: dict[Cell, int]) -> int:
    """The most that can be sent from rows to columns through cells with so much room: shortest ways first."""
    sent, done = dict.fromkeys(room, 0), 0
    give, take = list(across), list(down)
    while (way := _way(give, take, room, sent)) is not None:
        for (row, column), step in way:
            sent[row, column] += step
        give[way[0][0][0]] -= 1
        take[way[-1][0][1]] -= 1
        done += 1
    return done


def _way(
    give: list[int], take: list[int], room: dict[Cell, int], sent: dict[Cell, int]
) -> list[tuple[Cell, int]] | None:
    queue: list[tuple[str, int]] = [("row", row) for row, left in enumerate(give) if left]
    came: dict[tuple[str, int], tuple[tuple[str, int], Cell, int] | None] = dict.fromkeys(queue)
    for node in queue:
        if node[0] == "column" and take[node[1]]:
            return _trace(came, node)
        for row, column in room:
            if node == ("row", row) and sent[row, column] < room[row, column]:
                after, step = ("column", column), 1
            elif node == ("column", column) and sent[row, column] > 0:
                after, step = ("row", row), -1
            else:
                continue
            if after not in came:
                came[after] = (node, (row, column), step)
                queue.append(after)
    return None


def _trace(came: dict, node: tuple[str, int]) -> list[tuple[Cell, int]]:
    way = []
    while came[node] is not None:
        node, cell, step = came[node]
        way.append((cell, step))
    return way[::-1]


def found_out(
    table: Table, rows: Sequence[int], columns: Sequence[int], few: set[Cell] | None = None
) -> list[tuple[Cell, int]]:
    """Each hidden cell that can hold one number alone, with the number."""
    found = []
    across, _ = _left(table, rows, columns)
    for cell in kept_back(table):
        fits: list[int] = []
        for value in range(across[cell[0]] + 1):
            if possible(table, rows, columns, few, cell, value):
                fits.append(value)
            if len(fits) > 1:
                break
        if len(fits) == 1:
            found.append((cell, fits[0]))
    return found


def sums_found_out(table: Table, truth: Sequence[Sequence[int]]) -> Iterator[int]:
    """What each group of hidden cells in some rows and columns adds up to, where shown totals fix it by sums alone."""
    cells = kept_back(table)
    free = _free_ways(cells)
    for rows in _some(sorted({row for row, _ in cells})):
        for columns in _some(sorted({column for _, column in cells})):
            group = [place for place, (row, column) in enumerate(cells) if row in rows and column in columns]
            if group and all(sum(way[place] for place in group) == 0 for way in free):
                yield sum(truth[cells[place][0]][cells[place][1]] for place in group)


def differences(whole: Sheet, part: Sheet) -> Iterator[int]:
    """What is left where two sheets show a number for the same points and the same column."""
    numbers = _numbers(part)
    for place, count in _numbers(whole).items():
        if place in numbers:
            yield count - numbers[place]


def _numbers(sheet: Sheet) -> dict[tuple[Group, Group], int]:
    shown = {((), column): total for column, total in zip(sheet.columns, sheet.column_totals, strict=True)}
    for line in sheet.lines:
        shown[line.points, ()] = line.total
        cells = zip(sheet.columns, line.cells, strict=True)
        shown |= {(line.points, column): cell for column, cell in cells if cell is not None}
    return shown


def _some(places: list[int]) -> list[set[int]]:
    return [set(chosen) for size in range(1, len(places) + 1) for chosen in combinations(places, size)]


def _free_ways(cells: list[Cell]) -> list[list[Fraction]]:
    """A basis of all the ways to change hidden cells that change no total: the null space, by elimination."""
    lines = [[Fraction(int(cell[0] == row)) for cell in cells] for row in {row for row, _ in cells}]
    lines += [[Fraction(int(cell[1] == column)) for cell in cells] for column in {column for _, column in cells}]
    pivots: list[int] = []
    for place in range(len(cells)):
        at = len(pivots)
        best = next((number for number in range(at, len(lines)) if lines[number][place]), None)
        if best is None:
            continue
        lines[at], lines[best] = lines[best], lines[at]
        lines[at] = [value / lines[at][place] for value in lines[at]]
        for number, line in enumerate(lines):
            if number != at and line[place]:
                lines[number] = [a - line[place] * b for a, b in zip(line, lines[at], strict=True)]
        pivots.append(place)
    ways = []
    for free in (place for place in range(len(cells)) if place not in pivots):
        way = [Fraction(0)] * len(cells)
        way[free] = Fraction(1)
        for number, pivot in enumerate(pivots):
            way[pivot] = -lines[number][free]
        ways.append(way)
    return ways
