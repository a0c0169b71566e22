"""What staff type after a visit: one page, in any order, most of it one tap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, SelectMultipleField, StringField

from wheel_app.people import Member
from wheel_app.storage import new_id
from wheel_app.visits.afterwards.rules import MOST_STEPS, WHO, Clash, StepWords, StepWritten, Written, seen_mark
from wheel_app.visits.parts.rules import Step
from wheel_app.visits.themes import themes
from wheel_app.web.forms import Form, ShortEnough, tidy

BLANKS = 2
LONGEST_STEP = 400
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ID = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True)
class Carer:
    """An adult who was at the visit, and what stands in their part."""

    member: Member
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class StepFields:
    """The fields of one step, and what somebody else wrote there meanwhile."""

    words: StringField
    who: StringField
    by_when: StringField
    step_id: HiddenField
    seen: HiddenField
    clash: Clash | None = None


class AfterwardsForm(Form):
    """Themes, the steps of each adult, and the next day."""

    themes = SelectMultipleField(lazy_gettext("What came up?"), validate_choice=False)
    seen_themes = HiddenField()
    next_on = StringField(lazy_gettext("When do you see each other next? (you can leave this out)"), filters=[tidy])
    seen_next_on = HiddenField()
    carers: tuple[Carer, ...] = ()
    rows: tuple[tuple[int, int], ...] = ()
    clashes: tuple[Clash, ...] = ()

    def step_fields(self, place: int) -> list[StepFields]:
        """Return the fields of one adult’s steps, in order."""
        found = []
        for carer, row in self.rows:
            if carer == place:
                words, who, by_when, step_id, seen = (
                    self[f"step_{carer}_{row}_{part}"] for part in ("words", "who", "by_when", "id", "seen")
                )
                clash = next((one for one in self.clashes if one.step_id == step_id.data), None)
                found.append(StepFields(words, who, by_when, step_id, seen, clash))
        return found

    @property
    def clash_of_day(self) -> Clash | None:
        """The next day that somebody else wrote meanwhile."""
        return next((one for one in self.clashes if one.step_id is None), None)

    def read(self, today: str) -> Written | None:
        """Return what was sent; None after an error, which stands at its field. `today` is an ISO date."""
        is_fine = bool(self.validate())
        steps = [
            self._step(fields, carer) for place, carer in enumerate(self.carers) for fields in self.step_fields(place)
        ]
        next_on = self._day(self.next_on)
        if next_on and next_on <= today and next_on != self.seen_next_on.data:
            self._refuse(self.next_on, gettext("This day is over. Choose one that is still to come."))
        if not is_fine or self.errors:
            return None
        known = {theme.key for theme in themes()}
        return Written(
            tuple(step for step in steps if step),
            frozenset(self.themes.data or ()) & known,
            frozenset((self.seen_themes.data or "").split()) & known,
            next_on or "",
            self.seen_next_on.data or "",
        )

    def _step(self, fields: StepFields, carer: Carer) -> StepWritten | None:
        by_when = self._day(fields.by_when)
        if not ID.fullmatch(fields.step_id.data or ""):
            fields.step_id.data = new_id()
        who = fields.who.data if fields.who.data in WHO else WHO[0]
        words = fields.words.data or ""
        if by_when and not words:
            self._refuse(fields.words, gettext("Write what is to be done by this day, or take the day away."))
        says = StepWords(words, who, by_when or "")
        return StepWritten(fields.step_id.data, carer.member.member_id, says, fields.seen.data or "")

    def _day(self, field: StringField) -> str | None:
        typed = field.data or ""
        if not typed or (DAY.fullmatch(typed) and _is_day(typed)):
            return typed
        self._refuse(field, gettext("There is no such day. Write it like 2026-11-03."))
        return None

    def _refuse(self, field: StringField, said: str) -> None:
        field.errors = [*(field.errors or ()), said]

    def clash_with(self, clashes: Sequence[Clash], steps: Sequence[Step]) -> None:
        """Show what stands beside what was typed; the next press puts this page’s words in its place."""
        self.clashes = tuple(clashes)
        standing = {step.step_id: step for step in steps}
        for place, _ in enumerate(self.carers):
            for fields in self.step_fields(place):
                if fields.clash:
                    step = standing.get(fields.step_id.data)
                    _put(fields.seen, seen_mark(step) if step else "")
        if self.clash_of_day:
            _put(self.seen_next_on, self.clash_of_day.next_on)


def _put(field: HiddenField, value: str) -> None:
    field.raw_data, field.data = None, value


def _is_day(typed: str) -> bool:
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True


def afterwards_form(carers: Sequence[Carer], ticked: Sequence[str], next_on: str, *, is_posted: bool) -> AfterwardsForm:
    """Return the page’s form with fields for each adult’s steps and some empty ones; filled in unless it was sent."""
    rows = [(place, row) for place, carer in enumerate(carers) for row in range(_rows(place, carer, is_posted))]
    fields: dict[str, Any] = {"rows": tuple(rows), "carers": tuple(carers)}
    for place, row in rows:
        fields |= _step_fields(f"step_{place}_{row}")
    form = cast(AfterwardsForm, type("StepsForm", (AfterwardsForm,), fields)())
    form.themes.choices = [(theme.key, gettext(theme.label)) for theme in themes()]
    if not is_posted:
        _fill(form, ticked, next_on)
    return form


def _rows(place: int, carer: Carer, is_posted: bool) -> int:
    sent = sum(1 for row in range(MOST_STEPS) if f"step_{place}_{row}_id" in request.form) if is_posted else 0
    return sent or min(len(carer.steps) + BLANKS, max(MOST_STEPS, len(carer.steps)))


def _step_fields(name: str) -> dict[str, Any]:
    return {
        f"{name}_words": StringField(
            lazy_gettext("What was agreed"), filters=[tidy], validators=[ShortEnough(LONGEST_STEP)]
        ),
        f"{name}_who": StringField(lazy_gettext("Who does it")),
        f"{name}_by_when": StringField(lazy_gettext("By when"), filters=[tidy]),
        f"{name}_id": HiddenField(),
        f"{name}_seen": HiddenField(),
    }


def _fill(form: AfterwardsForm, ticked: Sequence[str], next_on: str) -> None:
    form.themes.data, form.seen_themes.data = list(ticked), " ".join(ticked)
    form.next_on.data = form.seen_next_on.data = next_on
    for place, carer in enumerate(form.carers):
        for row, fields in enumerate(form.step_fields(place)):
            step = carer.steps[row] if row < len(carer.steps) else None
            fields.step_id.data = step.step_id if step else new_id()
            fields.seen.data = seen_mark(step) if step else ""
            fields.words.data = step.words if step else ""
            fields.who.data = step.who if step else WHO[0]
            fields.by_when.data = step.by_when if step else ""
