"""What a plan is, and what may stand in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

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
    """One person's own plan, made from one check-in."""

    checkin_id: str
    made_at: str
    works: str | None
    seq: int
    goals: tuple[Goal, ...] = ()
    strengths: frozenset[tuple[str, int]] = frozenset()

    def goal(self, topic_key: str) -> Goal | None:
        """Return the goal on one topic."""
        return next((goal for goal in self.goals if goal.topic_key == topic_key), None)
