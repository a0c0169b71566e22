"""A refusal takes as long for an unknown code as for wrong pictures. It counts seconds, so `make long` runs it."""

from __future__ import annotations

from statistics import mean
from time import perf_counter

import pytest

from tests.accounts.builders import OTHER_FOUR, come_back, make_kept, reason, wrong_code
from wheel_app.storage import Database


@pytest.mark.long
def test_an_unknown_code_is_refused_as_fast_as_wrong_pictures(committed_db: Database) -> None:
    codes = [make_kept(committed_db)[1] for _ in range(40)]
    wrong: list[float] = []
    unknown: list[float] = []
    # Five tries are what a code takes; they go back and forth, so that a busy machine slows both alike.
    for number in range(200):
        code = codes[number % 40]
        wrong.append(seconds(committed_db, code, f"wrong {number}"))
        unknown.append(seconds(committed_db, wrong_code(code), f"unknown {number}"))
    assert abs(mean(wrong) - mean(unknown)) < 0.010


def seconds(db: Database, code: str, device: str) -> float:
    """How long one refusal takes."""
    begun = perf_counter()
    outcome = come_back(db, code, OTHER_FOUR, device=device, address=None)
    taken = perf_counter() - begun
    assert reason(outcome) == "unknown"
    return taken
