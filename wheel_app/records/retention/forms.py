"""The forms of lists and holds."""

from __future__ import annotations

import re

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, StringField, TextAreaField

from wheel_app.web.forms import Form, ShortEnough, tidy

LEAST_REASON = 10
UUID_IN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ConfirmForm(Form):
    """The list that was looked at, by its digest."""

    digest = HiddenField()


class ReasonForm(Form):
    """Why a hold is set or lifted."""

    reason = TextAreaField(lazy_gettext("Why"), filters=[tidy], validators=[ShortEnough()])

    def is_explained(self) -> bool:
        """Whether there is a reason; if not, the error stands at its field."""
        if not self.validate():
            return False
        if len(self.reason.data or "") >= LEAST_REASON:
            return True
        self.reason.errors = [gettext("Say in a few words why.")]
        return False


class HoldForm(ReasonForm):
    """Whose record is to be held."""

    name = StringField(lazy_gettext("Address of the page"), filters=[tidy])
    save_id = HiddenField()

    def number(self) -> str | None:
        """Return the id that was typed, or that stands in the address that was; None when there is none."""
        found = UUID_IN.search((self.name.data or "").lower())
        return found[0] if found else None

    def refuse_unknown(self) -> None:
        """Put the error at the field of a record that there is not."""
        self.name.errors = [gettext("There is no record of yours at this address.")]
