"""The forms of handing over and taking back."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import StringField

from wheel_app.accounts.staff.pin import BadPin, read_new_pin, read_pin
from wheel_app.web.forms import Form


class PinForm(Form):
    """The six digits by which a device is taken back."""

    pin = StringField(lazy_gettext("PIN"))

    def read(self) -> str | None:
        """Return the six digits, None with the error at the field."""
        return self._read(new=False)

    def read_new(self) -> str | None:
        """Return six digits that somebody may choose, None with the error at the field."""
        return self._read(new=True)

    def _read(self, *, new: bool) -> str | None:
        self.validate()
        try:
            return (read_new_pin if new else read_pin)(self.pin.data or "")
        except BadPin as bad:
            self.refuse(_why(bad.reason))
            return None

    def refuse(self, why: str) -> None:
        """Say at the field why it was not taken. What was typed is not shown again."""
        self.pin.raw_data, self.pin.data = None, ""
        self.pin.errors = [why]


def _why(reason: str) -> str:
    if reason == "easy":
        return gettext("This one is soon guessed. Choose six other numbers.")
    return gettext("A PIN has six numbers.")
