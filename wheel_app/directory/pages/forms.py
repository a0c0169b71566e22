"""What is asked of somebody who looks for something local. All of it may be left out."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField

from wheel_app.directory.pages.topics import topic_of
from wheel_app.directory.postcodes.queries import find_point
from wheel_app.directory.postcodes.rules import fold_postcode
from wheel_app.directory.rules import EXPECTING, GROWN_UP_MONTHS
from wheel_app.directory.searching.rules import Wanted
from wheel_app.directory.words import ACCESS_WORDS, LANGUAGES, access_word, language_word, weekday_word
from wheel_app.storage import Database
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_WORDS = 200
# From which month to which.
AGES = {
    "expecting": (EXPECTING, -1),
    "under-1": (0, 11),
    "1-2": (12, 35),
    "3-4": (36, 59),
    "5-10": (60, 131),
    "11-17": (132, GROWN_UP_MONTHS + 23),
}
AGE_WORDS = (
    ("", lazy_gettext("Any age")),
    ("expecting", lazy_gettext("On the way")),
    ("under-1", lazy_gettext("Under 1")),
    ("1-2", lazy_gettext("1 or 2")),
    ("3-4", lazy_gettext("3 or 4")),
    ("5-10", lazy_gettext("5 to 10")),
    ("11-17", lazy_gettext("11 to 17")),
)
MILES = (1, 3, 5, 10, 20)
USUAL_MILES = "5"


class FindForm(Form):
    """What is looked for, as it goes from page to page; `into` is where what is found may be put."""

    topic = HiddenField(filters=[tidy])
    into = HiddenField(filters=[tidy])
    words = StringField(lazy_gettext("In your own words"), filters=[tidy], validators=[ShortEnough(LONGEST_WORDS)])
    age = RadioField(lazy_gettext("How old is the child?"), default="", validate_choice=False)
    near = StringField(lazy_gettext("Your postcode, or the first half"), filters=[tidy])
    miles = SelectField(lazy_gettext("How far can you go?"), default=USUAL_MILES, validate_choice=False)
    language = SelectField(lazy_gettext("Language spoken there"), default="", validate_choice=False)
    weekday = SelectField(lazy_gettext("Open on"), default="", validate_choice=False)
    access = SelectField(lazy_gettext("What would help"), default="", validate_choice=False)
    free = BooleanField(lazy_gettext("Free of charge"))

    def offer(self) -> FindForm:
        """Offer what can be chosen, and forget what cannot."""
        self.age.choices = list(AGE_WORDS)
        self.miles.choices = [(str(one), gettext("%(num)s miles", num=one)) for one in MILES[1:]]
        self.miles.choices.insert(0, ("1", gettext("1 mile, on foot")))
        named = sorted(((one, language_word(one)) for one in LANGUAGES), key=lambda one: one[1])
        self.language.choices = [("", gettext("Any")), *named]
        self.weekday.choices = [("", gettext("Any day")), *((str(one), weekday_word(one)) for one in range(1, 8))]
        self.access.choices = [
            ("", gettext("Nothing more")),
            *((code, str(said)) for code, said in ACCESS_WORDS.items()),
        ]
        for field, usual in ((self.miles, USUAL_MILES), (self.language, ""), (self.weekday, ""), (self.access, "")):
            field.data = field.data if field.data in dict(field.choices) else usual
        self.age.data = self.age.data if self.age.data in AGES else ""
        self.topic.data = self.topic.data if topic_of(self.topic.data or "") else ""
        return self

    def read(self, db: Database) -> Wanted | None:
        """Return what is looked for; None after an error, which stands at its field."""
        if not self.validate():
            return None
        near = None
        if self.near.data:
            postcode = fold_postcode(self.near.data)
            near = find_point(db, postcode) if postcode else None
            if near is None:
                self.near.errors = [self._no_such_place(postcode)]
                return None
        low, high = AGES.get(self.age.data or "", (None, None))
        return Wanted(
            words=self.words.data or "",
            subjects=(self.topic.data,) if self.topic.data else (),
            age_months=low,
            age_to=high,
            near=near,
            miles=int(self.miles.data),
            language=self.language.data,
            is_free=bool(self.free.data),
            weekday=int(self.weekday.data) if self.weekday.data else None,
            access=self.access.data,
        )

    def said(self, wanted: Wanted) -> list[str]:
        """Return what is looked for besides its topic, piece by piece."""
        said = [f"“{wanted.words}”"] if wanted.words else []
        said += [str(dict(self.age.choices)[self.age.data])] if self.age.data else []
        if wanted.near:
            miles = dict(self.miles.choices)[self.miles.data]
            said.append(gettext("%(miles)s around %(place)s", miles=miles, place=self.near.data))
        said += [language_word(wanted.language)] if wanted.language else []
        said += [weekday_word(wanted.weekday)] if wanted.weekday else []
        said += [access_word(wanted.access)] if wanted.access else []
        return [*said, gettext("Free")] if wanted.is_free else said

    def _no_such_place(self, postcode: str | None) -> str:
        if postcode is None:
            return gettext("Write it like OL1 1AA, or like OL1. Or leave it empty.")
        return gettext("We don’t know where %(postcode)s is. Look at it again, or leave it empty.", postcode=postcode)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """All that was chosen, for a form that goes on from here."""
        chosen = [(field.name, field.data) for field in self if field.name not in ("free", "csrf_token")]
        found = [(name, str(value)) for name, value in chosen if value]
        return [*found, ("free", "y")] if self.free.data else found
