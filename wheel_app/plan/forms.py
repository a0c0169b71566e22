"""The forms of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField

from wheel_app.plan.rules import LONGEST_STEP, LONGEST_WHO, LONGEST_WORKS, MOST_GOALS, Goal, Plan
from wheel_app.tools.rules import Topic
from wheel_app.web.forms import Form, ShortEnough, tidy


class ChooseForm(Form):
    """Up to three topics to change first."""

    topics = SelectMultipleField(validate_choice=False)

    def chosen(self, offered: set[str]) -> list[str] | None:
        """Return the tapped topics, None with the error at the field. Tapping none is fine."""
        keys = [key for key in dict.fromkeys(self.topics.data or []) if key in offered]
        if len(keys) <= MOST_GOALS:
            return keys
        self.topics.errors = [gettext("You tapped %(count)s. Keep up to three for now.", count=len(keys))]
        return None


@dataclass(frozen=True)
class GoalFields:
    """The fields of one goal."""

    topic: Topic
    step: Any
    words: Any
    who: Any
    by_when: Any


def own_words(sent: Mapping[str, str]) -> list[str]:
    """Return the lines that somebody wrote on the page of steps, whatever its topics were."""
    texts = (tidy(text) for name, text in sent.items() if name == "works" or name.endswith("_words"))
    return [line for text in texts if text for line in text.split("\n")]


def plan_form(
    topics: tuple[Topic, ...], strong: tuple[Topic, ...], plan: Plan, *, is_posted: bool, voice: str = "own"
) -> PlanForm:
    """Return the form of a plan with one set of fields for each chosen topic."""
    fields: dict[str, Any] = {}
    for place, topic in enumerate(topics, 1):
        fields |= _goal_fields(topic.key, f"goal-{place}", voice)
    form = (
        type("ThisPlanForm", (PlanForm,), fields)()
        if is_posted
        else type("ThisPlanForm", (PlanForm,), fields)(formdata=None)
    )
    form.topics, form.strong, form.voice = topics, strong, voice
    form.works.label.text = _in_own_words(voice)
    if not is_posted:
        form.fill(plan)
    return form


def _goal_fields(key: str, name: str, voice: str) -> dict[str, Any]:
    """Return the fields of one goal. A link to an error puts the id into the address, so the id names no topic."""
    short = [ShortEnough(LONGEST_WHO)]
    return {
        f"{key}_step": StringField(id=f"{name}-step"),
        f"{key}_words": TextAreaField(
            _in_own_words(voice), id=f"{name}-words", filters=[tidy], validators=[ShortEnough(LONGEST_STEP)]
        ),
        f"{key}_who": StringField(gettext("Who"), id=f"{name}-who", filters=[tidy], validators=short),
        f"{key}_when": StringField(gettext("When"), id=f"{name}-when", filters=[tidy], validators=short),
    }


def _in_own_words(voice: str) -> str:
    return gettext("In our own words") if voice == "together" else gettext("In my own words")


class PlanForm(Form):
    """First steps, who and when for each chosen topic; what already works."""

    seq = HiddenField()
    strengths = SelectMultipleField(validate_choice=False)
    works = TextAreaField(filters=[tidy], validators=[ShortEnough(LONGEST_WORKS)])
    voice = "own"
    topics: tuple[Topic, ...] = ()
    strong: tuple[Topic, ...] = ()

    @property
    def goal_fields(self) -> tuple[GoalFields, ...]:
        """Return the fields of each goal, in order."""
        return tuple(
            GoalFields(topic, *(self[f"{topic.key}_{part}"] for part in ("step", "words", "who", "when")))
            for topic in self.topics
        )

    def fill(self, plan: Plan) -> None:
        """Show a stored plan; empty who and when show their defaults."""
        self.seq.data, self.works.data = str(plan.seq), plan.works or ""
        self.strengths.data = [f"{key}:{place}" for key, place in sorted(plan.strengths)]
        for fields in self.goal_fields:
            goal = plan.goal(fields.topic.key) or Goal(fields.topic.key)
            fields.step.data, fields.words.data = goal.step_key or "", goal.own_words or ""
            fields.who.data = goal.who or default_who(self.voice)
            fields.by_when.data = goal.by_when or default_when(self.voice)

    def written(self, plan: Plan, unseen: tuple[Goal, ...]) -> Plan:
        """Return the plan as it was written; `unseen` goals, and what was tapped where nothing is offered now, stay."""
        seen = self.seq.data or ""
        return Plan(
            plan.checkin_id,
            plan.made_at,
            self.works.data or None,
            int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
            (*(_goal(fields, self.voice) for fields in self.goal_fields), *unseen),
            self._strengths(plan),
        )

    def _strengths(self, plan: Plan) -> frozenset[tuple[str, int]]:
        offered = {
            f"{topic.key}:{place}": (topic.key, place) for topic in self.strong for place in range(len(topic.strengths))
        }
        tapped = frozenset(offered[name] for name in self.strengths.data or [] if name in offered)
        return tapped | (plan.strengths - frozenset(offered.values()))


def _goal(fields: GoalFields, voice: str) -> Goal:
    known = {step.key for step in fields.topic.steps}
    return Goal(
        fields.topic.key,
        fields.step.data if fields.step.data in known else None,
        fields.words.data or None,
        "" if fields.who.data == default_who(voice) else fields.who.data or "",
        "" if fields.by_when.data == default_when(voice) else fields.by_when.data or "",
    )


def default_who(voice: str) -> str:
    """Who does it when nothing else is said."""
    return gettext("Us") if voice == "together" else gettext("Me")


def default_when(voice: str) -> str:
    """By when when nothing else is said."""
    return gettext("Before we come back") if voice == "together" else gettext("Before I come back")
