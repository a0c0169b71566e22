"""The forms of a check-in. Every field is a text, so that anything that is sent comes back to its place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectMultipleField, StringField

from wheel_app.checkins.checkin import LEFT_OUT, MOST_ON_MIND, Answer, Given, Kind, Pick
from wheel_app.checkins.circles.rules import FEWEST, same_names
from wheel_app.checkins.marks import HIGHEST, LOWEST, NotAMark, TwoMarks, read_score, settle
from wheel_app.tools import WayIn, find_way
from wheel_app.tools.rules import Tool
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_NAME = 40
ABOUT_DEFAULT = "me"


def tidy_line(value: Any) -> Any:
    """Drop what no store keeps, and let one space stand for each stretch of white space."""
    tidied = tidy(value)
    return " ".join(tidied.split()) if isinstance(tidied, str) else tidied


class BeginForm(Form):
    """Who the wheel is about, and who is here."""

    about = RadioField(validate_choice=False)
    present = RadioField(validate_choice=False)
    interpreter = RadioField(validate_choice=False)

    def chosen(self, ways: Iterable[WayIn]) -> WayIn | None:
        """Return the wheel that was chosen, None while something is missing; errors stand at their fields."""
        self.validate()
        way = find_way(ways, self.about.data)
        if way is None:
            self.about.errors = [gettext("Tap who this wheel is about.")]
        if self.present.data not in ("alone", "helped", "worker"):
            self.present.errors = [gettext("Tap who is here with you.")]
        return None if self.about.errors or self.present.errors else way

    @property
    def interpreter_here(self) -> str | None:
        """Whether an interpreter helps; asked only where a worker is there."""
        if self.present.data != "worker":
            return None
        return self.interpreter.data if self.interpreter.data in ("professional", "relative") else "none"


class TogetherForm(BeginForm):
    """Who does the wheel together, as they want to be called; whom it is about, and who else is here."""

    name_1 = StringField(lazy_gettext("One of you"), filters=[tidy_line], validators=[ShortEnough(LONGEST_NAME)])
    name_2 = StringField(lazy_gettext("Another of you"), filters=[tidy_line], validators=[ShortEnough(LONGEST_NAME)])
    name_3 = StringField(lazy_gettext("A third"), filters=[tidy_line], validators=[ShortEnough(LONGEST_NAME)])
    name_4 = StringField(lazy_gettext("A fourth"), filters=[tidy_line], validators=[ShortEnough(LONGEST_NAME)])

    @property
    def name_fields(self) -> tuple[StringField, ...]:
        """The fields of the names, in order."""
        return (self.name_1, self.name_2, self.name_3, self.name_4)

    @property
    def names(self) -> list[str]:
        """The names that were given, in order."""
        return [one.data for one in self.name_fields if one.data]

    def chosen(self, ways: Iterable[WayIn]) -> WayIn | None:
        """Return the wheel that was chosen when the names are right too; errors stand at their fields."""
        way = super().chosen(ways)
        if len(self.names) < FEWEST:
            empty = next(one for one in self.name_fields if not one.data)
            empty.errors = [gettext("Say what two of you are called. One letter is fine.")]
        for place in same_names([one.data or "" for one in self.name_fields]):
            said = gettext("Two of you have the same name here. Add a letter, so you know whose turn it is.")
            self.name_fields[place].errors = [said]
        return None if any(one.errors for one in self.name_fields) else way


class PicksForm(Form):
    """What is on your mind (up to three topics) and what is going all right (one)."""

    mind = SelectMultipleField(validate_choice=False)
    right = RadioField(validate_choice=False)

    def picks(self, offered: set[str]) -> tuple[Pick, ...] | None:
        """Return what was tapped, or None with the error at its field. Tapping nothing is fine."""
        mind = [key for key in dict.fromkeys(self.mind.data or []) if key in offered]
        if len(mind) > MOST_ON_MIND:
            self.mind.errors = [
                gettext("You tapped %(count)s. Keep the three that matter most today.", count=len(mind))
            ]
            return None
        right = [self.right.data] if self.right.data in offered else []
        return tuple(Pick(key, "mind") for key in mind) + tuple(Pick(key, "right") for key in right)


class OwnTopicForm(Form):
    """The name of one's own topic."""

    name = StringField(lazy_gettext("Its name"), filters=[tidy], validators=[ShortEnough(LONGEST_NAME)])


