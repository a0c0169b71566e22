"""The forms of a check-in. Every field is a text, so that anything that is sent comes back to its place."""

from __future__ import annotations

import uuid
from typing import cast

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField

from wheel_app.checkins.checkin import LEFT_OUT, MOST_ON_MIND, Given, Kind, Pick
from wheel_app.checkins.marks import HIGHEST, LOWEST, NotAMark, TwoMarks, read_score, settle
from wheel_app.tools.rules import Tool
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_NAME = 40
ABOUT_DEFAULT = "me"


class BeginForm(Form):
    """Who the wheel is about, and who is here."""

    about = RadioField(validate_choice=False)
    present = RadioField(validate_choice=False)
    interpreter = RadioField(validate_choice=False)

    def is_complete(self, tool: Tool) -> bool:
        """Check the choices; errors stand at their fields."""
        self.validate()
        if self.about.data not in {about.key for about in tool.abouts}:
            self.about.errors = [gettext("Tap who this wheel is about.")]
        if self.present.data not in ("alone", "helped", "worker"):
            self.present.errors = [gettext("Tap who is here with you.")]
        return not (self.about.errors or self.present.errors)

    @property
    def interpreter_here(self) -> str | None:
        """Whether an interpreter helps; asked only where a worker is there."""
        if self.present.data != "worker":
            return None
        return self.interpreter.data if self.interpreter.data in ("professional", "relative") else "none"


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


class AnswerForm(Form):
    """One topic's answer."""

    topic = HiddenField()
    save_id = HiddenField()
    seq = HiddenField()
    tool = HiddenField()
    shown = HiddenField()
    band = RadioField(validate_choice=False)
    score = StringField(filters=[tidy])
    how = HiddenField()
    left_out = RadioField(validate_choice=False)
    note = TextAreaField(filters=[tidy], validators=[ShortEnough()])

    @property
    def named_save(self) -> str:
        """The id of this save; a page without one gets a new one."""
        try:
            return str(uuid.UUID(self.save_id.data or ""))
        except ValueError:
            return str(uuid.uuid4())

    @property
    def seen_seq(self) -> int:
        """Which answer the page had seen; nonsense counts as none."""
        text = self.seq.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def given(self, tool: Tool, language: str) -> Given | None:
        """Return the answer, None when there is none or when an error stands at a field."""
        if not self.validate():
            return None
        left_out, note = self._left_out(), self.note.data or None
        if left_out:
            return Given(left_out, note=note)
        try:
            mark = settle(tool, self._band(tool), self._score(language), self.how.data or "", self._shown())
        except NotAMark:
            self.score.errors = [gettext("Type a whole number from 1 to 100.")]
            return None
        except TwoMarks:
            self.score.errors = [gettext("The words and the number do not match. Change one, or clear one.")]
            return None
        if mark:
            return Given("scored", mark.score, mark.how, note)
        return Given("not-now", note=note) if note else None

    def _score(self, language: str) -> int | None:
        return read_score(self.score.data, language) if self.score.data else None

    def _band(self, tool: Tool) -> str:
        return self.band.data if self.band.data in {band.key for band in tool.bands} else ""

    def _shown(self) -> int | None:
        text = self.shown.data or ""
        is_short = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST))
        return int(text) if is_short and LOWEST <= int(text) <= HIGHEST else None

    def _left_out(self) -> Kind | None:
        chosen = self.left_out.data
        if chosen not in LEFT_OUT:
            return None
        marked_since = chosen == self.shown.data and bool(self.band.data or self.score.data)
        return None if marked_since else cast(Kind, chosen)
