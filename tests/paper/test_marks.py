"""What stands in the boxes of a strip is read sign by sign, and what cannot be is said with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import library
from tests.paper.papers import make_facts
from wheel_app.checkins import Given
from wheel_app.paper.sheets.rules import Line, lines_of
from wheel_app.paper.strips.marks import BadMark, read_marks

NO, RATHER_NOT = Given("not-applicable"), Given("rather-not-say")


def band(number: int) -> Given:
    return Given("scored", number, "band")


def lines(kind: str = "scale", about: str = "point-4") -> tuple[Line, ...]:
    return lines_of(library(), make_facts(kind, about).asked)  # type: ignore[arg-type]


def fault(typed: str, of: tuple[Line, ...]) -> tuple[str, int]:
    with pytest.raises(BadMark) as refused:
        read_marks(typed, of)
    return refused.value.why, refused.value.number


def test_a_scale_is_one_sign_for_each_line() -> None:
    assert read_marks("5434n 2r", lines()) == {
        1: band(5), 2: band(4), 3: band(3), 4: band(4), 5: NO, 7: band(2), 8: RATHER_NOT,
    }  # fmt: skip
    assert read_marks("5434n-2r", lines()) == read_marks("5434n 2r", lines())
    assert read_marks("  5434N.2R  ", lines()) == read_marks("5434n-2r", lines())
    assert read_marks("", lines()) == {}


def test_digits_of_another_hand_are_read() -> None:
    assert read_marks("۵۴", lines()) == {1: band(5), 2: band(4)}


def test_a_line_may_be_named() -> None:
    assert read_marks("54 9:3 12:n1", lines()) == {1: band(5), 2: band(4), 9: band(3), 12: NO, 13: band(1)}
    assert read_marks("9:3", lines()) == {9: band(3)}
    assert fault("54 1:3", lines()) == ("back", 1)
    assert fault("54 99:3", lines()) == ("line", 99)


def test_each_part_of_a_point_sheet_has_its_own_steps() -> None:
    both = lines("point")
    checklist = sum(line.tool.kind == "checklist" for line in both)
    assert 5 <= checklist <= 10
    assert read_marks("3" * checklist + "5", both)[checklist + 1] == band(5)
    assert fault("5", both) == ("odd", 1)


def test_more_signs_than_lines_are_no_answers() -> None:
    asked = lines()
    assert fault("1" * (len(asked) + 1), asked) == ("too-many", len(asked) + 1)


def test_a_wheel_takes_numbers_and_boxes() -> None:
    found = read_marks("55 b 100 n - 1 r", lines("wheel", "little"))
    assert found == {
        1: Given("scored", 55, "number"), 2: Given("scored", 30, "band"), 3: Given("scored", 100, "number"), 4: NO,
        6: Given("scored", 1, "number"), 7: RATHER_NOT,
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["0", "101", "1.5", "1e2", "f", "9" * 400, "<script>", "½"])
def test_what_is_no_mark_on_a_wheel_is_said(typed: str) -> None:
    assert fault(typed, lines("wheel", "little"))[0] in ("odd", "line", "too-many")


@given(st.text(max_size=80), st.sampled_from([("scale", "point-4"), ("point", "point-6"), ("wheel", "little")]))
def test_anything_that_is_typed_is_answers_or_a_fault(typed: str, sheet: tuple[str, str]) -> None:
    asked = lines(*sheet)
    try:
        found = read_marks(typed, asked)
    except BadMark:
        return
    for number, given_mark in found.items():
        tool = asked[number - 1].tool
        assert given_mark.score is None or tool.low <= given_mark.score <= tool.high
