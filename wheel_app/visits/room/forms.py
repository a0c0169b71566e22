"""What staff type about a visit: little, and most of it is there already."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.validators import DataRequired

from wheel_app.clock import Point, PointSet
from wheel_app.people import DayForm, Member
from wheel_app.visits.rules import INTERPRETERS, PLACES, Present, VisitFacts, day_fault
from wheel_app.visits.words import PLACE_NAMES
from wheel_app.web.forms import Form, ShortEnough, tidy

ANOTHER = "another"
INTERPRETER_NAMES = {
    "": lazy_gettext("No"),
    "professional": lazy_gettext("Someone trained"),
    "relative": lazy_gettext("A relative"),
}
ODD_DAYS = {
    "future": lazy_gettext("This day is still to come. Write today or an earlier day."),
    "long-ago": lazy_gettext("This is long ago. Please look at the year again."),
    "born-already": lazy_gettext("The baby was born by then. Choose a later point, or look at the day again."),
    "before-birth": lazy_gettext("This is before the birthday that is put in. Look at the day, or at the birthday."),
    "not-born": lazy_gettext(
        "No birthday is put in yet. Put it in first, on the child’s page, or choose “In pregnancy”."
    ),
    "whole-day": lazy_gettext("Write the day, the month and the year."),
}


class VisitForm(DayForm):
    """The point, the day, the place and who is here. `seq` is what was seen of a visit that goes on."""

    point = RadioField(lazy_gettext("Which visit is it?"), validate_choice=False)
    on_day, on_month, on_year = StringField(), StringField(), StringField()
    place = RadioField(lazy_gettext("Where are you?"), validate_choice=False)
    carers = SelectMultipleField(lazy_gettext("Who is here?"), validate_choice=False)
    interpreter = RadioField(lazy_gettext("Is an interpreter here?"), validate_choice=False)
    seq = HiddenField()

    def offer(self, points: PointSet, carers: Sequence[Member]) -> VisitForm:
        """Offer the points that are used here, and these carers."""
        self.point.choices = [(one.key, gettext(one.label)) for one in points.points]
        self.place.choices = list(PLACE_NAMES.items())
        self.carers.choices = [(one.member_id, one.facts.known_as) for one in carers]
        self.carers.choices += [(ANOTHER, gettext("Another carer"))]
        self.interpreter.choices = list(INTERPRETER_NAMES.items())
        return self

    def show(self, facts: VisitFacts, *, seq: int = 0) -> VisitForm:
        """Fill in what is known."""
        self.put_day("on", facts.on_date)
        self.point.data, self.place.data = facts.point_key, facts.place
        self.carers.data = [one.member_id or ANOTHER for one in facts.present if one.kind != "interpreter"]
        self.interpreter.data = next((one.who for one in facts.present if one.kind == "interpreter"), "")
        self.seq.data = str(seq)
        return self

    @property
    def seen_seq(self) -> int:
        """Which state of the visit the page showed; 0, which there never is, for anything odd."""
        typed = self.seq.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0

    def see(self, seq: int) -> None:
        """Let the next press go over what stands now."""
        self.seq.raw_data, self.seq.data = None, str(seq)

    def refuse_point(self) -> None:
        """Say that what was answered belongs to the point that it was asked at."""
        self.refuse("point", gettext("Something was written down for this point. Finish the visit, then put it right."))

    def read(self, child: Member, points: PointSet, today: str) -> VisitFacts | None:
        """Return the facts; None after an error, which stands at its field. `today` is an ISO date."""
        self.validate()
        point, present = points.find(self.point.data or ""), self._present()
        if point is None:
            self.refuse("point", gettext("Choose which visit this is."))
        if self.place.data not in PLACES:
            self.refuse("place", gettext("Choose where you are."))
        if not any(one.kind != "interpreter" for one in present):
            self.refuse("carers", gettext("Tap who is here with the child."))
        on_date = self._day(child, point, today)
        if self.errors or point is None or on_date is None:
            return None
        return VisitFacts(child.member_id, point.key, on_date, self.place.data, present)

    def _present(self) -> tuple[Present, ...]:
        offered, chosen = dict(self.carers.choices), dict.fromkeys(self.carers.data or [])
        here = [Present("carer") if one == ANOTHER else Present("member", one) for one in chosen if one in offered]
        helps = self.interpreter.data if self.interpreter.data in INTERPRETERS else None
        return (*here, *([Present("interpreter", None, helps)] if helps else []))

    def _day(self, child: Member, point: Point | None, today: str) -> str | None:
        on_date = self.read_day("on")
        if on_date is None:
            return None
        fault: str | None = "whole-day" if len(on_date) < len(today) else None
        if not fault and point:
            born_on = child.facts.born_on if child.facts.kind != "unborn" else ""
            fault = day_fault(on_date, today, born_on, is_before_birth=point.is_before_birth)
            if fault == "before-birth" and not born_on:
                self.refuse("point", str(ODD_DAYS["not-born"]))
                return None
        if fault:
            self.refuse("point" if fault == "born-already" else "on", str(ODD_DAYS[fault]))
        return None if fault else on_date


class CancelForm(Form):
    """Why a visit is called off."""

    why = StringField(
        lazy_gettext("Why?"),
        filters=[tidy],
        validators=[DataRequired(lazy_gettext("Write why, in a few words.")), ShortEnough(200)],
    )
