"""No number that points to a few visits can be found out, not even by whoever is told which are small."""

from __future__ import annotations

import random
from collections import defaultdict

from tests.insight.attacker import differences, found_out, sums_found_out
from wheel_app.insight.hiding.rules import LEAST
from wheel_app.insight.rules import Group, Sheet, gather, make_sheet, share_of

Counts = dict[tuple[str, str], int]


def at_random(seed: int) -> Counts:
    """Visits by point and value: many or few of each, as it happens in small places and large ones."""
    dice = random.Random(seed)
    points, values = range(dice.randint(1, 5)), range(dice.randint(1, 5))
    most = dice.choice((1, 3, 6, 9, 30))
    weights = [dice.random() for _ in points]
    return {
        (f"point-{point}", f"value-{value}"): dice.choice((0, 0, dice.randint(0, most), int(most * weights[point] * 2)))
        for point in points
        for value in values
    }


def points_of(counts: Counts) -> tuple[Group, ...] | None:
    totals: dict[str, int] = defaultdict(int)
    for (point, _), visits in counts.items():
        totals[point] += visits
    return gather(totals)


def sheet_of(counts: Counts) -> Sheet | None:
    groups = points_of(counts)
    values = sorted({value for _, value in counts})
    return make_sheet(counts, groups, values) if groups else None


def truth_of(sheet: Sheet, counts: Counts) -> list[list[int]]:
    return [
        [sum(counts[point, value] for point in line.points for value in group) for group in sheet.columns]
        for line in sheet.lines
    ]


def disclosed(sheet: Sheet, truth: list[list[int]]) -> list[object]:
    """Everything below five that the sheet gives away."""
    table = [line.cells for line in sheet.lines]
    totals = [line.total for line in sheet.lines]
    shown = [cell for cells in table for cell in cells if cell is not None]
    small: list[object] = [one for one in (*totals, *sheet.column_totals, *shown) if 0 < one < LEAST]
    few = {(row, place) for row, cells in enumerate(truth) for place, cell in enumerate(cells) if cell < LEAST}
    is_whole = all(cell is None for cells in table for cell in cells)
    for told in (None, few) if not is_whole else (None,):
        small += [one for one in found_out(table, totals, sheet.column_totals, told) if 0 < one[1] < LEAST]
    small += [one for one in sums_found_out(table, truth) if 0 < one < LEAST]
    return small


def test_nothing_is_found_out_in_a_thousand_tables() -> None:
    shown, hidden = 0, 0
    for seed in range(1000):
        counts = at_random(seed)
        sheet = sheet_of(counts)
        if sheet is None:
            continue
        truth = truth_of(sheet, counts)
        assert disclosed(sheet, truth) == [], (seed, sheet, truth)
        cells = [cell for line in sheet.lines for cell in line.cells]
        shown += sum(cell is not None for cell in cells)
        hidden += sum(cell is None for cell in cells)
    # It would be easy to give nothing away by showing nothing.
    assert shown > 1500
    assert hidden > 1500


def test_the_attacker_bites() -> None:
    """What plain hiding of small cells would give away is found."""
    totals, columns, truth = [12, 20], (14, 18), [[9, 3], [5, 15]]
    assert found_out([[9, None], [5, 15]], totals, columns) == [((0, 1), 3)]
    assert list(sums_found_out([[9, None], [5, 15]], truth)) == [3]
    # Two hidden ones in a line: each could be more, together they are three.
    assert found_out([[9, None, None], [5, None, None]], [12, 25], (14, 11, 12)) == []
    assert 3 in list(sums_found_out([[9, None, None], [5, None, None]], [[9, 1, 2], [5, 10, 10]]))
    # Told that all are below five, four each is all that fits.
    few = {(row, place) for row in (0, 1) for place in (0, 1)}
    assert found_out([[None, None], [None, None]], [8, 8], (8, 8)) == []
    assert len(found_out([[None, None], [None, None]], [8, 8], (8, 8), few)) == 4


def test_a_month_beside_its_quarter_would_give_visits_away() -> None:
    """Why they are never both counted: each by itself is fine, and what is left over from the first is not."""
    found = 0
    for seed in range(200):
        july, others = at_random(seed), at_random(seed + 1000)
        both = {key: july.get(key, 0) + others.get(key, 0) for key in {**july, **others}}
        month, quarter = sheet_of(july), sheet_of(both)
        if month and quarter:
            assert disclosed(month, truth_of(month, july)) == []
            found += any(0 < left < LEAST for left in differences(quarter, month))
    assert found > 20


def test_a_share_hides_the_few_without_it_too() -> None:
    points: tuple[Group, ...] = (("1",), ("2",))
    assert share_of({"1": 3, "2": 1}, {"1": 40, "2": 40}, points) is None
    assert share_of({"1": 40, "2": 37}, {"1": 40, "2": 40}, points) is None
    assert share_of({"1": 20, "2": 20}, {"1": 40, "2": 40}, points) == (40, (20, 20))
    found = share_of({"1": 39, "2": 20}, {"1": 40, "2": 40}, points)
    assert found == (59, (None, None))


def test_nothing_is_found_out_of_shares() -> None:
    for seed in range(300):
        dice = random.Random(seed)
        totals = {str(point): dice.choice((0, dice.randint(5, 12), 40)) for point in range(dice.randint(1, 6))}
        have = {point: dice.randint(0, total) for point, total in totals.items()}
        points = tuple((point,) for point in totals)
        share = share_of(have, totals, points)
        if share is None:
            continue
        lack = [None if had is None else total - had for had, total in zip(share[1], totals.values(), strict=True)]
        truth = [list(have.values()), [totals[point] - have[point] for point in totals]]
        table = [share[1], lack]
        rows, columns = [sum(truth[0]), sum(truth[1])], list(totals.values())
        assert [one for one in found_out(table, rows, columns) if 0 < one[1] < LEAST] == [], seed
        assert [one for one in sums_found_out(table, truth) if 0 < one < LEAST] == [], seed


def test_points_are_put_together_until_they_are_enough() -> None:
    assert gather({"1": 51, "2": 43, "3": 9}) == (("1",), ("2",), ("3",))
    assert gather({"1": 51, "2": 3, "3": 0, "4": 9}) == (("1",), ("2", "4"), ("3",))
    assert gather({"1": 2, "2": 3}) == (("1", "2"),)
    assert gather({"1": 2, "2": 2}) is None
    assert gather({"1": 4, "2": 4, "3": 4, "4": 20}) == (("1", "2", "3", "4"),)
    assert gather({}) == ()
