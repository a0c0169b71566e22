"""What staff type about families."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError

from wheel_app.people.members.rules import BadDay, read_day
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_NAME = 200
LONGEST_WORDS = 2000


class Given:
    """Ask for a text that is not there."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, form: Form, field: StringField) -> None:
        if not field.data:
            raise ValidationError(str(self.words))


SAY_WHY = Given(lazy_gettext("Write why, in a few words."))


def line(label: str, *checks: Any, most: int = LONGEST_NAME) -> StringField:
    """Return a field for one line."""
    return StringField(label, filters=[tidy], validators=[*checks, ShortEnough(most)])


def words(label: str, *checks: Any, most: int = LONGEST_WORDS) -> TextAreaField:
    """Return a field for a few sentences."""
    return TextAreaField(label, filters=[tidy], validators=[*checks, ShortEnough(most)])


class OnceForm(Form):
    """A form that counts once however often it is sent: `save_id` names the thing that it makes."""

    save_id = HiddenField()

    @property
    def made_id(self) -> str | None:
        """The name of what this page makes; None for anything odd."""
        try:
            return str(uuid.UUID(self.save_id.data or ""))
        except ValueError:
            return None


class DayForm(OnceForm):
    """A form with days of three fields each: `<name>_day`, `<name>_month`, `<name>_year`. Errors stand at the first."""

    def read_day(self, name: str) -> str | None:
        """Return a day as far as it was typed, an empty text for none; None after an error, which stands at it."""
        parts = [(self[f"{name}_{part}"].data or "").strip() for part in ("day", "month", "year")]
        try:
            return read_day(*parts)
        except BadDay as bad:
            self.refuse(name, BAD_DAYS[bad.why])
            return None

    def refuse(self, name: str, said: str) -> None:
        """Put an error at a day, or at another field."""
        field = self[f"{name}_day" if f"{name}_day" in self else name]
        field.errors = [*(field.errors or ()), str(said)]

    def put_day(self, name: str, day: str) -> None:
        """Fill in a stored day, as far as it is known."""
        for part, text in zip(("year", "month", "day"), (day or "").split("-"), strict=False):
            self[f"{name}_{part}"].data = text.lstrip("0") if part != "year" else text

    def refuse_day(self, name: str, fault: str | None) -> bool:
        """Put what is odd about a day at it; whether there was anything."""
        if fault:
            self.refuse(name, ODD_DAYS[fault])
        return bool(fault)


BAD_DAYS = {
    "no-such-day": lazy_gettext("There is no such day. Write it like 3 11 2019."),
    "year-missing": lazy_gettext("Write the year at least. Then the month, then the day."),
}
ODD_DAYS = {
    "future": lazy_gettext("This day is still to come. For a child who is not born yet, choose “not born yet”."),
    "long-ago": lazy_gettext("This is before 1900. Please look at the year again."),
    "whole-day": lazy_gettext("Write the day, the month and the year."),
    "too-far": lazy_gettext("This day is too far off. Please look at the year again."),
    "future-step": lazy_gettext("This day is still to come. Write today or an earlier day."),
    "past": lazy_gettext("This day is over. Choose one that is still to come."),
}


class FamilyForm(OnceForm):
    """What a family is called, its area, and the team that begins."""

    name = line(
        lazy_gettext("What do you call this family?"), Given(lazy_gettext("Write a name, such as the last name."))
    )
    area = line(lazy_gettext("Area (you can leave this out)"))
    team = SelectField(lazy_gettext("Which team works with them?"), validate_choice=False)

    def offer(self, teams: Iterable[tuple[str, str]]) -> FamilyForm:
        """Offer these teams, each an id and a name."""
        self.team.choices = list(teams)
        return self

    def is_complete(self) -> bool:
        """Check all; the error stands at its field."""
        is_fine = bool(self.validate())
        if self.team.data not in dict(self.team.choices):
            self.team.errors = [gettext("Choose one of your teams.")]
            return False
        return is_fine


class RelationForm(Form):
    """What one member is to another."""

    other = SelectField(lazy_gettext("To whom?"), validate_choice=False)
    kind = RadioField(lazy_gettext("What are they to each other?"), validate_choice=False)
    responsibility = RadioField(lazy_gettext("Parental responsibility"), validate_choice=False)


class WhyForm(Form):
    """A reason."""

    why = words(lazy_gettext("Why?"), SAY_WHY)


class CloseForm(DayForm):
    """Why work with a family is closed, and when somebody looks in."""

    why = words(lazy_gettext("Why do you close now?"), SAY_WHY)
    look_day, look_month, look_year = StringField(), StringField(), StringField()


class LevelForm(CloseForm):
    """A level, from which day on and why; and for less help, when somebody looks in."""

    level = RadioField(lazy_gettext("Level"), validate_choice=False)
    since_day, since_month, since_year = StringField(), StringField(), StringField()
    why = words(lazy_gettext("Why?"), SAY_WHY)


class CoordinatorForm(Form):
    """Who is the one contact, and whether the family had a say."""

    staff = SelectField(lazy_gettext("Who is the one contact?"), validate_choice=False)
    with_family = RadioField(lazy_gettext("Did you choose with the family?"), validate_choice=False)


class FindForm(Form):
    """A name by which somebody of another family is found. It is posted: an address with a name in it would be kept."""

    q = line(lazy_gettext("Find someone by name"))

    @property
    def typed(self) -> str:
        """What is looked for."""
        return (self.q.data or "")[:LONGEST_NAME]

    @property
    def is_asked(self) -> bool:
        """Whether they want to find somebody, and nothing else yet."""
        return "find" in request.form


class LinkForm(FindForm):
    """Another family, found by somebody of it, and why it has to do with this one."""

    other = RadioField(lazy_gettext("Which family?"), validate_choice=False)
    why = words(lazy_gettext("What do they have to do with each other?"), SAY_WHY)

    def is_complete(self) -> bool:
        """Check that one of the families that were found was chosen, and why; each error stands at its field."""
        if not self.other.choices:
            self.q.errors = [gettext("Find a family that you work with first.")]
            return False
        is_fine = bool(self.validate())
        if self.other.data not in dict(self.other.choices):
            self.other.errors = [gettext("Choose a family that you work with.")]
            return False
        return is_fine


class NoteForm(OnceForm):
    """A note, about whom, and whether they may read it."""

    about = SelectField(lazy_gettext("About whom?"), validate_choice=False)
    layer = RadioField(lazy_gettext("Who may read it?"), validate_choice=False)
    words = words(lazy_gettext("Note"), Given(lazy_gettext("Write the note.")))


class DisputeForm(OnceForm):
    """What somebody says is not right about them."""

    words = words(lazy_gettext("What is not right?"), Given(lazy_gettext("Tell us what is not right.")), most=1000)
