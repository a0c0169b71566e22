"""A parent’s copy in words, in the language that is spoken just now: for the page and for paper alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from wheel_app.checkins import Filling
from wheel_app.clock import point_named
from wheel_app.progress import LinesSeen
from wheel_app.tools import Topic
from wheel_app.visits.copy.reading import ParentsCopy
from wheel_app.visits.parts.rules import Local, Step
from wheel_app.visits.words import doer_to_parent
from wheel_app.web.locale import date_text


@dataclass(frozen=True)
class CopyLine:
    """One line: what it is about, what is said about it in the reader’s language, and words that are somebody’s own."""

    label: str
    text: str = ""
    own_words: str = ""


@dataclass(frozen=True)
class CopyPart:
    """A part of the copy with its lines; `key` names it in every language."""

    key: str
    title: str
    lines: tuple[CopyLine, ...]


def title_of(copy: ParentsCopy) -> str:
    """Return what the copy is called."""
    return gettext("Your visit: %(point)s", point=gettext(point_named(copy.own.point_key)))


def parts_of(copy: ParentsCopy, today: str) -> tuple[CopyPart, ...]:
    """Return every part of a copy that holds something, in order."""
    parts = (
        CopyPart("hopes", gettext("What you hope for"), tuple(_hopes(copy.checklist))),
        CopyPart("answers", gettext("What you said"), tuple(_marks(copy.checklist))),
        CopyPart("scale", gettext("How it is for you"), tuple(_marks(copy.scale))),
        CopyPart("changed", gettext("Then and now"), tuple(_changed(copy.changed))),
        CopyPart("steps", gettext("What we agreed"), tuple(_step(step) for step in copy.steps)),
        CopyPart("services", gettext("Who can help near you"), tuple(_service(one) for one in copy.services)),
        CopyPart("next", gettext("What comes next"), tuple(_next(copy, today))),
    )
    return tuple(part for part in parts if part.lines)


def _hopes(checklist: Filling | None) -> Iterator[CopyLine]:
    for line in _asked(checklist):
        answer = checklist.answers.get(line.key) if checklist else None
        if answer and answer.kind == "worded" and answer.note:
            yield CopyLine(gettext(line.label), own_words=answer.note)


def _marks(filling: Filling | None) -> Iterator[CopyLine]:
    for line in _asked(filling):
        if filling and filling.is_scored(line.key):
            answer = filling.answers[line.key]
            yield CopyLine(
                gettext(line.label), gettext(filling.tool.band_of(answer.score or 0).label), answer.note or ""
            )


def _asked(filling: Filling | None) -> tuple[Topic, ...]:
    return filling.in_tool_order if filling else ()


def _changed(seen: LinesSeen | None) -> Iterator[CopyLine]:
    for part in seen.compared.groups if seen else ():
        for one in part.changes:
            then, now = gettext(one.then.label), gettext(one.now.label)
            day = date_text(one.then_on)
            told = (
                gettext("%(now)s, as on %(day)s", now=now, day=day)
                if one.kind == "same"
                else gettext("on %(day)s: %(then)s. Now: %(now)s", day=day, then=then, now=now)
            )
            yield CopyLine(gettext(one.line.label), told)


def _step(step: Step) -> CopyLine:
    by_when = gettext("by %(day)s", day=date_text(step.by_when)) if step.by_when else ""
    told = " · ".join(text for text in (doer_to_parent(step.who), by_when) if text)
    return CopyLine(told, own_words=step.words)


def _service(service: Local) -> CopyLine:
    where = " ".join(text for text in (service.place, service.address, service.postcode) if text)
    texts = (service.name, where, service.phone, service.web)
    return CopyLine("", own_words=" · ".join(text for text in texts if text))


def _next(copy: ParentsCopy, today: str) -> Iterator[CopyLine]:
    if copy.is_silent:
        return
    if copy.own.next_on and copy.own.next_on >= today:
        yield CopyLine(gettext("The day you agreed"), date_text(copy.own.next_on))
    window = copy.coming
    if window and window.opens_on and window.last_good_day:
        first, last = date_text(window.opens_on), date_text(window.last_good_day)
        between = gettext("from %(first)s to %(last)s", first=first, last=last)
        yield CopyLine(gettext("The next visit: %(point)s", point=gettext(point_named(window.point_key))), between)
