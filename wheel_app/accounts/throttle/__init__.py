"""Counting tries in the store. A try is counted before it is judged: many at once get no more than their number."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app.accounts.throttle import queries, rules
from wheel_app.accounts.throttle.rules import (
    Counter,
    address_of,
    counters_of_code,
    counters_of_device,
    counters_of_factor,
    counters_of_invitation,
    counters_of_password,
    counters_of_setup,
    counters_of_staff,
)
from wheel_app.storage import Database

__all__ = [
    "Counter",
    "address_of",
    "counters_of_code",
    "counters_of_device",
    "counters_of_factor",
    "counters_of_invitation",
    "counters_of_password",
    "counters_of_setup",
    "counters_of_staff",
    "forgive",
    "purge",
    "take",
    "tries_of",
]


class _Full(Exception):
    """A window is full; undoes what the other counters took."""


def take(db: Database, counters: Sequence[Counter], *, at: str) -> int | None:
    """Count one try on each counter and return None; or count nothing and return the minutes to wait."""
    try:
        with db.transaction():
            for counter in counters:
                if not queries.take_try(db, counter, at=at):
                    raise _Full
    except _Full:
        windows = ((counter, queries.find_window(db, counter)) for counter in counters)
        return rules.minutes_to_wait(((counter, window) for counter, window in windows if window), at)
    return None


def tries_of(db: Database, counter: Counter) -> int:
    """Return how many tries a counter has taken in its window."""
    window = queries.find_window(db, counter)
    return window.tries if window else 0


def forgive(db: Database, counters: Sequence[Counter], *, at: str) -> None:
    """A try that was taken at `at` was right: clear what a success clears, uncount it elsewhere."""
    for counter in counters:
        if not counter.is_cleared:
            queries.give_back_try(db, counter, at=at)
    cleared = [counter.key for counter in counters if counter.is_cleared]
    if cleared:
        queries.delete_counters(db, cleared[0], cleared[-1])


def purge(db: Database, before: str) -> int:
    """Remove the counts of tries whose window was over before a moment; return how many."""
    with db.transaction():
        return queries.delete_old_windows(db, before=before)
