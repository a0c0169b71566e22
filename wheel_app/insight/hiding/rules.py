"""Which cells of a table of counts are kept back, so that its totals lead back to none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

LEAST = 5
Grid = Sequence[Sequence[int]]
Cell = tuple[int, int]
# Rows and columns through which a few visits could be found out.
Fault = tuple[Set[int], Set[int]]
# A line of the table: whether it is a row, and which.
Node = tuple[bool, int]


def hide(grid: Grid) -> frozenset[Cell] | None:
    """Return which cells are kept back when the totals of rows and columns, each 0 or at least LEAST, are shown.

    First those below LEAST, then as many more, the smallest first, as it takes. None where only the whole will do.
    """
    rows = [row for row, cells in enumerate(grid) if sum(cells)]
    columns = [column for column in range(len(grid[0])) if sum(cells[column] for cells in grid)]
    every = {(row, column) for row in rows for column in columns}
    hidden = {(row, column) for row, column in every if grid[row][column] < LEAST}
    while (fault := _first_fault(grid, hidden)) is not None:
        shown = every - hidden
        near = [cell for cell in shown if _mends(fault, cell)] or shown
        if not near:
            return None
        hidden.add(min(near, key=lambda cell: (grid[cell[0]][cell[1]], cell)))
    return frozenset(hidden)


def _mends(fault: Fault, cell: Cell) -> bool:
    """Say whether one more hidden cell could mend it: another in the rows, or in what columns are all in them."""
    rows, columns = fault
    return cell[0] in rows or cell[1] in columns


def _first_fault(grid: Grid, hidden: Set[Cell]) -> Fault | None:
    """Return where a hidden number below LEAST can be found out, alone or as the sum of some."""
    ways = _ways(grid, hidden)
    open_cells = {cell for cell in hidden if _may_differ(ways, cell)}
    for row, column in sorted(hidden - open_cells):
        if 0 < grid[row][column] < LEAST:
            return {row}, {column}
    return next((fault for beyond, fault in _known_sums(grid, open_cells) if 0 < beyond < LEAST), None)


def _known_sums(grid: Grid, hidden: Set[Cell]) -> Iterator[tuple[int, Fault]]:
    """Go through what hidden cells add up to where totals tell it: some rows, less the columns that are all in them."""
    rows, columns = sorted({row for row, _ in hidden}), sorted({column for _, column in hidden})
    within = {column: [row for row in rows if (row, column) in hidden] for column in columns}
    for column in columns:
        yield sum(grid[row][column] for row in within[column]), (set(), {column})
    for row in rows:
        yield sum(grid[row][column] for column in columns if (row, column) in hidden), ({row}, set())
    masks = {column: sum(1 << row for row in within[column]) for column in columns}
    for number in range(1, 1 << len(rows)):
        chosen = sum(1 << row for place, row in enumerate(rows) if number >> place & 1)
        crossing = [column for column in columns if masks[column] & ~chosen and masks[column] & chosen]
        inside = {column for column in columns if not masks[column] & ~chosen}
        beyond = sum(grid[row][column] for column in crossing for row in within[column] if chosen >> row & 1)
        yield beyond, ({row for row in rows if chosen >> row & 1}, inside)


def _ways(grid: Grid, hidden: Set[Cell]) -> dict[Node, set[Node]]:
    """Return how one visit more can be passed on: from a row by a cell that can rise, from a column by one that falls.

    Somebody may know of each hidden cell whether it is below LEAST: so one below stays below, and another does not.
    """
    ways: dict[Node, set[Node]] = {}
    for row, column in hidden:
        count = grid[row][column]
        if count != LEAST - 1:
            ways.setdefault((True, row), set()).add((False, column))
        if count not in (0, LEAST):
            ways.setdefault((False, column), set()).add((True, row))
    return ways


def _may_differ(ways: dict[Node, set[Node]], cell: Cell) -> bool:
    """Say whether a hidden cell could hold another number with every total as it is."""
    row, column = (True, cell[0]), (False, cell[1])
    return _leads_round(ways, row, column) or _leads_round(ways, column, row)


def _leads_round(ways: dict[Node, set[Node]], start: Node, goal: Node) -> bool:
    """Say whether there is a way back to `start` after the step to `goal`, other than that step undone."""
    if goal not in ways.get(start, ()):
        return False
    seen, ahead = {goal}, [one for one in ways.get(goal, ()) if one != start]
    while ahead:
        here = ahead.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(ways.get(here, ()))
    return False
