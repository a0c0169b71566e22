"""The form of an invitation, as whoever was given it types it in."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import StringField

from wheel_app.people.joining.inviting import NUMBER_LENGTH, TOKEN_LENGTH, read_digits
from wheel_app.web.forms import Form


class InvitationForm(Form):
    """The long number of the slip, and the short one that was told by mouth."""

    invitation = StringField(lazy_gettext("The long number on your slip"))
    number = StringField(lazy_gettext("The four numbers you were told"))

    def read(self) -> tuple[str, str] | None:
        """Return both as digits, None with the errors at their fields."""
        self.validate()
        token = read_digits(self.invitation.data or "", TOKEN_LENGTH)
        number = read_digits(self.number.data or "", NUMBER_LENGTH)
        if token is None:
            self.invitation.errors = [gettext("It has twelve numbers. Look at your slip again.")]
        if number is None:
            self.number.errors = [gettext("Type the four numbers that your worker told you.")]
        return None if token is None or number is None else (token, number)

    def refuse(self, why: str) -> None:
        """Say why it was not taken."""
        self.number.raw_data, self.number.data = None, ""
        self.number.errors = [why]
