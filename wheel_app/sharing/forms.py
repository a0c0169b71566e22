"""The forms of the person’s own choice."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectMultipleField, TextAreaField

from wheel_app.consent import ALL, DECIDERS
from wheel_app.web.forms import Form, ShortEnough, tidy

ONLY_ME = "me"
LONGEST_WHY = 500
TOLD_TO = "told-to"


class ShareForm(Form):
    """Who may see a wheel; and, for who wants it more exactly, which topics, which other wheels and until when."""

    who = RadioField(validate_choice=False)
    topics = SelectMultipleField(validate_choice=False)
    wheels = SelectMultipleField(validate_choice=False)
    until = RadioField(validate_choice=False)
    decided = RadioField(lazy_gettext("Who decided this?"), validate_choice=False)
    why = TextAreaField(lazy_gettext("Why? Only if you like."), filters=[tidy], validators=[ShortEnough(LONGEST_WHY)])

    def is_complete(self, whom: Collection[str], *, asks_who_decided: bool) -> bool:
        """Check that one of those was chosen; the error stands at its field."""
        is_fine = bool(self.validate())
        if self.who.data != ONLY_ME and self.who.data not in whom:
            self.who.errors = [gettext("Tap who may see it.")]
            return False
        if asks_who_decided and self.who.data != ONLY_ME and self.decided.data not in (*DECIDERS, TOLD_TO):
            self.decided.errors = [gettext("Tap who decided this.")]
            return False
        return is_fine

    def chosen_topics(self, offered: Collection[str]) -> frozenset[str]:
        """Return the tapped topics; none tapped is the whole wheel."""
        chosen = frozenset(self.topics.data or ()) & frozenset(offered)
        return chosen or frozenset({ALL})

    def chosen_wheels(self, here: str, offered: Collection[str]) -> tuple[str, ...]:
        """Return the wheel of this page and the others that were tapped."""
        others = (one for one in dict.fromkeys(self.wheels.data or ()) if one in offered and one != here)
        return (here, *others)
