"""The fields of looking after feeds."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField

from wheel_app.directory.feeds.guarding import NotFetched, is_public, target_of
from wheel_app.web import Form
from wheel_app.web.forms import ShortEnough, tidy

LONGEST_NAME, LONGEST_WHY = 100, 500
LEAVE, TAKE = "leave", "take"


class FeedForm(Form):
    """A new feed."""

    name = StringField(lazy_gettext("Name"), [ShortEnough(LONGEST_NAME)], filters=[tidy])
    address = StringField(lazy_gettext("Web address"), [ShortEnough(LONGEST_WHY)], filters=[tidy])

    def is_fit(self, *, may_be_private: bool) -> bool:
        """Whether there is a name and an address that can be asked; says at the fields where not."""
        is_fine = self.validate()
        if not self.name.data:
            self.name.errors = [gettext("Please fill this in.")]
        if not self.address.errors and (refused := _refusal(self.address.data or "", may_be_private)):
            self.address.errors = [refused]
        return is_fine and not self.errors


def _refusal(address: str, may_be_private: bool) -> str | None:
    if not address:
        return gettext("Please fill this in.")
    try:
        host = target_of(address).host
    except NotFetched:
        return gettext("This is not a whole web address. It begins with https://.")
    is_number = host.replace(".", "").isdigit() or ":" in host
    if not may_be_private and (host == "localhost" or (is_number and not is_public(host))):
        return gettext("This address is not open to all. We do not ask it.")
    return None


class DecisionForm(Form):
    """What somebody decides about a run that is held, and why."""

    choice = RadioField(lazy_gettext("What is right?"), validate_choice=False)
    why = TextAreaField(lazy_gettext("Why?"), [ShortEnough(LONGEST_WHY)], filters=[tidy])

    def offer(self, gone: int) -> DecisionForm:
        """Offer both ways, with the number they are about."""
        self.choice.choices = [
            (LEAVE, gettext("The feed is not right. Keep them all.")),
            (TAKE, gettext("They are really gone. Take out %(many)s.", many=gone)),
        ]
        return self

    def is_fit(self) -> bool:
        """Whether one was chosen and a reason given; says at the fields where not."""
        is_fine = self.validate()
        if self.choice.data not in (LEAVE, TAKE):
            self.choice.errors = [gettext("Please choose one of these.")]
        if not self.why.data:
            self.why.errors = [gettext("Please say why, in a few words.")]
        return is_fine and not self.errors
