"""What staff say about people who move on."""

from __future__ import annotations

from uuid import UUID, uuid5

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField

from wheel_app.people import DayForm
from wheel_app.web.forms import ShortEnough, tidy

LONGEST_NAME = 300


class MovingForm(DayForm):
    """Who moves on, on what day, to whom, and what is handed over there."""

    save_id = HiddenField()
    who = SelectMultipleField(lazy_gettext("Who moves on?"), validate_choice=False)
    on_day, on_month, on_year = StringField(), StringField(), StringField()
    to_whom = StringField(
        lazy_gettext("To whom? The place and the worker, by name"),
        filters=[tidy],
        validators=[ShortEnough(LONGEST_NAME)],
    )
    summary = TextAreaField(lazy_gettext("What do you hand over?"), filters=[tidy], validators=[ShortEnough()])

    def read(self) -> str | None:
        """Return the day (ISO date); None after an error, which stands at its field."""
        is_fine, day = bool(self.validate()), self.read_day("on")
        chosen = set(self.who.data or ())
        if not chosen or not chosen <= {value for value, _ in self.who.choices}:
            self.who.errors, is_fine = [gettext("Choose who moves on.")], False
        for field, why in (
            (self.to_whom, gettext("Write to whom.")),
            (self.summary, gettext("Write what you hand over.")),
        ):
            if not field.data:
                field.errors, is_fine = [why], False
        if day is None or self.refuse_day("on", None if len(day) == len("2026-11-20") else "whole-day"):
            return None
        return day if is_fine else None

    def moving_id(self, family_id: str) -> str:
        """Return the id by which a second press of the same page is known; another family’s is never the same."""
        return str(uuid5(UUID(family_id), self.save_id.data or ""))
