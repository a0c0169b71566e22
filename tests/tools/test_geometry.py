"""The wheel and the arc hold together for any names, any marks and any number of topics."""

from __future__ import annotations

import re
from math import hypot, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wheel_app.tools.geometry import (
    HUB,
    OUTER_WITH_LABELS,
    Spoke,
    WheelDrawing,
    arc_path,
    draw_wheel,
    radius_of,
)
from wheel_app.tools.label_places import Label
from wheel_app.tools.paths import line_path, wedge_path

marks = st.none() | st.integers(1, 100)
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)
spokes = st.lists(
    st.builds(
        Spoke, key=st.just("k"), label=names, colour=st.just("#006b6b"), score=marks, was=marks, is_done=st.booleans()
    ),
    min_size=1,
    max_size=14,
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def numbers_of(path: str) -> list[float]:
    return [float(one) for one in NUMBER.findall(path)]


def shapes_of(drawing: WheelDrawing) -> list[str]:
    return [path for wedge in drawing.wedges for path in (wedge.ground, wedge.value, wedge.was) if path]


def sticks_out(label: Label, box: tuple[float, float, float, float]) -> bool:
    left, top, width, height = box
    return label.left < left or label.top < top or label.right > left + width or label.bottom > top + height


@given(spokes, st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_name_stands_inside_the_picture_off_the_ring_and_off_the_others(
    some: list[Spoke], rtl: bool, large: bool
) -> None:
    drawing = draw_wheel(some, centre="55", rtl=rtl, large_type=large)
    labels = [wedge.label for wedge in drawing.wedges]
    assert not [one for one in labels if sticks_out(one, drawing.box)]
    assert all(one.nearest() > drawing.outer for one in labels)
    assert not any(one.meets(other) for at, one in enumerate(labels) for other in labels[at + 1 :])


@given(spokes, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_shape_is_made_of_real_numbers_inside_the_ring(some: list[Spoke], shows_values: bool) -> None:
    drawing = draw_wheel(some, centre=None, shows_values=shows_values)
    for path in shapes_of(drawing):
        assert "nan" not in path
        assert "inf" not in path
        assert all(isfinite(one) and abs(one) <= drawing.outer + 0.1 for one in numbers_of(path))
    assert all(isfinite(one) for one in (*drawing.box, *drawing.ring_box))


@given(st.integers(1, 99))
def test_a_higher_mark_always_reaches_further(mark: int) -> None:
    assert HUB < radius_of(mark) < radius_of(mark + 1) <= OUTER_WITH_LABELS


@given(st.integers(1, 95), st.integers(2, 14))
def test_the_drawn_wedge_grows_with_the_mark(mark: int, many: int) -> None:
    def drawn(score: int) -> float:
        first = draw_wheel([Spoke("k", "Home", "#006b6b", score)] * many, centre=None).wedges[0].value
        assert first is not None
        return max(one for one in numbers_of(first.split("A")[1].split()[0]))

    assert drawn(mark) < drawn(mark + 5)


@pytest.mark.parametrize("many", range(1, 15))
def test_the_wheel_turns_clockwise_from_the_top(many: int) -> None:
    drawing = draw_wheel([Spoke(str(at), f"Topic {at}", "#006b6b", 50) for at in range(many)], centre=None)
    first, last = drawing.wedges[0].label, drawing.wedges[-1].label
    assert len(drawing.wedges) == many
    if many > 1:
        assert first.x > 0 > last.x


def test_the_wheel_turns_the_same_way_in_a_right_to_left_language() -> None:
    some = [Spoke(str(at), "گھر", "#006b6b", 50) for at in range(12)]
    left, right = draw_wheel(some, centre=None), draw_wheel(some, centre=None, rtl=True)
    assert [wedge.ground for wedge in left.wedges] == [wedge.ground for wedge in right.wedges]


def test_one_topic_fills_the_whole_ring_and_none_leaves_it_empty() -> None:
    alone = draw_wheel([Spoke("k", "Home", "#006b6b", 100)], centre=None).wedges[0]
    assert alone.value == alone.ground
    assert draw_wheel([], centre=None).wedges == ()


def test_a_topic_without_a_mark_is_only_ground() -> None:
    wedge = draw_wheel([Spoke("k", "Home", "#006b6b", None), Spoke("l", "Work", "#368fae", 1)], centre=None).wedges[0]
    assert wedge.value is None
    assert wedge.label.number is None


def test_the_small_wheel_tells_what_is_done_and_no_mark() -> None:
    done, open_one = draw_wheel(
        [Spoke("k", "Home", "#006b6b", 12, was=40, is_done=True), Spoke("l", "Work", "#368fae", 90)],
        centre=None,
        shows_values=False,
    ).wedges
    assert done.value == done.ground
    assert (done.was, done.label.number, open_one.value) == (None, None, None)


def test_the_dashed_line_lies_where_the_mark_was() -> None:
    x, y = numbers_of(line_path(0.0, 1.0, radius_of(40)).split("A")[0])
    assert hypot(x, y) == pytest.approx(radius_of(40), abs=0.1)


@pytest.mark.parametrize("rtl", [False, True])
def test_the_arc_runs_from_one_at_the_start_of_reading_to_a_hundred(rtl: bool) -> None:
    arc = arc_path(rtl=rtl)
    assert numbers_of(arc.path)[:2] == pytest.approx(arc.spot(1), abs=0.1)
    assert numbers_of(arc.path)[-2:] == pytest.approx(arc.spot(100), abs=0.1)
    assert (arc.spot(1)[0] > arc.spot(100)[0]) is rtl


@given(st.integers(1, 100), st.booleans())
def test_every_mark_lies_on_the_arc_and_inside_its_picture(mark: int, rtl: bool) -> None:
    arc = arc_path(rtl=rtl)
    x, y = arc.spot(mark)
    _, _, width, height = numbers_of(arc.view_box)
    assert hypot(x - arc.x, y - arc.y) == pytest.approx(arc.radius, abs=0.1)
    assert arc.thickness / 2 <= x <= width - arc.thickness / 2
    assert arc.thickness / 2 <= y <= height - arc.thickness / 2


def test_a_cut_name_is_found_out_bites() -> None:
    drawing = draw_wheel([Spoke("k", "People around us", "#006b6b", 30)] * 4, centre=None)
    assert any(sticks_out(wedge.label, drawing.ring_box) for wedge in drawing.wedges)


def test_names_over_each_other_are_found_out_bites() -> None:
    label = draw_wheel([Spoke("k", "Home", "#006b6b", 30)], centre=None).wedges[0].label
    assert label.meets(label.moved(2))


def test_a_wedge_too_thin_for_its_corners_is_still_a_shape() -> None:
    assert all(isfinite(one) for one in numbers_of(wedge_path(0.0, 0.4, HUB, radius_of(1))))


@pytest.mark.parametrize("rtl", [False, True])
def test_each_line_of_a_name_runs_as_its_own_first_letter_does(rtl: bool) -> None:
    names = ("چڑیا dog طوطا!", "a \u202eforced\u202c one", "Plain")
    drawing = draw_wheel([Spoke(name, name, "#006b6b", 40) for name in names], centre=None, rtl=rtl)
    lines = [line for wedge in drawing.wedges for line in wedge.label.lines]
    assert all(line.isascii() or (line[0], line[-1]) == ("\u2068", "\u2069") for line in lines)
    assert not [line for line in lines if "\u202e" in line or "\u202c" in line]
    assert " ".join(lines).replace("\u2068", "").replace("\u2069", "") == "چڑیا dog طوطا! a forced one Plain"
