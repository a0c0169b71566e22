"""What a change in somebody's life puts away."""

from __future__ import annotations

import pytest

from wheel_app.people import KINDS, Change, is_put_away, silenced
from wheel_app.people.rules import EVERYTHING
from wheel_app.tools import SUBJECTS

BEFORE, NOTED, AFTER = (f"2026-11-{day}T10:00:00.000000Z" for day in ("19", "20", "21"))


def make_change(*subjects: str, asks_afresh: bool = False) -> Change:
    return Change("a-change", "moved", NOTED, asks_afresh, frozenset(subjects))


def test_what_a_change_touches_falls_silent() -> None:
    changes = [make_change("housing"), make_change("parenting", "learning")]
    assert silenced(changes) == {"housing", "parenting", "learning"}


def test_what_shall_be_asked_afresh_is_not_silent() -> None:
    assert silenced([make_change("housing", asks_afresh=True)]) == frozenset()


def test_nothing_is_silent_without_a_change() -> None:
    assert silenced([]) == frozenset()


def test_what_speaks_of_it_is_put_away() -> None:
    changes = [make_change("housing")]
    assert is_put_away(changes, BEFORE, ["money", "housing"])
    assert not is_put_away(changes, BEFORE, ["money"])


def test_what_was_made_since_stays() -> None:
    assert not is_put_away([make_change("housing")], AFTER, ["housing"])


def test_what_was_made_in_the_same_moment_is_put_away() -> None:
    assert is_put_away([make_change("housing")], NOTED, ["housing"])


def test_not_being_safe_puts_away_everything_from_before() -> None:
    changes = [make_change(EVERYTHING, asks_afresh=True)]
    assert is_put_away(changes, BEFORE, ["money"])
    assert is_put_away(changes, BEFORE, [])
    assert not is_put_away(changes, AFTER, ["money"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_suggested_are_subjects_of_the_shared_list(kind: str) -> None:
    assert KINDS[kind] <= frozenset(SUBJECTS)
