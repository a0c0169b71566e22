"""What staff say about a copy that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, RadioField, StringField

from wheel_app.people import DayForm
from wheel_app.records.copies.reviewed.rules import Choice, Item
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST = 300
GIVE, LEAVE = "give", "leave"


class AskForm(DayForm):
    """Who asks, and on what day."""

    asked_by = StringField(lazy_gettext("Who asks for it?"), filters=[tidy], validators=[ShortEnough(LONGEST)])
    asked_day, asked_month, asked_year = StringField(), StringField(), StringField()

    def read(self, today: str) -> str | None:
        """Return the day (ISO date); None after an error, which stands at its field."""
        is_fine, day = bool(self.validate()), self.read_day("asked")
        if not self.asked_by.data:
            self.asked_by.errors, is_fine = [gettext("Write who asks.")], False
        if day is None or self.refuse_day("asked", _odd(day, today)):
            return None
        return day if is_fine else None


def _odd(day: str, today: str) -> str | None:
    if len(day) < len(today):
        return "whole-day"
    return "future-step" if day > today else None


class ReviewForm(Form):
    """Give or leave out, line by line. The fields are named by the lines."""

    with_private = BooleanField(lazy_gettext("With what they answered in private"))

    def choices(self, items: Sequence[Item]) -> dict[str, Choice]:
        """Return what was sent for each line."""
        return {
            one.item_id: Choice(self[f"give_{one.item_id}"].data == GIVE, self[f"why_{one.item_id}"].data or "")
            for one in items
        }

    def fill_in(self, choices: Mapping[str, Choice]) -> ReviewForm:
        """Show what holds so far."""
        for name, choice in choices.items():
            self[f"give_{name}"].data = GIVE if choice.is_given else LEAVE
            self[f"why_{name}"].data = choice.reason
        return self

    def may_finish(self, items: Sequence[Item]) -> bool:
        """Check that each line which is left out has a reason; the error stands at its field."""
        is_fine = bool(self.validate())
        for name, choice in self.choices(items).items():
            if choice.lacks_reason:
                self[f"why_{name}"].errors = [gettext("Write why it is left out.")]
                is_fine = False
        return is_fine


def review_form(items: Sequence[Item]) -> ReviewForm:
    """Return the form of these lines."""
    fields: dict[str, Any] = {}
    for place, one in enumerate(items, 1):
        label = gettext("Line %(place)s: give it?", place=place)
        why = gettext("Line %(place)s: why is it left out?", place=place)
        fields[f"give_{one.item_id}"] = RadioField(label, validate_choice=False)
        fields[f"why_{one.item_id}"] = StringField(why, filters=[tidy], validators=[ShortEnough(LONGEST)])
    form = cast(ReviewForm, type("LinesForm", (ReviewForm,), fields)())
    for one in items:
        form[f"give_{one.item_id}"].choices = [(GIVE, gettext("Give")), (LEAVE, gettext("Leave out"))]
    return form
