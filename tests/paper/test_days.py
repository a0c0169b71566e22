"""The day of a strip: typed in short, and odd where it cannot be meant."""

from __future__ import annotations

import pytest

from wheel_app.paper.strips.rules import day_faults, read_short_day

TODAY = "2026-11-20"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 5", "2026-05-03"), ("3.5.", "2026-05-03"), ("03/05/26", "2026-05-03"), ("20 11", TODAY),
        ("21 11", "2025-11-21"), ("29 2", "2024-02-29"), ("3-5-2025", "2025-05-03"), ("۳ ۵", "2026-05-03"),
        ("3 5 0", "2000-05-03"),
    ],
)  # fmt: skip
def test_a_day_may_be_short(typed: str, day: str) -> None:
    assert read_short_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "3", "31 2", "3 5 26 1", "may 3", "3 13", "0 5", "3 5 20266"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_short_day(typed, TODAY)


@pytest.mark.parametrize(
    ("day", "born_on", "is_before_birth", "faults"),
    [
        (TODAY, "2025-11-10", False, ()),
        ("2026-11-21", "2025-11-10", False, ("future",)),
        ("2026-09-30", "2025-11-10", False, ("before-printing",)),
        ("2026-10-05", "2026-10-06", False, ("before-birth",)),
        ("2026-09-05", "2026-10-06", False, ("before-printing", "before-birth")),
        ("2026-10-05", "2026-10-06", True, ()),
        ("2026-10-05", "2026-10", False, ()),
        ("2026-10-05", "2026", False, ()),
        ("2026-10-05", "", False, ()),
    ],
)
def test_odd_days_are_told(day: str, born_on: str, is_before_birth: bool, faults: tuple[str, ...]) -> None:
    told = day_faults(day, TODAY, printed_on="2026-10-01", born_on=born_on, is_before_birth=is_before_birth)
    assert told == faults