@dataclass
class AnswerForm:
    """One topic's answer as texts, with its errors by field.

    Sent with every touch, hence read plainly: a library's fields would cost more than the saving itself.
    """

    topic: str = ""
    save_id: str = ""
    seq: str = "0"
    tool: str = ""
    shown: str = ""
    band: str = ""
    score: str = ""
    how: str = ""
    left_out: str = ""
    note: str = ""
    errors: dict[str, list[str]] = field(init=False, default_factory=dict)

    @classmethod
    def sent(cls, given: Mapping[str, str]) -> AnswerForm:
        """Read what was sent; what is missing is empty."""
        form = cls(**{one.name: given.get(one.name, "") for one in fields(cls) if one.init})
        form.score, form.note = tidy(form.score), tidy(form.note)
        return form

    @classmethod
    def showing(cls, tool: Tool, topic_key: str, answer: Answer | None) -> AnswerForm:
        """Return the form that shows an answer; no mark where there is none."""
        form = cls(topic_key, str(uuid.uuid4()), tool=f"{tool.id}/{tool.version}")
        if answer is None:
            return form
        form.seq, form.note, form.how = str(answer.seq), answer.note or "", answer.how or ""
        if answer.score is None:
            form.left_out = form.shown = answer.kind
        else:
            form.score = form.shown = str(answer.score)
            form.band = tool.band_of(answer.score).key
        return form

    def show_clash(self, standing: Answer | None) -> None:
        """Let the next sending replace what stands: a save of its own, made with that in sight."""
        self.seq, self.save_id = str(standing.seq if standing else 0), str(uuid.uuid4())

    @property
    def named_save(self) -> str:
        """The id of this save; a page without one gets a new one."""
        try:
            return str(uuid.UUID(self.save_id))
        except ValueError:
            return str(uuid.uuid4())

    @property
    def seen_seq(self) -> int:
        """Which answer the page had seen; nonsense counts as none."""
        return int(self.seq) if self.seq.isascii() and self.seq.isdigit() and len(self.seq) < 10 else 0

    def given(self, tool: Tool, language: str) -> Given | None:
        """Return the answer, None when there is none or when an error stands at a field."""
        if too_long := ShortEnough().refusal(self.note):
            self.errors["note"] = [too_long]
            return None
        left_out, note = self._left_out(), self.note or None
        if left_out:
            return Given(left_out, note=note)
        try:
            mark = settle(tool, self._band(tool), self._score(language), self.how, self._shown())
        except NotAMark:
            self.errors["score"] = [gettext("Type a whole number from 1 to 100.")]
            return None
        except TwoMarks:
            self.errors["score"] = [gettext("The words and the number do not match. Change one, or clear one.")]
            return None
        if mark:
            return Given("scored", mark.score, mark.how, note)
        return Given("not-now", note=note) if note else None

    def _score(self, language: str) -> int | None:
        return read_score(self.score, language) if self.score else None

    def _band(self, tool: Tool) -> str:
        return self.band if self.band in {band.key for band in tool.bands} else ""

    def _shown(self) -> int | None:
        is_short = self.shown.isascii() and self.shown.isdigit() and len(self.shown) <= len(str(HIGHEST))
        return int(self.shown) if is_short and LOWEST <= int(self.shown) <= HIGHEST else None

    def _left_out(self) -> Kind | None:
        chosen = self.left_out
        if chosen not in LEFT_OUT:
            return None
        marked_since = chosen == self.shown and bool(self.band or self.score)
        return None if marked_since else chosen
