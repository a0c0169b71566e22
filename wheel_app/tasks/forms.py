"""The form of somebody who would like to talk."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, TextAreaField

from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_WAY = 500


class TalkForm(Form):
    """How somebody can be reached, and when."""

    way = RadioField(lazy_gettext("How can we reach you safely?"), validate_choice=False)
    words = TextAreaField(
        lazy_gettext("How and when is it safe?"), filters=[tidy], validators=[ShortEnough(LONGEST_WAY)]
    )
    save_id = HiddenField()

    def offer(self, *, is_here: bool, has_safe_way: bool, can_write: bool) -> TalkForm:
        """Offer the ways that there are."""
        self.way.choices = [
            *([("here", gettext("Here, now"))] if is_here else []),
            *([("safe-way", gettext("The safe way I told my worker"))] if has_safe_way else []),
            *([("words", gettext("Another way"))] if can_write else []),
        ]
        if not self.way.data and len(self.way.choices) == 1:
            self.way.data = self.way.choices[0][0]
        return self

    @property
    def is_by_words_alone(self) -> bool:
        """Whether there is nothing to choose: they write how they can be reached."""
        return [way for way, _ in self.way.choices] == ["words"]

    def is_complete(self) -> bool:
        """Check that a way was chosen, and that another way is written down; the error stands at its field."""
        is_fine = bool(self.validate())
        if self.way.data not in dict(self.way.choices):
            self.way.errors = [gettext("Tap how we can reach you.")]
            return False
        if self.way.data == "words" and not self.words.data:
            self.words.errors = [gettext("Write how and when we can reach you.")]
            return False
        return is_fine
