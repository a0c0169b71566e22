"""The form in which people keep an entry of the green book."""

from __future__ import annotations

import re
import uuid
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from wheel_app.directory.feeds.formats import is_email, is_url
from wheel_app.directory.keeping.rows import (
    EMPTY_ROWS,
    MOST_ROWS,
    fill_rows,
    line,
    offer_rows,
    read_days,
    read_places,
    row_fields,
    rows_sent,
)
from wheel_app.directory.pages.topics import topics
from wheel_app.directory.rules import EXPECTING, GROWN_UP_MONTHS, Access, Facts, Provider, Service
from wheel_app.directory.words import ACCESS_WORDS, LANGUAGES, STATUS_WORDS, age_in_words, language_word
from wheel_app.web.forms import Form, ShortEnough, tidy

LONGEST_SUMMARY = 4_000
LONGEST_WORDS = 500
AGES = (EXPECTING, 0, 3, 6, 9, 12, 18, *range(24, GROWN_UP_MONTHS, 12), GROWN_UP_MONTHS, 216)
PHONE = re.compile(r"[0-9+()/ .\-]{3,40}([a-z. ]*[0-9]+)?", re.IGNORECASE)
FREE = (("", lazy_gettext("Not known")), ("yes", lazy_gettext("Free")), ("no", lazy_gettext("It costs something")))


def _web(form: Form, field: StringField) -> None:
    if field.data and not is_url(field.data):
        raise ValidationError(gettext("Write it like https://example.org."))


def _mail(form: Form, field: StringField) -> None:
    if field.data and not is_email(field.data):
        raise ValidationError(gettext("Write it like name@example.org."))


def _phone(form: Form, field: StringField) -> None:
    if field.data and not (PHONE.fullmatch(field.data) and field.data.isascii()):
        raise ValidationError(gettext("Write a number, like 01632 960001."))


def _asked(form: Form, field: StringField) -> None:
    if not field.data:
        raise ValidationError(gettext("Write what it is called."))


def _words(label: Any, most: int = LONGEST_WORDS) -> TextAreaField:
    return TextAreaField(label, filters=[tidy], validators=[ShortEnough(most)])


