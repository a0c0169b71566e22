"""What a plan is, and what may stand in it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Protocol

MOST_GOALS = 3
LONGEST_STEP = 300
LONGEST_WHO = 80
LONGEST_WORKS = 600
MOST_TO_TAP = 3


@dataclass(frozen=True)
class Goal:
    """One topic to change first: a suggested step or own words; an empty `who` or `by_when` means the kind default."""

    topic_key: str
    step_key: str | None = None
    own_words: str | None = None
    who: str = ""
    by_when: str = ""


@dataclass(frozen=True)
class Plan:
    """One person's own plan, made from one check-in; `goes_on` names another one whose plan it still is."""

    checkin_id: str
    made_at: str
    works: str | None
    seq: int
    goals: tuple[Goal, ...] = ()
    strengths: frozenset[tuple[str, int]] = frozenset()
    goes_on: str | None = field(default=None, compare=False)

    def goal(self, topic_key: str) -> Goal | None:
        """Return the goal on one topic."""
        return next((goal for goal in self.goals if goal.topic_key == topic_key), None)


class Revised(Protocol):
    """What must be known of a check-in to follow it back to what it puts right."""

    @property
    def checkin_id(self) -> str:
        """Its id."""

    @property
    def revises(self) -> str | None:
        """The id of the check-in that it puts right."""


def planned_by(checkins: Iterable[Revised], planned: Collection[str]) -> dict[str, str]:
    """Return, for each check-in that has a plan, the id of the check-in whose plan that is.

    A correction goes on with the plan of what it puts right, until it is given one of its own.
    """
    before = {one.checkin_id: one.revises for one in checkins}
    found = {checkin_id: _nearest(checkin_id, before, planned) for checkin_id in before}
    return {checkin_id: source for checkin_id, source in found.items() if source}


def _nearest(checkin_id: str, before: dict[str, str | None], planned: Collection[str]) -> str | None:
    at: str | None = checkin_id
    while at is not None and at not in planned:
        at = before.get(at)
    return at
