"""The forms of the staff’s side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField, TextAreaField

from wheel_app.consent import DECIDERS, LEAST_REASON
from wheel_app.people import DayForm
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_REASON = 1000
Choices = Sequence[tuple[str, str]]


class ReasonForm(Form):
    """A reason that says enough to be understood later."""

    reason = TextAreaField(lazy_gettext("Why"), filters=[tidy], validators=[ShortEnough(LONGEST_REASON)])

    def has_reason(self) -> bool:
        """Check the reason; the error stands at its field."""
        is_fine = bool(self.validate())
        if len((self.reason.data or "").strip()) < LEAST_REASON:
            self.reason.errors = [gettext("Write why, in ten letters or more.")]
            return False
        return is_fine


class WhomForm(ReasonForm):
    """Whom it is about, of those who can be chosen."""

    whom = RadioField(lazy_gettext("Who"), validate_choice=False)

    def offer(self, choices: Choices) -> WhomForm:
        """Offer these."""
        self.whom.choices = list(choices)
        return self

    def is_complete(self) -> bool:
        """Check that one of those was chosen, and the reason."""
        is_fine = self.has_reason()
        if not self.whom.data or self.whom.data not in dict(self.whom.choices):
            self.whom.errors = [gettext("Choose who.")]
            return False
        return is_fine


class PaperForm(WhomForm):
    """A yes that was said on paper: to whom, on which day; of a young person also who decided."""

    day = StringField(lazy_gettext("The day they said yes"), filters=[tidy])
    decided = RadioField(lazy_gettext("Who decided"), validate_choice=False)

    def offer_deciders(self) -> None:
        """Offer who can have decided."""
        words = {
            "me": gettext("They did"),
            "with-trusted": gettext("They did, with someone they trust"),
            "with-worker": gettext("They did, with a worker"),
        }
        self.decided.choices = [(code, words[code]) for code in DECIDERS]

    def read(self, today: str, *, is_young: bool) -> str | None:
        """Return the day (a date), None with the errors at their fields."""
        is_fine = self.is_complete()
        if is_young and self.decided.data not in DECIDERS:
            self.decided.errors = [gettext("Choose who decided.")]
            is_fine = False
        day = self._day()
        if day is None:
            self.day.errors = [gettext("Write the day like this: 2026-05-31.")]
        elif day > today:
            self.day.errors = [gettext("This day is still to come.")]
        return day if is_fine and not self.day.errors else None

    def _day(self) -> str | None:
        try:
            return date.fromisoformat(self.day.data or "").isoformat()
        except ValueError:
            return None


class KeepSafeForm(WhomForm):
    """Passing something on without a yes: to which team, why, and whether the person may read of it."""

    is_safe = RadioField(lazy_gettext("Is it safe if their own page tells them?"), validate_choice=False)

    def offer_answers(self) -> None:
        """Offer yes and no; neither is chosen before."""
        self.is_safe.choices = [("yes", gettext("Yes, it may tell them")), ("no", gettext("No, it is not safe"))]

    def is_whole(self) -> bool:
        """Check everything; each error stands at its field."""
        is_fine = self.is_complete()
        if self.is_safe.data not in ("yes", "no"):
            self.is_safe.errors = [gettext("Choose yes or no.")]
            return False
        return is_fine


class EmergencyForm(ReasonForm, DayForm):
    """Whose record is to be opened: the full name and the birthday, and why."""

    name = StringField(lazy_gettext("Full name"), filters=[tidy], validators=[ShortEnough(200)])
    born_day, born_month, born_year = StringField(), StringField(), StringField()

    def read(self) -> str | None:
        """Return the birthday (a date) when all is there; None with each error at its field."""
        is_fine, born = self.has_reason(), self.read_day("born")
        if not self.name.data:
            self.name.errors = [gettext("Write the first and the last name.")]
            is_fine = False
        if born is None or self.refuse_day("born", None if len(born) == len("2026-11-20") else "whole-day"):
            return None
        return born if is_fine else None


class TeamForm(Form):
    """The team that a household is asked about."""

    team = RadioField(lazy_gettext("Which team"), validate_choice=False)

    def is_complete(self) -> bool:
        """Check that one of the teams was chosen."""
        self.validate()
        if self.team.data not in dict(self.team.choices):
            self.team.errors = [gettext("Choose a team.")]
        return not self.errors


class VoiceForm(Form):
    """What an adult of a household said on paper: yes or no, and where the paper is."""

    note = TextAreaField(filters=[tidy], validators=[ShortEnough(LONGEST_REASON)])
    says = RadioField(validate_choice=False)

    def is_complete(self) -> bool:
        """Check that it is a yes or a no."""
        return bool(self.validate()) and self.says.data in ("yes", "no")
