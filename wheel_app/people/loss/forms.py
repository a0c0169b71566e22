"""What staff write when somebody of a family was lost, lives elsewhere or moved away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField

from wheel_app.people.forms import SAY_WHY, DayForm, line, words
from wheel_app.people.loss.rules import DEATHS, KINDS_OF, Follower, Loss, Silence, Spoken
from wheel_app.people.members.rules import born_fault, is_before
from wheel_app.web.forms import Form

LONGEST_CALLED, LONGEST_WISH = 200, 1000
KIND_NAMES = {
    "miscarriage": lazy_gettext("Miscarriage"),
    "stillbirth": lazy_gettext("Stillborn"),
    "died": lazy_gettext("Died"),
    "lives-elsewhere": lazy_gettext("Lives somewhere else, such as in care"),
    "moved-away": lazy_gettext("Moved away"),
}
ENDED_NAMES = {
    "mistake": lazy_gettext("It was a mistake"),
    "came-back": lazy_gettext("They live here again"),
}


class LossForm(DayForm):
    """What came about and since when, the named lead, how it is spoken of, and who knows. `seq` is what was seen."""

    kind = RadioField(lazy_gettext("What has happened?"), validate_choice=False)
    since_day, since_month, since_year = StringField(), StringField(), StringField()
    lead = SelectField(lazy_gettext("Who is the named lead?"), validate_choice=False)
    named = RadioField(validate_choice=False)
    called = line(lazy_gettext("Their words"), most=LONGEST_CALLED)
    wish = words(lazy_gettext("How do they want it spoken of?"), most=LONGEST_WISH)
    is_among_family = BooleanField(lazy_gettext("They want to see them among the family: in the tree and the list"))
    told = SelectMultipleField(lazy_gettext("Whose own pages fall silent too?"), validate_choice=False)
    seq = HiddenField()

    def offer(self, kind: str, name: str, leads: Iterable[tuple[str, str]], followers: Sequence[Follower]) -> LossForm:
        """Offer what can have happened to somebody of this kind, these leads, and these people as who knows."""
        self.kind.choices = [(one, KIND_NAMES[one]) for one in KINDS_OF[kind]]
        self.named.label.text = gettext("How do the parents speak of %(name)s?", name=name)
        self.named.choices = [
            ("name", gettext("By name: %(name)s", name=name)),
            ("words", gettext("In their own words, written below")),
            ("unnamed", gettext("Without a name")),
        ]
        self.lead.choices = [("", gettext("Nobody yet")), *leads]
        self.told.choices = [(one.member_id, one.known_as) for one in followers]
        return self

    def begin(self, kind: str, lead: str, followers: Sequence[Follower]) -> LossForm:
        """Fill in what is likely: the lead, the name, and that parents and carers know, or who is close to an adult."""
        has_carers = any(one.is_carer for one in followers)
        self.lead.data, self.named.data, self.seq.data = lead, "name", "0"
        self.is_among_family.data = True
        likely = [one for one in followers if one.is_carer or not has_carers]
        if kind == "adult":
            likely = [one for one in followers if one.is_close]
        self.told.data = [one.member_id for one in likely]
        return self

    def fill_in(self, silence: Silence, told: Iterable[str]) -> LossForm:
        """Fill in what is known."""
        loss, spoken = silence.loss, silence.loss.spoken
        self.kind.data, self.lead.data, self.named.data = loss.kind, loss.lead_staff_id or "", spoken.named
        self.called.data, self.wish.data, self.is_among_family.data = spoken.called, spoken.wish, spoken.is_among_family
        self.put_day("since", loss.since_on)
        self.told.data, self.seq.data = list(told), str(silence.seq)
        return self

    @property
    def seen_seq(self) -> int:
        """Which state of it the page showed: 0 where nothing was written down yet, or for anything odd."""
        typed = self.seq.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 9 else 0

    @property
    def chosen(self) -> frozenset[str]:
        """The members who know, of those who were offered."""
        return frozenset(self.told.data or ()) & dict(self.told.choices).keys()

    def read(self, born_on: str, today: str) -> Loss | None:
        """Return what was written; None after an error, which stands at its field.

        `born_on` is the birthday as far as it is known, an empty text where it is not; `today` is an ISO date.
        """
        is_fine = bool(self.validate())
        since_on = self._since(born_on, today)
        if self.kind.data not in dict(self.kind.choices):
            self.refuse("kind", gettext("Choose what has happened."))
            is_fine = False
        if self.lead.data not in dict(self.lead.choices):
            self.lead.data = ""
        if self.named.data == "words" and not self.called.data:
            self.refuse("called", gettext("Write their words, or choose another way."))
            is_fine = False
        return self._loss(since_on) if is_fine and since_on is not None else None

    def _since(self, born_on: str, today: str) -> str | None:
        since_on = self.read_day("since")
        if since_on is None:
            return None
        if born_fault(since_on, today):
            self.refuse("since", gettext("This day is still to come, or too long ago. Please look at it again."))
            return None
        if is_before(since_on, born_on):
            said = gettext("This is before the birthday that is put in. Look at the day, or at the birthday.")
            self.refuse("since", said)
            return None
        return since_on

    def _loss(self, since_on: str) -> Loss:
        is_death = self.kind.data in DEATHS
        named = self.named.data if is_death and self.named.data in dict(self.named.choices) else "name"
        spoken = Spoken(
            named=named,
            called=self.called.data or "" if named == "words" else "",
            wish=self.wish.data or "",
            is_among_family=bool(self.is_among_family.data) and is_death,
        )
        return Loss(self.kind.data, since_on, self.lead.data or None, spoken)


class PutRightForm(Form):
    """Why everything is to speak again."""

    how = RadioField(lazy_gettext("What is it?"), validate_choice=False)
    why = words(lazy_gettext("Why?"), SAY_WHY)

    def offer(self, *, is_death: bool) -> PutRightForm:
        """Offer a mistake, and coming back where somebody can."""
        self.how.choices = [(key, text) for key, text in ENDED_NAMES.items() if not is_death or key == "mistake"]
        if is_death:
            self.how.data = "mistake"
        return self

    def is_complete(self) -> bool:
        """Check all; each error stands at its field."""
        is_fine = bool(self.validate())
        if self.how.data not in dict(self.how.choices):
            self.how.errors = [gettext("Choose one of these.")]
            return False
        return is_fine
