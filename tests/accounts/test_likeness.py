"""A refusal takes as long where there is nobody as where it is wrong. It counts seconds, so `make long` runs it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean
from time import perf_counter

import pytest

from tests import staffing
from tests.accounts.builders import AT, OTHER_FOUR, come_back, make_kept, reason, wrong_code
from wheel_app.accounts.staff.entry import check_password
from wheel_app.storage import Database

pytestmark = pytest.mark.long
# Five tries are what a code or an address takes.
PEOPLE, TRIES, MOST = 40, 200, 0.010


def test_an_unknown_code_is_refused_as_fast_as_wrong_pictures(committed_db: Database) -> None:
    codes = [make_kept(committed_db)[1] for _ in range(PEOPLE)]

    def come(code: str, device: str) -> object:
        return come_back(committed_db, code, OTHER_FOUR, device=device, address=None)

    difference = compare(
        lambda number: come(codes[number % PEOPLE], f"wrong {number}"),
        lambda number: come(wrong_code(codes[number % PEOPLE]), f"unknown {number}"),
    )
    assert difference < MOST


def test_an_unknown_member_of_staff_is_refused_as_fast_as_a_wrong_password(committed_db: Database) -> None:
    team = staffing.make_team(committed_db)
    staff = [staffing.make_staff(committed_db, team) for _ in range(PEOPLE)]
    for one in staff:
        staffing.make_ready(committed_db, one)

    def sign_in(email: str) -> object:
        return check_password(committed_db, email, "wrong, wrong", address=None, at=AT, pepper=staffing.PEPPER)

    difference = compare(
        lambda number: sign_in(staff[number % PEOPLE].email),
        lambda number: sign_in(f"nobody-{number % PEOPLE}@example.org"),
    )
    assert difference < MOST


def compare(wrong: Callable[[int], object], unknown: Callable[[int], object]) -> float:
    """By how much the means of the refusals differ; back and forth, so that a busy machine slows both alike."""
    pairs = [(seconds(wrong, number), seconds(unknown, number)) for number in range(TRIES)]
    return abs(mean(one for one, _ in pairs) - mean(other for _, other in pairs))


def seconds(refused: Callable[[int], object], number: int) -> float:
    """How long one refusal takes."""
    begun = perf_counter()
    outcome = refused(number)
    taken = perf_counter() - begun
    assert reason(outcome) == "unknown"
    return taken
