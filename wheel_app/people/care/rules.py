"""What is kept about the work with a family. A family is never shown any of it, but notes of the layer 'family'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LOOK_IN_DAYS = 28
MOST_LOOK_IN_DAYS = 366


@dataclass(frozen=True)
class LevelStep:
    """That a family came to a level on a day, and why."""

    level: int
    since_on: str
    reason: str
    made_at: str
    full_name: str | None


@dataclass(frozen=True)
class Closure:
    """That work with a family was closed, and perhaps taken up again later."""

    closure_id: str
    reason: str
    closed_at: str
    closed_by: str | None
    reopened_at: str | None
    reopened_by: str | None
    reopened_why: str | None


@dataclass(frozen=True)
class Link:
    """Another family that has to do with this one, and why. `is_seen` says whether the reader sees it too."""

    link_id: str
    family_id: str
    name: str
    reason: str
    made_at: str
    is_seen: bool


@dataclass(frozen=True)
class Note:
    """What somebody of the staff wrote, about the family or one member; layer 'family' may be read by that member.

    `known_as` is empty for one who was lost and whom the parents do not name.
    """

    note_id: str
    member_id: str | None
    known_as: str | None
    layer: str
    words: str
    made_at: str
    full_name: str | None


def is_step_down(steps: tuple[LevelStep, ...], level: int) -> bool:
    """Whether a level asks for less help than the newest of some steps (the newest first)."""
    return bool(steps) and level < steps[0].level


def suggested_look_in(today: str) -> str:
    """Return the day on which somebody looks in unless another one is chosen (ISO dates)."""
    return (date.fromisoformat(today) + timedelta(days=LOOK_IN_DAYS)).isoformat()


def look_in_fault(due_on: str, today: str) -> str | None:
    """Return what is odd about a day to look in: 'whole-day', 'past', 'too-far'; None when nothing is."""
    if len(due_on) < 10:
        return "whole-day"
    ahead = (date.fromisoformat(due_on) - date.fromisoformat(today)).days
    if ahead <= 0:
        return "past"
    return "too-far" if ahead > MOST_LOOK_IN_DAYS else None
