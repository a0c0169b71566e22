"""A plan as it is read: kind defaults, own words, who can help, and nothing of what has fallen silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import AT, library
from tests.checkins.test_checkin import filling
from wheel_app.plan.reading import PlanRead, read_plan
from wheel_app.plan.rules import Goal, Plan
from wheel_app.tools import Library, load_tools

WHEEL = library().current("family-wheel")
DEFAULTS = ("Me", "Before I come back")
SAMPLE = Path(__file__).parents[2] / "wheel_app" / "tools" / "sample_area"


def read(
    *goals: Goal,
    quiet: frozenset[str] = frozenset(),
    works: str | None = None,
    shelves: Library | None = None,
    **values: object,
) -> PlanRead:
    plan = Plan("a", AT, works, 1, goals, **values)  # type: ignore[arg-type]
    done = filling({"home": 20, "people": 90}, own_topic="Our dog", topic_order="home,money,people,own")
    strong = (WHEEL.topic("people"),)
    return read_plan(plan, done, strong, shelves or library(), str.upper, DEFAULTS, quiet)


def test_who_and_when_have_kind_defaults() -> None:
    goal = read(Goal("home")).goals[0]
    assert (goal.who, goal.by_when) == DEFAULTS


def test_what_was_written_stands_in_their_place() -> None:
    goal = read(Goal("home", who="My sister", by_when="On Monday")).goals[0]
    assert (goal.who, goal.by_when) == ("My sister", "On Monday")


@pytest.mark.parametrize("topic", [topic.key for topic in WHEEL.topics if topic.key in ("home", "money", "people")])
def test_each_suggested_step_can_be_read(topic: str) -> None:
    steps = WHEEL.topic(topic).steps
    assert len(steps) == 3
    assert [read(Goal(topic, step.key)).goals[0].step for step in steps] == [step.text.upper() for step in steps]


def test_a_step_and_own_words_are_both_read() -> None:
    step = WHEEL.topic("home").steps[0]
    assert read(Goal("home", step.key, "and my own")).goals[0].step == f"{step.text.upper()}\nand my own"


def test_a_step_that_no_longer_exists_is_no_step() -> None:
    assert read(Goal("home", "gone")).goals[0].step == ""


def test_the_own_topic_keeps_its_own_words() -> None:
    goal = read(Goal("own", "tell")).goals[0]
    assert goal.label == "Our dog"
    assert goal.step == "TELL SOMEONE I TRUST ABOUT IT"


def test_what_already_works_is_part_of_it() -> None:
    people = WHEEL.topic("people")
    plan = read(works="We talk", strengths=frozenset({("people", 1)}))
    assert (plan.strong, plan.strengths, plan.works) == (
        (people.label.upper(),),
        (people.strengths[1].upper(),),
        "We talk",
    )


def test_a_silent_goal_is_not_read() -> None:
    assert [goal.topic.key for goal in read(Goal("home"), Goal("money"), quiet=frozenset({"housing"})).goals] == [
        "money"
    ]


def test_who_can_help_here_stands_with_each_goal() -> None:
    area = load_tools(SAMPLE)
    keys = [key for key in ("home", "money", "people") if area.help_lines(key)]
    assert keys
    for goal in read(*(Goal(key) for key in keys), shelves=area).goals:
        assert goal.helpers == area.help_lines(goal.topic.key)
        assert 1 <= len(goal.helpers) <= 3
