"""Lines over time, in both directions of reading."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wheel_app.progress.drawing import HEIGHT, LOW_HEIGHT, WIDTH, Line, draw_line
from wheel_app.progress.history import Point

POINTS = (Point("2026-01-01", 1), Point("2026-01-06", 50), Point("2026-01-11", 100))


def spots(line: Line) -> list[tuple[int, int]]:
    found = re.findall(r"(\d+) (\d+)", line.way)
    assert line.dots + line.last == "".join(f"M{x} {y}h0" for x, y in found)
    return [(int(x), int(y)) for x, y in found]


def test_a_line_runs_by_its_days() -> None:
    line = draw_line(POINTS, first="2026-01-01", last="2026-01-11", rtl=False)
    assert line.way == "M10 85L100 48L190 10"
    assert line.dots == "M10 85h0M100 48h0"
    assert line.last == "M190 10h0"


def test_right_to_left_it_starts_on_the_right() -> None:
    line = draw_line(POINTS, first="2026-01-01", last="2026-01-11", rtl=True)
    assert [x for x, _ in spots(line)] == [190, 100, 10]


def test_lines_share_one_axis_of_days() -> None:
    line = draw_line(POINTS[1:], first="2026-01-01", last="2026-01-11", rtl=False)
    assert [x for x, _ in spots(line)] == [100, 190]


def test_times_on_one_day_stand_beside_each_other() -> None:
    same = [Point("2026-01-01", score) for score in (10, 20, 30)]
    line = draw_line(same, first="2026-01-01", last="2026-01-01", rtl=False)
    assert [x for x, _ in spots(line)] == [10, 100, 190]


def test_one_point_alone_is_drawn() -> None:
    line = draw_line(POINTS[:1], first="2026-01-01", last="2026-01-01", rtl=False)
    assert (line.dots, line.last) == ("", "M10 85h0")


def test_a_line_can_be_drawn_lower() -> None:
    line = draw_line(POINTS, first="2026-01-01", last="2026-01-11", rtl=False, height=LOW_HEIGHT)
    assert line.height == LOW_HEIGHT
    assert [y for _, y in spots(line)] == [46, 28, 10]


@given(st.lists(st.integers(1, 100), min_size=1, max_size=12), st.booleans())
def test_every_point_lies_in_the_picture(scores: list[int], rtl: bool) -> None:
    points = [Point(f"2026-{place:02}-01", score) for place, score in enumerate(scores, start=1)]
    line = draw_line(points, first=points[0].filled_on, last=points[-1].filled_on, rtl=rtl)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in spots(line))
