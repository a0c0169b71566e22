"""Lines over time, in both directions of reading."""

from hypothesis import given
from hypothesis import strategies as st

from wheel_app.progress.drawing import HEIGHT, WIDTH, draw_line
from wheel_app.progress.history import Point

POINTS = (Point("2026-01-01", 1), Point("2026-01-06", 50), Point("2026-01-11", 100))


def test_a_line_runs_by_its_days() -> None:
    line = draw_line(POINTS, first="2026-01-01", last="2026-01-11", rtl=False)
    assert line.dots == ((6, 57), (100, 32), (194, 6))
    assert line.points == "6,57 100,32 194,6"


def test_right_to_left_it_starts_on_the_right() -> None:
    line = draw_line(POINTS, first="2026-01-01", last="2026-01-11", rtl=True)
    assert [x for x, _ in line.dots] == [194, 100, 6]


def test_lines_share_one_axis_of_days() -> None:
    line = draw_line(POINTS[1:], first="2026-01-01", last="2026-01-11", rtl=False)
    assert [x for x, _ in line.dots] == [100, 194]


def test_times_on_one_day_stand_beside_each_other() -> None:
    same = [Point("2026-01-01", score) for score in (10, 20, 30)]
    line = draw_line(same, first="2026-01-01", last="2026-01-01", rtl=False)
    assert [x for x, _ in line.dots] == [6, 100, 194]


def test_one_point_alone_is_drawn() -> None:
    assert draw_line(POINTS[:1], first="2026-01-01", last="2026-01-01", rtl=False).dots == ((6, 57),)


@given(st.lists(st.integers(1, 100), min_size=1, max_size=12), st.booleans())
def test_every_point_lies_in_the_picture(scores: list[int], rtl: bool) -> None:
    points = [Point(f"2026-{place:02}-01", score) for place, score in enumerate(scores, start=1)]
    line = draw_line(points, first=points[0].filled_on, last=points[-1].filled_on, rtl=rtl)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in line.dots)
