"""What is kept in place of secrets, and that it is strong enough."""

from __future__ import annotations

import base64
from collections import Counter

import argon2
import pytest

from tests.accounts.builders import FOUR, PEPPER, verifications
from wheel_app.accounts import sealing


def test_pictures_are_hashed_by_argon2id_as_strong_as_asked() -> None:
    asked = argon2.Parameters(
        argon2.Type.ID, 19, salt_len=16, hash_len=32, time_cost=2, memory_cost=19456, parallelism=1
    )
    assert argon2.extract_parameters(sealing.hash_pictures(PEPPER, "owner", FOUR)) == asked
    assert argon2.extract_parameters(sealing.STAND_IN) == asked


def test_pictures_match_in_their_order_for_their_owner_only() -> None:
    kept = sealing.hash_pictures(PEPPER, "owner", FOUR)
    assert sealing.pictures_match(PEPPER, "owner", FOUR, kept)
    assert not sealing.pictures_match(PEPPER, "owner", FOUR[::-1], kept)
    assert not sealing.pictures_match(PEPPER, "other", FOUR, kept)
    assert not sealing.pictures_match(b"another pepper", "owner", FOUR, kept)


@pytest.mark.parametrize("kept", [None, sealing.STAND_IN])
def test_no_pictures_match_where_nothing_is_kept(kept: str | None) -> None:
    with verifications() as seen:
        assert not sealing.pictures_match(PEPPER, "", FOUR, kept)
    assert len(seen) == 1


def test_a_hash_that_was_damaged_matches_nothing() -> None:
    assert not sealing.pictures_match(PEPPER, "owner", FOUR, "damaged")


def test_a_token_is_long_and_never_the_same() -> None:
    tokens = {sealing.new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(len(base64.urlsafe_b64decode(token + "=")) * 8 >= 128 for token in tokens)


@pytest.mark.parametrize("token", ["", "a", "\ud800", "\x00", "é" * 10_000])
def test_any_text_of_a_broken_cookie_has_a_name_to_look_for(token: str) -> None:
    assert len(sealing.name_of(token)) == 64


def test_codes_are_spread_evenly() -> None:
    codes = [sealing.make_code(PEPPER, "owner", "keep", str(number), 0) for number in range(2000)]
    assert len(set(codes)) == 2000
    for place in range(10):
        digits = Counter(code[place] for code in codes)
        assert len(digits) == 10
        assert max(digits.values()) < 300


def test_a_code_hangs_on_each_thing_it_is_made_of() -> None:
    make = sealing.make_code
    codes = {
        make(PEPPER, "owner", "keep", "save", 0),
        make(PEPPER, "owner", "keep", "save", 1),
        make(PEPPER, "owner", "keep", "other", 0),
        make(PEPPER, "owner", "new", "save", 0),
        make(PEPPER, "other", "keep", "save", 0),
        make(b"another pepper", "owner", "keep", "save", 0),
    }
    assert len(codes) == 6


def test_one_purpose_never_stands_for_another() -> None:
    assert sealing.seal(PEPPER, "code", "1") != sealing.seal(PEPPER, "address", "1")
    assert sealing.seal(PEPPER, "a", "b", "cd") != sealing.seal(PEPPER, "a", "bc", "d")
