"""Reading what somebody typed or tapped as a mark from 1 to 100."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import family_wheel
from wheel_app.checkins.marks import Mark, NotAMark, TwoMarks, read_score, settle

WHEEL = family_wheel()
DIGITS = {"ur": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩", "bn": "০১২৩৪৫৬৭৮৯", "pa": "੦੧੨੩੪੫੬੭੮੯"}


def in_digits_of(language: str, score: int) -> str:
    return str(score).translate(str.maketrans("0123456789", DIGITS[language]))


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("score", [1, 9, 10, 42, 99, 100])
def test_western_digits_are_read_everywhere(score: int, language: str) -> None:
    assert read_score(str(score), language) == score
    assert read_score(f" {score} ", language) == score


@pytest.mark.parametrize("language", DIGITS)
def test_a_language_may_use_its_own_digits(language: str) -> None:
    assert [read_score(in_digits_of(language, score), language) for score in range(1, 101)] == list(range(1, 101))
    assert read_score(in_digits_of(language, 12), f"{language}-PK") == 12


@pytest.mark.parametrize("language", DIGITS)
def test_digits_of_another_language_are_refused(language: str) -> None:
    with pytest.raises(NotAMark):
        read_score(in_digits_of(language, 12), "en")


@pytest.mark.parametrize(
    "text",
    ["0", "101", "1.5", "1,5", "1e2", "-5", "−5", "+5", "", " ", "00", "000", "1 2", "1_0", "0x1", "½", "²", "Ⅷ", "①",
     "１２", "abc", "٫5", "1000", "9" * 10_000, "٣" * 10_000],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ur"])
def test_anything_else_is_no_mark(text: str, language: str) -> None:
    with pytest.raises(NotAMark):
        read_score(text, language)


@given(st.text(max_size=6), st.sampled_from(["en", "ur", "ar", "bn", "pa", "eo", ""]))
def test_whatever_is_typed_is_a_mark_or_none(text: str, language: str) -> None:
    try:
        score = read_score(text, language)
    except NotAMark:
        return
    assert 1 <= score <= 100


def mark(score: int | None = None, *, band: str = "", how: str = "", shown: int | None = None) -> Mark | None:
    return settle(WHEEL, band, score, how, shown)


def test_neither_band_nor_number_is_no_answer() -> None:
    assert mark() is None


@pytest.mark.parametrize(("band", "middle"), [("1", 10), ("2", 30), ("3", 50), ("4", 70), ("5", 90)])
def test_a_band_stores_its_middle(band: str, middle: int) -> None:
    assert mark(band=band) == Mark(middle, "band")
    assert mark(middle, band=band, how="band") == Mark(middle, "band")


def test_a_number_stands_for_itself() -> None:
    assert mark(42) == Mark(42, "number")
    assert mark(42, band="3", how="number") == Mark(42, "number")


def test_the_arc_is_told_from_the_number() -> None:
    assert mark(42, band="3", how="arc") == Mark(42, "arc")


@pytest.mark.parametrize("how", ["band", "", "told", "ARC"])
def test_what_was_not_given_so_is_a_number(how: str) -> None:
    assert mark(42, band="3", how=how) == Mark(42, "number")


def test_a_band_and_a_number_that_disagree_come_back() -> None:
    with pytest.raises(TwoMarks):
        mark(90, band="1")


def test_both_changed_and_at_odds_come_back() -> None:
    with pytest.raises(TwoMarks):
        mark(90, band="1", shown=50)


def test_the_one_that_was_changed_is_meant() -> None:
    # The page had shown 42 and its band; without a script only one of the two moves.
    assert mark(42, band="5", shown=42) == Mark(90, "band")
    assert mark(77, band="3", shown=42) == Mark(77, "number")


@given(st.integers(1, 100), st.sampled_from([band.key for band in WHEEL.bands]), st.none() | st.integers(1, 100))
def test_a_settled_mark_is_one_of_the_two(score: int, band: str, shown: int | None) -> None:
    try:
        settled = mark(score, band=band, shown=shown)
    except TwoMarks:
        assert WHEEL.band_of(score).key != band
        return
    assert settled in (Mark(score, "number"), Mark(WHEEL.band(band).middle, "band"))
