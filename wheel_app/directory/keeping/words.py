"""How those who keep the green book read what was changed in it."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from wheel_app.directory.pages.topics import topic_of
from wheel_app.directory.words import STATUS_WORDS, access_word, age_in_words, language_word, weekday_word
from wheel_app.web.locale import date_text

FACT_WORDS = {
    "name": lazy_gettext("Name"),
    "summary": lazy_gettext("What it is"),
    "status": lazy_gettext("How it stands"),
    "provider": lazy_gettext("Who runs it"),
    "web": lazy_gettext("Web page"),
    "email": lazy_gettext("Email"),
    "phone": lazy_gettext("Phone"),
    "cost_words": lazy_gettext("Cost, in words"),
    "is_free": lazy_gettext("Free"),
    "min_age_months": lazy_gettext("From which age"),
    "max_age_months": lazy_gettext("Up to which age"),
    "for_whom": lazy_gettext("For whom"),
    "booking_words": lazy_gettext("How to join"),
    "checked_on": lazy_gettext("Checked on"),
    "places": lazy_gettext("Places"),
    "days": lazy_gettext("Days"),
    "topics": lazy_gettext("Topics"),
    "categories": lazy_gettext("Kinds, in other lists"),
    "languages": lazy_gettext("Languages"),
    "access": lazy_gettext("Getting in"),
    "retired": lazy_gettext("Taken out"),
}


def fact_word(fact: str) -> str:
    """Return what a fact is called."""
    return str(FACT_WORDS.get(fact, fact))


def value_lines(fact: str, value: str) -> list[str]:
    """Return what a kept text of a fact says, line by line; a stroke where it said nothing."""
    return [_line(fact, line) for line in value.split("\n")] if value else ["–"]


def _line(fact: str, line: str) -> str:
    first, _, rest = line.partition(" ")
    if fact in ("min_age_months", "max_age_months"):
        return age_in_words(int(line))
    if fact == "days":
        return f"{weekday_word(int(first))} {rest}".strip()
    if fact == "topics":
        topic = topic_of(line)
        return gettext(topic.label) if topic else line
    if fact in ("is_free", "retired"):
        return gettext("yes") if line == "yes" else gettext("no")
    if fact == "access":
        return access_word(first, rest)
    plain = {"status": lambda: str(STATUS_WORDS.get(line, line)), "languages": lambda: language_word(line)}
    return date_text(line) if fact == "checked_on" else plain.get(fact, lambda: line)()
