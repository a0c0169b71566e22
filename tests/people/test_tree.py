"""Where everybody stands in the tree of a family, and how it is drawn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel_app.people.members.rules import RELATIONS, Relation
from wheel_app.people.tree.drawing import Drawing, Label, draw, shortened
from wheel_app.people.tree.rules import Leaf, lay_out

KINDS = st.sampled_from(RELATIONS)


def leaves(adults: str, children: str = "") -> list[Leaf]:
    return [Leaf(name, True) for name in adults] + [Leaf(name, False) for name in children]


def related(*said: str) -> list[Relation]:
    """Each “a parent b” as a relation."""
    return [Relation(one, other, kind, "yes") for one, kind, other in (each.split() for each in said)]


def labels(names: str) -> dict[str, Label]:
    return {name: Label(name, "3 years old") for name in names}


def test_nobody_is_an_empty_tree() -> None:
    layout = lay_out([], [])
    assert (layout.places, layout.descents) == ({}, ())


def test_one_alone_stands_at_the_top() -> None:
    assert lay_out(leaves("a"), []).places == {"a": (0, 0)}


def test_children_stand_one_generation_below_in_the_middle_of_their_parents() -> None:
    said = related("a partner b", *(f"{parent} parent {child}" for child in "xyz" for parent in "ab"))
    places = lay_out(leaves("ab", "xyz"), said).places
    assert {places[one][0] for one in "ab"} == {0}
    assert {places[one][0] for one in "xyz"} == {1}
    assert sum(places[one][1] for one in "xyz") / 3 == pytest.approx((places["a"][1] + places["b"][1]) / 2)


def test_a_grandparent_stands_two_generations_above() -> None:
    places = lay_out(leaves("ga", "x"), related("g parent a", "a parent x")).places
    assert [places[one][0] for one in "gax"] == [0, 1, 2]
    assert lay_out(leaves("g", "x"), related("g grandparent x")).places["x"][0] == 2


def test_who_has_two_partners_stands_between_them() -> None:
    places = lay_out(leaves("abc"), related("a partner b", "a former-partner c")).places
    assert sorted("abc", key=lambda one: places[one]) in (["b", "a", "c"], ["c", "a", "b"])


def test_children_of_both_partners_stand_under_their_own_parents() -> None:
    said = related("a former-partner b", "b partner c", "a parent x", "b parent x", "b parent y", "c parent y")
    places = lay_out(leaves("abc", "yx"), said).places
    assert places["x"][1] < places["y"][1]


def test_parents_who_are_no_couple_are_put_side_by_side() -> None:
    layout = lay_out(leaves("abc", "x"), related("a parent x", "c parent x"))
    assert abs(layout.places["a"][1] - layout.places["c"][1]) == 1
    assert [one.parents for one in layout.descents] in ([("a", "c")], [("c", "a")])


def test_somebody_unrelated_stands_with_those_of_their_age() -> None:
    places = lay_out(leaves("gal", "xy"), related("g parent a", "a parent x")).places
    assert places["l"][0] == places["a"][0]
    assert places["y"][0] == places["x"][0]


def test_a_circle_of_parents_is_drawn_all_the_same() -> None:
    layout = lay_out(leaves("abc"), related("a parent b", "b parent c", "c parent a"))
    assert len(set(layout.places.values())) == 3
    assert len(draw(layout, labels("abc")).boxes) == 3


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), KINDS), max_size=40))
def test_any_family_of_twelve_is_drawn_with_nobody_over_another(many: int, said: list[tuple[int, int, str]]) -> None:
    names = "abcdefghijkl"[:many]
    relations = [
        Relation(names[one % many], names[other % many], kind, "yes")
        for one, other, kind in said
        if one % many != other % many
    ]
    layout = lay_out([Leaf(name, place % 2 == 0) for place, name in enumerate(names)], relations)
    for across in (False, True):
        drawing = draw(layout, labels(names), across=across)
        corners = [(box.x, box.y) for box in drawing.boxes]
        assert len(corners) == many
        for place, (x, y) in enumerate(corners):
            assert 0 <= x <= drawing.width - drawing.box_width
            assert 0 <= y <= drawing.height - drawing.box_height
            for other_x, other_y in corners[:place]:
                assert abs(x - other_x) >= drawing.box_width or abs(y - other_y) >= drawing.box_height
        for line in drawing.lines:
            assert all(0 <= float(number) <= most for number, most in _numbers(line.path, drawing))


def _numbers(path: str, drawing: Drawing) -> list[tuple[str, float]]:
    """Each number of a path with the greatest that it may be."""
    found = re.findall(r"-?\d+\.?\d*", path)
    return list(zip(found, [drawing.width, drawing.height] * len(found), strict=False))


def test_it_is_mirrored_for_reading_from_the_right() -> None:
    layout = lay_out(leaves("ab", "x"), related("a partner b", "a parent x"))
    plain, mirrored = draw(layout, labels("abx")), draw(layout, labels("abx"), mirrored=True)
    at = {box.name: box.x for box in plain.boxes}
    for box in mirrored.boxes:
        assert box.x == pytest.approx(plain.width - plain.box_width - at[box.name])


def test_many_side_by_side_are_drawn_across() -> None:
    seven = lay_out(leaves("a", "bcdefgh"), related(*(f"a parent {child}" for child in "bcdefgh")))
    assert draw(seven, labels("abcdefgh")) == draw(seven, labels("abcdefgh"), across=True)


def test_broken_lines_and_dots_say_what_is_no_parent_and_no_partner() -> None:
    layout = lay_out(leaves("abc", "x"), related("a former-partner b", "a parent x", "c carer x"))
    drawing = draw(layout, labels("abcx"))
    assert (drawing.has_broken, drawing.has_dots, drawing.has_unborn) == (True, True, False)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sam", "Sam"),
        ("Amara-Elizabeth", "Amara-Eliz…"),
        ("李小龙李小龙", "李小龙李小…"),
        ("e\u0301" * 10, "e\u0301" * 10),
    ],
)
def test_a_long_name_is_cut_between_letters(name: str, told: str) -> None:
    assert shortened(name, 10) == told
