"""The forms of lists and holds."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from wheel_app.web.forms import Form, ShortEnough, tidy

LEAST_REASON = 10


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

    kind = RadioField(lazy_gettext("Whose record"), default="family", validate_choice=False)
    name = StringField(lazy_gettext("Number of the record"), filters=[tidy])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.kind.choices = [("family", gettext("A family’s")), ("owner", gettext("What a person keeps alone"))]

    @property
    def subject(self) -> str:
        """What the hold is to be on."""
        return f"{self.kind.data}:{(self.name.data or '').lower()}"

    def refuse_unknown(self) -> None:
        """Put the error at the field of a record that there is not."""
        self.name.errors = [gettext("There is no record with this number.")]
