"""Which lines of the scale somebody picks."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import SelectMultipleField

from wheel_app.visits.parts.doing import MOST_ITEMS
from wheel_app.visits.parts.reading import PartFilled
from wheel_app.web.forms import Form


class ItemsForm(Form):
    """Up to six lines of the scale."""

    items = SelectMultipleField(lazy_gettext("Pick up to six"), validate_choice=False)

    @classmethod
    def offering(cls, filled: PartFilled) -> ItemsForm:
        """Return the form as it was sent, with what can be picked."""
        form = cls()
        form.items.choices = [(one.key, gettext(one.label)) for one in filled.items]
        return form

    @classmethod
    def showing(cls, filled: PartFilled) -> ItemsForm:
        """Return the form that shows what is picked."""
        form = cls.offering(filled)
        form.items.data = sorted(filled.picked)
        return form

    def chosen(self) -> list[str] | None:
        """Return what was picked, None with the error at the field."""
        offered = dict(self.items.choices)
        keys = [key for key in dict.fromkeys(self.items.data or []) if key in offered]
        if len(keys) > MOST_ITEMS:
            self.items.errors = [gettext("You picked %(count)s. Keep six.", count=len(keys))]
            return None
        return keys
