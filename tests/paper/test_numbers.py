"""The number of a sheet: whatever one slip of the hand makes of it is no number."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel_app.paper.numbers import LENGTH, SIGNS, NotANumber, check_sign, in_groups, new_number, read_number

NUMBERS = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda chosen: chosen + check_sign(chosen))


def why_not(typed: str) -> str:
    with pytest.raises(NotANumber) as refused:
        read_number(typed)
    return refused.value.why


def test_there_are_as_many_signs_as_a_prime_and_no_look_alikes() -> None:
    assert len(set(SIGNS)) == len(SIGNS) == 19
    for alike in ("0OQ", "1IL", "2Z", "5S", "6G", "8B", "UVW"):
        assert len(set(alike) & set(SIGNS)) <= 1
    assert not set("AEIOUY") & set(SIGNS)


@given(NUMBERS)
def test_a_number_is_read_however_it_is_written(number: str) -> None:
    for typed in (number, number.lower(), in_groups(number), f" {'-'.join(number)} ", in_groups(number).lower()):
        assert read_number(typed) == number


@given(NUMBERS, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_every_single_mistyping_is_caught(number: str, place: int, other: str) -> None:
    mistyped = number[:place] + other + number[place + 1 :]
    if mistyped == number:
        assert read_number(mistyped) == number
    else:
        assert why_not(mistyped) == "mistyped"


@given(NUMBERS, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_caught(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped == number:
        assert read_number(swapped) == number
    else:
        assert why_not(swapped) == "mistyped"


def test_every_slip_at_every_place_of_one_number_is_caught() -> None:
    number = new_number(random.Random(7).choice)
    for place in range(LENGTH):
        for other in set(SIGNS) - {number[place]}:
            assert why_not(number[:place] + other + number[place + 1 :]) == "mistyped"


@given(st.text(max_size=40))
def test_anything_else_is_no_number_or_one(typed: str) -> None:
    try:
        read = read_number(typed)
    except NotANumber as refused:
        read = refused.why
    assert read in {"empty", "length", "sign", "mistyped"} or len(read) == LENGTH


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "empty"), (" - ", "empty"), ("2347", "length"), ("O34 678 9CD", "sign"), ("2" * 10_000, "length")],
)
def test_what_is_wrong_is_said(typed: str, why: str) -> None:
    assert why_not(typed) == why


def test_digits_of_another_hand_are_the_same_digits() -> None:
    whole = "23467892" + check_sign("23467892")
    assert read_number(whole.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == whole
    assert read_number("".join(chr(0xFEE0 + ord(sign)) for sign in whole)) == whole


def test_numbers_are_by_chance_and_say_nothing() -> None:
    made = {new_number() for _ in range(500)}
    assert len(made) == 500
    assert {sign for number in made for sign in number} == set(SIGNS)