class ServiceForm(Form):
    """All that an entry says. `seq` is what was seen of it; `save_id` names a new one."""

    save_id = HiddenField()
    seq = HiddenField()
    name = StringField(lazy_gettext("What is it called?"), filters=[tidy], validators=[_asked, ShortEnough(200)])
    provider = line(lazy_gettext("Who runs it?"))
    summary = _words(lazy_gettext("What is it, in plain words?"), LONGEST_SUMMARY)
    topics = SelectMultipleField(lazy_gettext("What is it about?"), validate_choice=False)
    status = RadioField(lazy_gettext("How does it stand?"), validate_choice=False)
    phone = StringField(lazy_gettext("Phone"), filters=[tidy], validators=[_phone])
    email = StringField(lazy_gettext("Email"), filters=[tidy], validators=[_mail, ShortEnough(200)])
    web = StringField(lazy_gettext("Web page"), filters=[tidy], validators=[_web, ShortEnough(500)])
    free = RadioField(lazy_gettext("What does it cost?"), validate_choice=False)
    cost_words = line(lazy_gettext("Cost, in words"))
    youngest = SelectField(lazy_gettext("From which age"), validate_choice=False)
    oldest = SelectField(lazy_gettext("Up to which age"), validate_choice=False)
    for_whom = line(lazy_gettext("For whom, in words"))
    booking_words = _words(lazy_gettext("How does one join?"))
    languages = SelectMultipleField(lazy_gettext("Languages spoken there"), validate_choice=False)
    access = SelectMultipleField(lazy_gettext("Getting in and taking part"), validate_choice=False)
    access_words = line(lazy_gettext("More about that"))
    checked = BooleanField(lazy_gettext("I have made sure today that all of this is right"))
    why = line(lazy_gettext("Why do you change it?"))
    before: Facts | None = None
    places, days = 0, 0

    @property
    def made_id(self) -> str | None:
        """The name of what this page makes; None for anything odd."""
        try:
            return str(uuid.UUID(self.save_id.data or ""))
        except ValueError:
            return None

    @property
    def seen_seq(self) -> int:
        """Which state of the entry the page showed; 0, which there never is, for anything odd."""
        typed = self.seq.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0

    def offer(self, before: Facts | None) -> None:
        """Offer what can be chosen, with whatever the entry has already."""
        self.before = before
        known = [(topic.subject, gettext(topic.label)) for topic in topics()]
        self.topics.choices = known + [(one, one) for one in self._more("topics", [value for value, _ in known])]
        spoken = [*LANGUAGES, *self._more("languages", LANGUAGES)]
        self.languages.choices = [(one, language_word(one)) for one in spoken]
        self.access.choices = [(code, str(said)) for code, said in ACCESS_WORDS.items()]
        self.status.choices = [(value, str(said)) for value, said in STATUS_WORDS.items()]
        self.free.choices = [(value, str(said)) for value, said in FREE]
        for field, fact in ((self.youngest, "min_age_months"), (self.oldest, "max_age_months")):
            own = getattr(before, fact) if before else None
            ages = sorted({*AGES, *([] if own is None else [own])})
            field.choices = [("", gettext("Any age")), *((str(age), age_in_words(age)) for age in ages)]
        offer_rows(self, self.places, self.days)

    def _more(self, fact: str, known: Any) -> list[str]:
        return [one for one in (getattr(self.before, fact) if self.before else ()) if one not in known]

    def fill_in(self, service: Service) -> ServiceForm:
        """Show what an entry says."""
        facts = service.facts
        for name in ("name", "summary", "phone", "email", "web", "cost_words", "for_whom", "booking_words", "status"):
            self[name].data = getattr(facts, name)
        self.seq.data = str(service.seq)
        self.provider.data = facts.provider.name if facts.provider else ""
        self.topics.data, self.languages.data = list(facts.topics), list(facts.languages)
        self.access.data = [one.code for one in facts.access]
        self.access_words.data = next((one.words for one in facts.access if one.code == "other"), "")
        self.free.data = "" if facts.is_free is None else "yes" if facts.is_free else "no"
        self.youngest.data = "" if facts.min_age_months is None else str(facts.min_age_months)
        self.oldest.data = "" if facts.max_age_months is None else str(facts.max_age_months)
        fill_rows(self, facts.places, facts.days)
        return self

    def read(self, today: str) -> Facts | None:
        """Return what was typed; None after an error, which stands at its field. `today` is an ISO date."""
        is_fine = bool(self.validate())
        places, numbers = read_places(self, self.places)
        days = read_days(self, self.days, numbers)
        youngest, oldest = _number(self.youngest), _number(self.oldest)
        if youngest is not None and oldest is not None and youngest > oldest:
            self.oldest.errors = [gettext("This is younger than the age before it.")]
            return None
        if not is_fine or days is None:
            return None
        return Facts(
            **{name: self[name].data or "" for name in ("name", "summary", "phone", "email", "web", "cost_words")},
            for_whom=self.for_whom.data or "",
            booking_words=self.booking_words.data or "",
            status=self.status.data if self.status.data in STATUS_WORDS else "active",
            provider=self._provider(),
            is_free={"yes": True, "no": False}.get(self.free.data or ""),
            min_age_months=youngest,
            max_age_months=oldest,
            checked_on=today if self.checked.data else self.before.checked_on if self.before else "",
            places=places,
            days=days,
            topics=_chosen(self.topics),
            categories=self.before.categories if self.before else (),
            languages=_chosen(self.languages),
            access=self._access(),
        )

    def _provider(self) -> Provider | None:
        before = self.before.provider if self.before else None
        if before and before.name == self.provider.data:
            return before
        return Provider(self.provider.data) if self.provider.data else None

    def _access(self) -> tuple[Access, ...]:
        before = self.before.access if self.before else ()
        words = {one.code: one.words for one in before}
        found = [Access(code, words.get(code, "")) for code in _chosen(self.access)]
        found += [one for one in before if one.code not in ACCESS_WORDS and one.code != "other"]
        return (*found, Access("other", self.access_words.data)) if self.access_words.data else tuple(found)


def _chosen(field: SelectMultipleField) -> tuple[str, ...]:
    offered = {value for value, _ in field.choices}
    return tuple(one for one in field.data or () if one in offered)


def _number(field: SelectField) -> int | None:
    return int(field.data) if field.data and field.data in dict(field.choices) else None


def service_form(before: Service | None, *, is_sent: bool) -> ServiceForm:
    """Return the form of an entry, None for a new one, with as many rows as it has or were sent."""
    facts = before.facts if before else None
    if is_sent:
        places, days = rows_sent("place"), rows_sent("day")
    else:
        places = min(MOST_ROWS, (len(facts.places) if facts else 0) + EMPTY_ROWS)
        days = min(MOST_ROWS, (len(facts.days) if facts else 0) + EMPTY_ROWS)
    made = type("ThisServiceForm", (ServiceForm,), row_fields(places, days))
    form: ServiceForm = made() if is_sent else made(formdata=None)
    form.places, form.days = places, days
    form.offer(facts)
    if not is_sent:
        if before:
            return form.fill_in(before)
        form.status.data, form.free.data, form.checked.data = "active", "", True
    return form
