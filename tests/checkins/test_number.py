"""The number: the mean of enough topics, a half rounded up."""

from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel_app.checkins.rules import LEAST_TOPICS, Number, mean_half_up, number

MARKS = st.lists(st.integers(1, 100), min_size=LEAST_TOPICS, max_size=14)


def test_the_number_is_the_mean_and_says_what_it_rests_on() -> None:
    assert number([10, 20, 30, 40, 50, 60]) == Number(value=35, rests_on=6)


def test_a_half_goes_up() -> None:
    assert number([50, 50, 50, 51, 51, 51]) == Number(value=51, rests_on=6)


def test_just_under_a_half_goes_down() -> None:
    assert number([50] * 4 + [51] * 3) == Number(value=50, rests_on=7)


@pytest.mark.parametrize("how_many", range(LEAST_TOPICS))
def test_too_few_topics_give_no_number(how_many: int) -> None:
    assert number([50] * how_many) is None


@given(MARKS)
def test_the_number_agrees_with_exact_decimals(marks: list[int]) -> None:
    exact = (Decimal(sum(marks)) / Decimal(len(marks))).quantize(Decimal(1), ROUND_HALF_UP)
    assert mean_half_up(tuple(marks)) == exact


@given(MARKS)
def test_the_number_lies_between_the_lowest_and_the_highest_mark(marks: list[int]) -> None:
    found = number(marks)
    assert found is not None
    assert min(marks) <= found.value <= max(marks)


@given(MARKS, st.randoms())
def test_the_order_of_the_topics_does_not_matter(marks: list[int], chance: Random) -> None:
    mixed = marks[:]
    chance.shuffle(mixed)
    assert number(mixed) == number(marks)
