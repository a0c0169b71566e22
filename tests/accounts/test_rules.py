"""Codes as people type them, pictures in order, and how long a sign-in lives."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.accounts.builders import AT, FOUR
from wheel_app.accounts.pictures import NAMES
from wheel_app.accounts.rules import BadCode, BadPictures, Limits, check_pictures, life_of, read_code, show_code
from wheel_app.storage import from_utc_text, utc_text

CODE = "4821773095"
ZEROS = [chr(point) for point in range(sys.maxunicode) if unicodedata.decimal(chr(point), None) == 0]
GAPS = st.text(alphabet=" \t\n\u00a0\u2009\u3000-–—‑−._·•,/\u200b\u200e\u200f\u202a\u2066\ufeff\u00ad", max_size=2)


@pytest.mark.parametrize(
    "typed",
    [
        "4821773095",
        "482 177 3095",
        "  482-177-3095\n",
        "482.177.3095",
        "482–177−3095",
        "482\u00a0177\u20093095",
        "٤٨٢ ١٧٧ ٣٠٩٥",
        "۴۸۲ ۱۷۷ ۳۰۹۵",
        "৪৮২ ১৭৭ ৩০৯৫",
        "४८२ १७७ ३०९५",
        "４８２　１７７　３０９５",
        "\u202b482 177 3095\u202c",
        "482 l77 3o95",
        "482 I77 3O95",
        "48২ ١７7 ३095",
    ],
)
def test_a_code_is_read_as_it_is_typed(typed: str) -> None:
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        (" - . ", "empty"),
        ("482 177 309", "short"),
        ("482 177 30955", "long"),
        ("482 177 309x", "letters"),
        ("my code: 482 177 3095", "letters"),
        ("٤٨٢ ١٧٧ ٣٠٩ب", "letters"),
        ("四八二一七七三〇九五", "letters"),
        ("😀" * 10, "letters"),
        ("482 177 309½", "letters"),
        ("482\x00177 3095", "letters"),
        ("\ud800", "letters"),
        ("4" * 10_000, "long"),
        ("😀" * 10_000, "long"),
        ("\ufdfa" * 100, "letters"),
        ("' OR 1=1 --", "letters"),
        ("-482177309", "short"),
    ],
)
def test_what_cannot_be_a_code_says_why(typed: str, reason: str) -> None:
    with pytest.raises(BadCode) as refused:
        read_code(typed)
    assert refused.value.reason == reason


def test_every_script_with_digits_is_there() -> None:
    assert len(ZEROS) > 60


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(ZEROS), GAPS), min_size=10, max_size=10))
def test_a_code_is_read_in_any_script_and_spacing(digits: list[tuple[int, str, str]]) -> None:
    typed = "".join(chr(ord(zero) + digit) + gap for digit, zero, gap in digits)
    assert read_code(typed) == "".join(str(digit) for digit, _, _ in digits)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
@example("\ud800")
@example("0" * 101)
def test_any_text_is_a_code_of_ten_plain_digits_or_refused(typed: str) -> None:
    try:
        code = read_code(typed)
    except BadCode as refused:
        code, why = "", refused.reason
    else:
        why = "none"
    assert (re.fullmatch(r"[0-9]{10}", code) is not None) == (why == "none")
    assert why in {"none", "empty", "letters", "short", "long"}


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    shown = show_code(code)
    assert [len(group) for group in shown.split()] == [3, 3, 4]
    assert read_code(shown) == code


def test_four_pictures_stay_in_order() -> None:
    assert check_pictures(list(FOUR), NAMES) == FOUR
    assert check_pictures(FOUR[::-1], NAMES) == FOUR[::-1]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ((), "few"),
        (FOUR[:3], "few"),
        ((*FOUR, "cat"), "many"),
        (FOUR * 2500, "many"),
        ((*FOUR[:3], "boat"), "twice"),
        ((*FOUR[:3], "lion"), "unknown"),
        ((*FOUR[:3], "Cat"), "unknown"),
        ((*FOUR[:3], "😀"), "unknown"),
        ((*FOUR[:3], "x" * 10_000), "unknown"),
        (("../key", "\x00", "\ud800", ""), "unknown"),
    ],
)
def test_what_is_no_four_pictures_says_why(names: tuple[str, ...], reason: str) -> None:
    with pytest.raises(BadPictures) as refused:
        check_pictures(names, NAMES)
    assert refused.value.reason == reason


def life(
    present: str = "alone", *, unused: timedelta, age: timedelta = timedelta(), limits: Limits | None = None
) -> str:
    """The life of a sign-in that began `age` ago, or when it was last used, `unused` ago."""
    now = from_utc_text(AT)
    return life_of(
        present=present,
        started_at=utc_text(now - max(age, unused)),
        seen_at=utc_text(now - unused),
        at=AT,
        limits=limits or Limits(),
    )


@pytest.mark.parametrize(
    ("present", "seconds", "expected"),
    [
        ("alone", -5, "fresh"),
        ("alone", 0, "fresh"),
        ("alone", 59, "fresh"),
        ("alone", 60, "stale"),
        ("alone", 599, "stale"),
        ("alone", 600, "over"),
        ("helped", 599, "stale"),
        ("helped", 600, "over"),
        ("worker", 600, "stale"),
        ("worker", 1799, "stale"),
        ("worker", 1800, "over"),
    ],
)
def test_an_unused_sign_in_is_over_in_time(present: str, seconds: int, expected: str) -> None:
    assert life(present, unused=timedelta(seconds=seconds)) == expected


def test_a_sign_in_in_use_is_over_after_twelve_hours() -> None:
    second = timedelta(seconds=1)
    assert life("worker", unused=second, age=timedelta(hours=12) - second) == "fresh"
    assert life("worker", unused=second, age=timedelta(hours=12)) == "over"


def test_a_place_sets_its_own_limits() -> None:
    limits = Limits(minutes_alone=2, minutes_with_worker=5, hours_at_most=1)
    assert life(unused=timedelta(minutes=2), limits=limits) == "over"
    assert life("worker", unused=timedelta(minutes=4), limits=limits) == "stale"
    assert life("worker", unused=timedelta(minutes=5), limits=limits) == "over"
    assert life(unused=timedelta(), age=timedelta(hours=1), limits=limits) == "over"
