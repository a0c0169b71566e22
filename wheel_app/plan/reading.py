"""A plan put together with the check-in it came from, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wheel_app.checkins import Filling
from wheel_app.plan.rules import Goal, Plan
from wheel_app.tools import HelpLine, Library
from wheel_app.tools.rules import Topic

Say = Callable[[str], str]


@dataclass(frozen=True)
class GoalRead:
    """One goal as it is read: every text ready, `step` empty where nothing was chosen yet."""

    topic: Topic
    label: str
    step: str
    who: str
    by_when: str
    helpers: tuple[HelpLine, ...]


@dataclass(frozen=True)
class PlanRead:
    """A plan as it is read."""

    goals: tuple[GoalRead, ...]
    strong: tuple[str, ...]
    strengths: tuple[str, ...]
    works: str


def label_of(topic: Topic, say: Say) -> str:
    """Return a topic's name; a free topic keeps the person's own words."""
    return topic.label if topic.is_own else say(topic.label)


def read_plan(
    plan: Plan,
    filling: Filling,
    strong: tuple[Topic, ...],
    library: Library,
    say: Say,
    defaults: tuple[str, str],
    quiet: frozenset[str],
) -> PlanRead:
    """Return a plan ready to be shown; goals on `quiet` subjects are left out."""
    topics = {topic.key: topic for topic in filling.topics if topic.subject not in quiet}
    return PlanRead(
        goals=tuple(
            _goal(goal, topics[goal.topic_key], library, say, defaults)
            for goal in plan.goals
            if goal.topic_key in topics
        ),
        strong=tuple(label_of(topic, say) for topic in strong),
        strengths=tuple(
            say(topic.strengths[place])
            for topic in strong
            for place in range(len(topic.strengths))
            if (topic.key, place) in plan.strengths
        ),
        works=plan.works or "",
    )


def _goal(goal: Goal, topic: Topic, library: Library, say: Say, defaults: tuple[str, str]) -> GoalRead:
    suggested = next((say(step.text) for step in topic.steps if step.key == goal.step_key), "")
    words = [text for text in (suggested, goal.own_words or "") if text]
    return GoalRead(
        topic,
        label_of(topic, say),
        "\n".join(words),
        goal.who or defaults[0],
        goal.by_when or defaults[1],
        library.help_lines(topic.key),
    )
