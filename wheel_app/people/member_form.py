"""The form of somebody in a family, and what is odd about what was typed."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import Form, HiddenField, RadioField, StringField
from wtforms.validators import ValidationError

from wheel_app.people.forms import DayForm, line, words
from wheel_app.people.members.rules import (
    INTERPRETERS,
    MEMBER_KINDS,
    Facts,
    Member,
    born_fault,
    due_fault,
    kinds_by_age,
    may_be_due,
)

LONGEST_FACT = 500
KIND_NAMES = {
    "adult": lazy_gettext("An adult"),
    "young": lazy_gettext("A young person, 11 to 17"),
    "child": lazy_gettext("A child"),
    "unborn": lazy_gettext("A child not born yet"),
}
INTERPRETER_NAMES = {
    "not-known": lazy_gettext("Not known"),
    "none": lazy_gettext("No help with it"),
    "professional": lazy_gettext("Someone trained"),
    "relative": lazy_gettext("A relative"),
}


def _ask_for_a_name(form: Form, field: StringField) -> None:
    # A child not born yet has none so far, and nobody should have to make one up.
    if not field.data and form["kind"].data != "unborn":
        raise ValidationError(gettext("Write what they are called."))


class MemberForm(DayForm):
    """Who somebody is. `seq` is what was seen of them, `sure` says that an odd thing is meant."""

    kind = RadioField(lazy_gettext("Who is this?"), validate_choice=False)
    known_as = line(lazy_gettext("What are they called?"), _ask_for_a_name)
    last_name = line(lazy_gettext("Last name, if they have one"))
    born_day, born_month, born_year = StringField(), StringField(), StringField()
    due_day, due_month, due_year = StringField(), StringField(), StringField()
    languages = line(lazy_gettext("Languages"))
    interpreter = RadioField(lazy_gettext("Who helps with the language?"), validate_choice=False)
    interpreter_language = line(lazy_gettext("For which language?"))
    access_needs = words(lazy_gettext("What makes it easier to come, hear, see or read?"), most=LONGEST_FACT)
    safe_way = words(lazy_gettext("A safe way to reach them"), most=LONGEST_FACT)
    safe_time = line(lazy_gettext("A safe time"))
    why = line(lazy_gettext("Why is this put right?"), most=LONGEST_FACT)
    seq = HiddenField()
    sure = HiddenField()

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self.kind.choices = list(KIND_NAMES.items())
        self.interpreter.choices = list(INTERPRETER_NAMES.items())

    def fill_in(self, member: Member) -> MemberForm:
        """Fill in what is known."""
        for name, value in vars(member.facts).items():
            if name in ("born_on", "due_on"):
                self.put_day(name.removesuffix("_on"), value)
            else:
                self[name].data = value
        self.seq.data = str(member.seq)
        return self

    @property
    def seen_seq(self) -> int:
        """Which state of somebody the page showed; 0, which there never is, for anything odd."""
        typed = self.seq.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0

    def read(self, today: str) -> Facts | None:
        """Return the facts; None after an error, which stands at its field. `today` is an ISO date."""
        is_fine = bool(self.validate())
        kind = self.kind.data if self.kind.data in MEMBER_KINDS else None
        if kind is None:
            self.refuse("kind", gettext("Choose who this is."))
        born_on = self.read_day("born") if kind != "unborn" else ""
        due_on = self.read_day("due") if kind in ("unborn", "child") else ""
        if born_on is None or due_on is None or kind is None:
            return None
        is_odd = self._refuse_days(kind, born_on, due_on, today) or self._refuse_interpreter()
        return self._facts(kind, born_on, due_on) if is_fine and not is_odd else None

    def _refuse_days(self, kind: str, born_on: str, due_on: str, today: str) -> bool:
        late = due_fault(due_on, today)
        if self.refuse_day("born", born_fault(born_on, today)):
            return True
        if late != "past" and self.refuse_day("due", late):
            return True
        if not may_be_due(born_on, due_on):
            self.refuse("due", gettext("This does not go with the birthday. Please look at both."))
            return True
        if born_on and kind not in kinds_by_age(born_on, today):
            self.refuse("kind", gettext("This does not go with the birthday. Please look at both."))
            return True
        return False

    def _refuse_interpreter(self) -> bool:
        helps = self.interpreter.data in ("professional", "relative")
        if helps and not self.interpreter_language.data:
            self.refuse("interpreter_language", gettext("Write which language."))
            return True
        return False

    def _facts(self, kind: str, born_on: str, due_on: str) -> Facts:
        interpreter = self.interpreter.data if self.interpreter.data in INTERPRETERS else "not-known"
        language = self.interpreter_language.data if interpreter in ("professional", "relative") else ""
        return Facts(
            kind=kind,
            known_as=self.known_as.data or gettext("Baby"),
            last_name=self.last_name.data or "",
            born_on=born_on,
            due_on=due_on,
            languages=self.languages.data or "",
            interpreter=interpreter,
            interpreter_language=language or "",
            access_needs=self.access_needs.data or "",
            safe_way=self.safe_way.data or "",
            safe_time=self.safe_time.data or "",
        )
