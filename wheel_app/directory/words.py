"""How what an entry says is said to people, in the language of the request."""

from __future__ import annotations

from babel.dates import get_day_names
from babel.numbers import format_decimal
from flask_babel import gettext, lazy_gettext, ngettext

from wheel_app.directory.postcodes.rules import METRES_A_MILE
from wheel_app.directory.rules import GROWN_UP_MONTHS, SIGNED, Facts, Service, is_stale
from wheel_app.web import now
from wheel_app.web.locale import current_locale

LANGUAGES = ("en", "ur", "pa", "bn", "ar", "pl", "ro", "so", "fa", "ku", "uk", "gu", "pt", "fr", "zh", SIGNED)
ACCESS_WORDS = {
    "step-free": lazy_gettext("No steps"),
    "parking": lazy_gettext("Blue badge parking"),
    "changing-room": lazy_gettext("A room to change a baby"),
    "hearing-loop": lazy_gettext("Hearing loop"),
    "quiet": lazy_gettext("A quiet space"),
    "buggies": lazy_gettext("Room for buggies"),
    "interpreter": lazy_gettext("Someone can interpret"),
    "online": lazy_gettext("Online or by phone"),
    "at-home": lazy_gettext("They come to you"),
}
STATUS_WORDS = {
    "active": lazy_gettext("It is on"),
    "temporarily closed": lazy_gettext("Closed for now"),
    "inactive": lazy_gettext("Not on at this time"),
    "defunct": lazy_gettext("Gone for good"),
}
NEAREST = 150
TWO_YEARS = 24


def is_old(service: Service) -> bool:
    """Whether nobody has made sure of an entry for more than six months."""
    return is_stale(service, now()[:10])


def closed_word(service: Service) -> str:
    """Return what is said of an entry that is closed for now; an empty text for all others."""
    return gettext("It is closed for now.") if service.facts.status == "temporarily closed" else ""


def unchecked_word(service: Service) -> str:
    """Return what is said of an entry that nobody has made sure of for long; an empty text for all others."""
    if not is_old(service):
        return ""
    if service.facts.phone:
        return gettext("Not checked for six months. Ring before you go.")
    return gettext("Not checked for six months. Ask before you go.")


def day_here() -> str:
    """Return today as an ISO date."""
    return now()[:10]


def language_word(code: str) -> str:
    """Return the name of a language; what is no code is said as it is."""
    if code == SIGNED:
        return gettext("British Sign Language")
    return current_locale().languages.get(code) or code


def weekday_word(weekday: int) -> str:
    """Return the name of a day of the week, 1 for Monday."""
    return str(get_day_names("wide", context="stand-alone", locale=current_locale())[weekday - 1])


def access_word(code: str, words: str = "") -> str:
    """Return one thing about getting in and taking part."""
    known = ACCESS_WORDS.get(code)
    return " · ".join(part for part in (str(known) if known else "", words) if part)


def far_word(metres: int) -> str:
    """Return a distance in miles."""
    if metres < NEAREST:
        return gettext("Very near")
    miles = format_decimal(max(0.1, round(metres / METRES_A_MILE, 1)), locale=current_locale())
    return gettext("%(miles)s miles away", miles=miles)


def age_word(facts: Facts) -> str:
    """Return for whom an entry is by age; an empty text where it says nothing."""
    low, high = facts.min_age_months, facts.max_age_months
    if low is not None and low >= GROWN_UP_MONTHS:
        return gettext("For grown-ups")
    if low is not None and low < 0:
        return gettext("From pregnancy on") if high is None else _expecting(high)
    if high is None:
        return gettext("From %(age)s", age=_age(low)) if low else ""
    return gettext("From %(low)s to %(high)s", low=_age(low), high=_age(high)) if low else _up_to(high)


def age_in_words(months: int) -> str:
    """Return one age, from before birth on."""
    if months < 0:
        return gettext("In pregnancy")
    return gettext("Birth") if months == 0 else _age(months)


def _expecting(high: int) -> str:
    return gettext("In pregnancy") if high <= 0 else gettext("From pregnancy to %(age)s", age=_age(high))


def _up_to(high: int) -> str:
    return gettext("Up to %(age)s", age=_age(high))


def _age(months: int) -> str:
    if months < TWO_YEARS:
        return ngettext("%(num)s month", "%(num)s months", months)
    return ngettext("%(num)s year", "%(num)s years", months // 12)
