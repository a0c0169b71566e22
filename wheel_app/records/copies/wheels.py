"""The wheels and plans of a copy, in the reader’s language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wheel_app.records.copies.document import Entry, Line, Part
from wheel_app.records.copies.rules import Copy, Row
from wheel_app.records.copies.words import PICKED, PRESENT
from wheel_app.tools import Library, Tool, Topic, own_topic
from wheel_app.web.locale import date_text


@dataclass(frozen=True)
class Wheel:
    """One check-in of a copy with its tool; None where that version is not here, so that its keys must do."""

    row: Row
    tool: Tool | None

    @property
    def checkin_id(self) -> str:
        """Its id within the copy."""
        return str(self.row["checkin_id"])

    def topic(self, key: str) -> Topic | None:
        """Return a topic that it asks, shared or private."""
        if key == "own":
            return own_topic(self.row["own_topic"] or "", self.row["voice"])
        topics = (*self.tool.topics, *self.tool.private_topics) if self.tool else ()
        return next((topic for topic in topics if topic.key == key), None)

    def label(self, key: str) -> str:
        """Return what a topic is called."""
        topic = self.topic(key)
        if topic is None:
            return key
        return topic.label if key == "own" and self.row["own_topic"] else gettext(topic.label)

    def title(self) -> str:
        """Return the day, and whom it is about."""
        day = date_text(self.row["filled_on"])
        about = next((one.label for one in self.tool.abouts if one.key == self.row["about"]), "") if self.tool else ""
        words = [day, gettext(about)] if about else [day]
        words += [gettext("put right")] if self.row["revises"] else []
        if self.row["given_by"] == "paper":
            words += [gettext("from paper, typed in on %(day)s", day=date_text(self.row["recorded_at"]))]
        words += [gettext("typed in wrongly, and taken back")] if self.row.get("taken_back_at") else []
        words += [] if self.row["finished_at"] else [gettext("not finished")]
        return " · ".join(words)


def tool_of_row(library: Library, row: Row) -> Tool | None:
    """Return the tool of a check-in of a copy, None where this version is not here."""
    if not library.knows(row["tool_id"], row["tool_version"]):
        return None
    return library.get(row["tool_id"], row["tool_version"]).in_voice(row.get("voice") or "own")


def wheel_parts(copy: Copy, library: Library) -> Iterator[Part]:
    """Give the wheels and the plans, a person’s own first and then what they did with others."""
    for prefix, wheels_title, plans_title in (
        ("", gettext("Your wheels"), gettext("Your plans")),
        ("together_", gettext("Wheels done with others"), gettext("Plans made with others")),
    ):
        wheels = [Wheel(row, tool_of_row(library, row)) for row in copy.rows(f"{prefix}checkins")]
        yield Part(wheels_title, tuple(_wheel(copy, one, prefix) for one in wheels))
        yield Part(plans_title, tuple(_plans(copy, wheels, prefix)))
    lists = [Wheel(row, tool_of_row(library, row)) for row in copy.rows("lists")]
    yield Part(gettext("What you said about a child"), tuple(_list(copy, one) for one in lists))


def _wheel(copy: Copy, wheel: Wheel, prefix: str) -> Entry:
    picked = copy.rows_of(f"{prefix}picks", wheel.checkin_id)
    lines = [Line(gettext("Who was there"), str(PRESENT.get(wheel.row["present"], "")))]
    for picked_as, words in PICKED.items():
        labels = [wheel.label(one["topic_key"]) for one in picked if one["picked"] == picked_as]
        lines += [Line(str(words), " · ".join(labels))] if labels else []
    lines += [answer_line(wheel, one) for one in copy.rows_of(f"{prefix}answers", wheel.checkin_id)]
    called = next(
        (one["name"] for one in copy.rows("together_called") if one["circle_id"] == wheel.row.get("owner_id")), ""
    )
    lines += [Line(gettext("You were called"), called)] if called else []
    return Entry(wheel.title(), tuple(lines))


def _list(copy: Copy, lines: Wheel) -> Entry:
    answers = {one["topic_key"]: one for one in copy.rows_of("list_answers", lines.checkin_id)}
    asked = (answers[key] for key in lines.row["topic_order"].split(",") if key in answers)
    present = Line(gettext("Who was there"), str(PRESENT.get(lines.row["present"], "")))
    return Entry(lines.title(), (present, *(answer_line(lines, one) for one in asked)))


def answer_line(wheel: Wheel, answer: Row) -> Line:
    """Return an answer in words, with what was written beside it."""
    said = "" if answer["kind"] == "worded" else gettext("Left out")
    if answer["score"] is not None:
        band = gettext(wheel.tool.band_of(answer["score"]).label) if wheel.tool else ""
        # The steps of a scale are told in words alone.
        mark = str(answer["score"]) if wheel.tool is None or wheel.tool.is_wheel else ""
        said = " · ".join(text for text in (mark, band) if text)
    return Line(wheel.label(answer["topic_key"]), ". ".join(text for text in (said, answer["note"]) if text))


def _plans(copy: Copy, wheels: Sequence[Wheel], prefix: str) -> Iterator[Entry]:
    by_id = {one.checkin_id: one for one in wheels}
    for plan in copy.rows(f"{prefix}plans"):
        wheel = by_id.get(plan["checkin_id"])
        if wheel is not None:
            goals = copy.rows_of(f"{prefix}goals", plan["checkin_id"])
            works = [plan["works"], *_strengths(wheel, plan["strengths"])]
            lines = [line for goal in goals for line in _goal(wheel, goal)]
            lines += [Line(gettext("What already works"), text) for text in works if text]
            services = copy.rows_of(f"{prefix}plan_services", plan["checkin_id"])
            lines += [Line(gettext("Near you"), one["name"]) for one in services]
            yield Entry(wheel.title(), tuple(lines))


def _goal(wheel: Wheel, goal: Row) -> Iterator[Line]:
    topic = wheel.topic(goal["topic_key"])
    step = next((one.text for one in topic.steps if one.key == goal["step_key"]), "") if topic else ""
    words = [gettext(step) if step else goal["step_key"], goal["own_words"]]
    yield Line(wheel.label(goal["topic_key"]), ". ".join(text for text in words if text))
    for label, text in ((gettext("Who"), goal["who"]), (gettext("When"), goal["by_when"])):
        if text:
            yield Line(label, text)


def _strengths(wheel: Wheel, told: str) -> Iterator[str]:
    for pair in filter(None, told.split(",")):
        key, place = pair.split(":")
        topic = wheel.topic(key)
        if topic is not None and int(place) < len(topic.strengths):
            yield gettext(topic.strengths[int(place)])
