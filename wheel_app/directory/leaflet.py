"""What was found, as it is taken along on paper, in the language of the request."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flask import current_app
from flask_babel import gettext

from wheel_app.directory.rules import Day, Facts
from wheel_app.directory.searching.rules import Found
from wheel_app.directory.words import (
    access_word,
    age_word,
    closed_word,
    day_here,
    far_word,
    language_word,
    unchecked_word,
    weekday_word,
)
from wheel_app.web.locale import current_language, date_text

MOST_PLACES, LONGEST_SUMMARY = 3, 200


@dataclass(frozen=True)
class LeafletFact:
    """One thing that an entry says: its lines, each of parts that keep their own direction."""

    term: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LeafletEntry:
    """An entry; what is not known is empty. `notices` say that it is closed for now or long unchecked."""

    name: str
    by: str
    notices: tuple[str, ...]
    summary: str
    facts: tuple[LeafletFact, ...]
    phone: str
    email: str
    web: str


@dataclass(frozen=True)
class LeafletHeadings:
    """The fixed words of the paper: `page` holds {page} and {pages}; `not_printed` explains ◌."""

    not_printed: str
    page: str


@dataclass(frozen=True)
class Leaflet:
    """The whole paper, every text ready to print: what was looked for, and what there is."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    wanted: tuple[str, ...]
    looked_up: str
    entries: tuple[LeafletEntry, ...]
    headings: LeafletHeadings
    flows: bool = True


# Draws it as a PDF; None when that cannot be had. It stands on a higher step, and create_app() hands it in.
Press = Callable[[Leaflet], bytes | None]


def pressed(leaflet: Leaflet) -> bytes | None:
    """Return the paper as a PDF, None when it cannot be had."""
    press: Press = current_app.extensions["wheel_press"]
    return press(leaflet)


def leaflet_of(found: Sequence[Found], *, title: str, wanted: Sequence[str]) -> Leaflet:
    """Return what was found, ready to print; `wanted` says what was looked for, piece by piece."""
    language = current_language()
    return Leaflet(
        language=language.text,
        direction="rtl" if language.direction == "rtl" else "ltr",
        title=title,
        wanted=tuple(wanted),
        looked_up=gettext("Looked up on %(day)s. Ring before you go.", day=date_text(day_here())),
        entries=tuple(map(_entry, found)),
        headings=LeafletHeadings(
            not_printed=gettext("◌ stands for a sign that could not be printed."),
            page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        ),
    )


def _entry(found: Found) -> LeafletEntry:
    service, facts = found.service, found.service.facts
    by = facts.provider.name if facts.provider else ""
    return LeafletEntry(
        name=facts.name,
        by=by if by != facts.name else "",
        notices=tuple(word for word in (closed_word(service), unchecked_word(service)) if word),
        summary=textwrap.shorten(facts.summary, LONGEST_SUMMARY, placeholder=" …"),
        facts=tuple(fact for fact in _facts(facts, found.metres) if fact.lines),
        phone=facts.phone,
        email=facts.email,
        web=facts.web,
    )


def _facts(facts: Facts, metres: int | None) -> Iterator[LeafletFact]:
    far = "" if metres is None else far_word(metres)
    places = (line for one in facts.places[:MOST_PLACES] for line in ((one.name,), (one.address, one.postcode)))
    yield _fact(gettext("Where"), (far,), *places)
    yield _fact(gettext("When"), *(_when(day, facts) for day in facts.days))
    yield _fact(gettext("Cost"), (gettext("Free") if facts.is_free else "", facts.cost_words))
    yield _fact(gettext("For whom"), (age_word(facts), facts.for_whom))
    yield _fact(gettext("How to join"), (facts.booking_words,))
    yield _fact(gettext("Good to know"), tuple(access_word(one.code, one.words) for one in facts.access))
    yield _fact(gettext("Spoken there"), tuple(map(language_word, facts.languages)))


def _fact(term: str, *lines: tuple[str, ...]) -> LeafletFact:
    given = (tuple(part for part in line if part) for line in lines)
    return LeafletFact(term, tuple(line for line in given if line))


def _when(day: Day, facts: Facts) -> tuple[str, ...]:
    span = f"{day.opens}–{day.closes}" if day.closes else day.opens
    where = facts.places[day.place].name if day.place is not None and len(facts.places) > 1 else ""
    return f"{weekday_word(day.weekday)} {span}".strip(), day.words, where
