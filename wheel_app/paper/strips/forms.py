"""What is typed from one strip. Every field is a text, so that whatever was typed comes back to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from wheel_app.checkins import Given
from wheel_app.paper.sheets.rules import Line, Sheet
from wheel_app.paper.strips.marks import BadMark, read_mark
from wheel_app.paper.strips.rules import Filled, Whose, day_faults
from wheel_app.paper.strips.saying import DAY_FAULTS, HELPER_NAMES, mark_fault
from wheel_app.paper.strips.whose import NOBODY, Candidate
from wheel_app.people import DayForm
from wheel_app.tools import Topic
from wheel_app.visits import PLACE_NAMES
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_NAME, LONGEST_WORDS = 200, 4000


class NumberForm(Form):
    """The number of a strip."""

    number = StringField(lazy_gettext("Number on the strip"), filters=[tidy])


class StripForm(DayForm):
    """One strip. Each line has its field `a<number>`, each of the hopes its field `w_<key>`."""

    lines: ClassVar[Sequence[Line]] = ()
    hopes: ClassVar[Sequence[Topic]] = ()

    on_day, on_month, on_year = StringField(), StringField(), StringField()
    name = StringField(
        lazy_gettext("Whose sheet is it? Find the child or the parent by name"),
        filters=[tidy],
        validators=[ShortEnough(LONGEST_NAME)],
    )
    who = SelectField(lazy_gettext("Choose"), validate_choice=False)
    place = SelectField(lazy_gettext("Where was it?"), validate_choice=False)
    interpreter = SelectField(lazy_gettext("Who helped with the language?"), validate_choice=False)
    others = BooleanField(lazy_gettext("Someone else who cares for the child was there"), false_values=("", "no"))
    may_copy = BooleanField(lazy_gettext("The parent said these words may be copied"), false_values=("", "no"))
    sure = BooleanField(lazy_gettext("The day is right"), false_values=("", "no"))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.place.choices = list(PLACE_NAMES.items())
        self.interpreter.choices = list(HELPER_NAMES.items())
        self.who.choices = []

    def offer(self, found: Sequence[Candidate], *, is_asked: bool) -> None:
        """Offer whose it may be, and that it is nobody’s. Asked by name alone, the only one there is stands first."""
        offered = [(one.whose.value, one.label) for one in found]
        nobody = (NOBODY, gettext("Nobody: it came back without a name"))
        self.who.choices = [("", gettext("Choose")), *offered, nobody]
        if is_asked:
            self.who.data = offered[0][0] if len(offered) == 1 else ""

    def read(self, sheet: Sheet, whose: Whose | None, today: str) -> Filled | None:
        """Return what the strip says; None after an error, which stands at its field. `today` is an ISO date."""
        is_fine = bool(self.validate())
        day = self._read_on(sheet, whose, today)
        marks, words = self._read_marks(), self._read_words()
        if not is_fine or day is None or marks is None or words is None:
            return None
        return Filled(
            day, whose, self._one_of("place"), self._one_of("interpreter"), bool(self.others.data), marks, words
        )

    def _one_of(self, name: str) -> str:
        known = [value for value, _ in self[name].choices]
        return self[name].data if self[name].data in known else known[0]

    def _read_on(self, sheet: Sheet, whose: Whose | None, today: str) -> str | None:
        day = self.read_day("on")
        if day is not None and len(day) < len(today):
            self.refuse("on", gettext("Write the day, the month and the year."))
            return None
        if day is None:
            return None
        faults = faults_of_day(sheet, whose, day, today)
        self.is_odd_day = bool(faults) and faults != ("future",)
        if faults and not (self.is_odd_day and self.sure.data):
            self.refuse("on", DAY_FAULTS[faults[0]])
            return None
        return day

    is_odd_day = False

    def _read_marks(self) -> dict[int, Given] | None:
        found: dict[int, Given] = {}
        is_fine = True
        for line in self.lines:
            try:
                given = read_mark(self[f"a{line.number}"].data or "", line.tool)
            except BadMark as bad:
                self[f"a{line.number}"].errors = [mark_fault(BadMark(bad.why, line.number, bad.sign))]
                is_fine = False
                continue
            if given:
                found[line.number] = given
        return found if is_fine else None

    def _read_words(self) -> dict[str, str] | None:
        said = {topic.key: self[f"w_{topic.key}"].data for topic in self.hopes if self[f"w_{topic.key}"].data}
        if said and not self.may_copy.data:
            self[f"w_{next(iter(said))}"].errors = [gettext("Ask the parent first, and tick that they said yes.")]
            return None
        return said


def faults_of_day(sheet: Sheet, whose: Whose | None, day: str, today: str) -> tuple[str, ...]:
    """Return what is odd about the day of this strip of this child."""
    return day_faults(
        day,
        today,
        printed_on=sheet.printed_at[:10],
        born_on=whose.born_on if whose else "",
        is_before_birth=sheet.facts.about == "point-1",
    )


def strip_form(lines: Sequence[Line], hopes: Sequence[Topic]) -> StripForm:
    """Return the form of one sheet’s strip."""
    fields: dict[str, Any] = {
        f"a{line.number}": StringField(f"{line.number}. {gettext(line.topic.label)}", filters=[tidy]) for line in lines
    }
    fields |= {
        f"w_{topic.key}": TextAreaField(gettext(topic.label), filters=[tidy], validators=[ShortEnough(LONGEST_WORDS)])
        for topic in hopes
    }
    made: StripForm = type("OneStripForm", (StripForm,), {**fields, "lines": lines, "hopes": hopes})()
    return made
