"""A plan as the PDF wants it: every text translated and put in its place."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from wheel_app.checkins import Filling, number, wheel_of
from wheel_app.directory import weekday_word
from wheel_app.plan.document import PlanDocument, PlanGoal, PlanHeadings, PlanHelper, PlanReading
from wheel_app.plan.reading import GoalRead, PlanRead, label_of
from wheel_app.plan.services.reading import ServiceRead
from wheel_app.tools.rules import Topic
from wheel_app.web import drawing
from wheel_app.web.locale import current_language, date_text

MOST_TIMES, LONGEST_WEB = 3, 60


def document_of(
    filling: Filling, plan: PlanRead, quiet: frozenset[str], services: Sequence[ServiceRead] = ()
) -> PlanDocument:
    """Return the whole plan in the language of this request; no code and no pictures are on it."""
    language = current_language()
    wheel = wheel_of(filling, gettext, is_rtl=language.direction == "rtl", quiet=quiet)
    found = number(filling.shared_scores(quiet))
    return PlanDocument(
        language=language.text,
        direction="rtl" if language.direction == "rtl" else "ltr",
        title=gettext("Your plan"),
        made_on_text=date_text(filling.checkin.filled_on),
        wheel_svg=drawing("plan/_wheel_on_paper.svg", drawing=wheel) if filling.scored else "",
        wheel_description=gettext("Your wheel. The list below says the same in words."),
        number_text=_number_text(found.value, found.rests_on) if found else None,
        readings=tuple(_reading(filling, topic) for topic in _shown(filling, quiet)),
        goals=tuple(_goal(goal, services) for goal in plan.goals),
        services=tuple(_service(one) for one in services if one.topic_key is None),
        works=(*plan.strong, *plan.strengths, *([plan.works] if plan.works else [])),
        headings=_headings(),
    )


def _number_text(value: int, topics: int) -> str:
    return gettext("Your number is %(number)s out of 100. It rests on %(topics)s topics.", number=value, topics=topics)


def _shown(filling: Filling, quiet: frozenset[str]) -> list[Topic]:
    return [topic for topic in filling.in_tool_order if topic.key in filling.answers and topic.subject not in quiet]


def _reading(filling: Filling, topic: Topic) -> PlanReading:
    answer = filling.answers[topic.key]
    if answer.score is None:
        return PlanReading(label_of(topic, gettext), gettext("Left out"))
    words = gettext(filling.tool.band_of(answer.score).label)
    return PlanReading(label_of(topic, gettext), words if answer.how == "band" else f"{answer.score} · {words}")


def _service(one: ServiceRead) -> PlanHelper:
    facts = one.service.facts
    where = facts.places[0].in_one_line if facts.places else ""
    days = [
        " ".join(part for part in (weekday_word(day.weekday), day.opens) if part) for day in facts.days[:MOST_TIMES]
    ]
    text = " · ".join(part for part in (where, *days) if part)
    return PlanHelper(facts.name, text, facts.phone, facts.web if len(facts.web) <= LONGEST_WEB else "")


def _goal(goal: GoalRead, services: Sequence[ServiceRead]) -> PlanGoal:
    language = current_language().code
    helpers = tuple(PlanHelper(one.name, one.text_in(language), one.phone or "", one.web or "") for one in goal.helpers)
    helpers += tuple(_service(one) for one in services if one.topic_key == goal.topic.key)
    return PlanGoal(
        goal.label,
        goal.step or gettext("No step yet. That is fine."),
        goal.who,
        goal.by_when,
        helpers,
        goal.topic.colour,
    )


def _headings() -> PlanHeadings:
    return PlanHeadings(
        readings=gettext("In words"),
        topic=gettext("Topic"),
        value=gettext("Where you are"),
        goals=gettext("What you would like to change first"),
        step=gettext("First step"),
        who=gettext("Who"),
        when=gettext("When"),
        helpers=gettext("Who can help here"),
        services=gettext("Near you"),
        works=gettext("What already works"),
        not_printed=gettext("◌ stands for a sign that could not be printed."),
        page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    )
