"""The fields of signing in and setting up, and what is said at them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext, ngettext
from wtforms import HiddenField, PasswordField, StringField

from wheel_app.accounts.coming_back import Refused
from wheel_app.accounts.staff.entry import BadPassword, read_new_password
from wheel_app.accounts.staff.pin import BadPin, read_new_pin
from wheel_app.web import Form
from wheel_app.web.forms import tidy

PASSWORD_SAYS = {
    "empty": lazy_gettext("Choose a password."),
    "short": lazy_gettext("Use 15 letters or more. Four or five words that do not go together work well."),
    "long": lazy_gettext("This is too long. Use 1,000 letters or fewer."),
    "easy": lazy_gettext("This one is guessed too soon. Leave out your name, your team and well-known words."),
}
PIN_SAYS = {
    "empty": lazy_gettext("Choose six digits."),
    "letters": lazy_gettext("Use digits alone."),
    "length": lazy_gettext("Use six digits."),
    "easy": lazy_gettext("This one is guessed too soon. Mix the digits more."),
}


class Guarded(Form):
    """A form with one field that is guessed at; what is refused is told there."""

    guarded = ""

    def refuse(self, refused: Refused, words: str) -> int:
        """Put what was refused at its field; return the status."""
        if refused.reason == "wait":
            words = ngettext(
                "There were many tries. Wait %(num)s minute, then try again.",
                "There were many tries. Wait %(num)s minutes, then try again.",
                refused.minutes,
            )
        self[self.guarded].errors = [words]
        return 429 if refused.reason == "wait" else 422

    def is_filled(self) -> bool:
        """Whether something stands in every field that is asked for; says so at those where nothing does."""
        for field in self:
            if field.type != "HiddenField" and not (field.data or "").strip():
                field.errors = [gettext("Please fill this in.")]
        return not self.errors


class SignInForm(Guarded):
    """Who signs in, and their password. `carried` is what they had been sending when they were signed out."""

    guarded = "password"
    email = StringField(lazy_gettext("Work email address"), filters=[tidy])
    password = PasswordField(lazy_gettext("Password"))
    carried = HiddenField()


class NumberForm(Guarded):
    """A number from an app, or a recovery code."""

    guarded = "number"
    number = StringField(lazy_gettext("Number from your app"), filters=[tidy])
    carried = HiddenField()


class OwnPasswordForm(Guarded):
    """The own password, asked again before something that matters."""

    guarded = "password"
    password = PasswordField(lazy_gettext("Your password"))
    save_id = HiddenField()


class SetUpForm(Guarded):
    """The code that somebody was given to begin with."""

    guarded = "code"
    code = StringField(lazy_gettext("Set-up code"), filters=[tidy])


class NewPasswordForm(OwnPasswordForm):
    """Another password, in place of the own one."""

    chosen = PasswordField(lazy_gettext("New password"))
    again = PasswordField(lazy_gettext("The same password again"))

    def check_again(self) -> bool:
        """Whether both are the same; says so where they are not."""
        return _same(self.chosen, self.again)

    def refuse_password(self, bad: BadPassword) -> None:
        """Say at its field what is wrong with a password."""
        self.chosen.errors = [str(PASSWORD_SAYS[bad.reason])]


class NewPinForm(OwnPasswordForm):
    """Another PIN, in place of the own one."""

    pin = PasswordField(lazy_gettext("New PIN of six digits"))

    def refuse_pin(self, bad: BadPin) -> None:
        """Say at its field what is wrong with a PIN."""
        self.pin.errors = [str(PIN_SAYS[bad.reason])]


def _same(chosen: PasswordField, again: PasswordField) -> bool:
    if chosen.data and chosen.data != again.data:
        again.errors = [gettext("These two are not the same.")]
        return False
    return True


class SecretsForm(Form):
    """What somebody chooses to know by heart."""

    password = PasswordField(lazy_gettext("Password"))
    again = PasswordField(lazy_gettext("The same password again"))
    pin = PasswordField(lazy_gettext("PIN of six digits"))

    def check_again(self) -> bool:
        """Whether both passwords are the same; says so where they are not."""
        return _same(self.password, self.again) and not self.errors

    def is_fit(self, own_words: Sequence[str]) -> bool:
        """Whether both can be chosen; says at each field what is wrong with it."""
        try:
            read_new_password(self.password.data or "", own_words=own_words)
        except BadPassword as bad:
            self.password.errors = [str(PASSWORD_SAYS[bad.reason])]
        try:
            read_new_pin(self.pin.data or "")
        except BadPin as bad:
            self.pin.errors = [str(PIN_SAYS[bad.reason])]
        return self.check_again()
