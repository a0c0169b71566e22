"""One service of a feed, as the standard writes it, told as an entry of the green book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol

from babel import Locale
from babel.core import get_global

from wheel_app.directory.feeds.checking import TOO_DEEP, Findings, RowOf, breaks, part, parts, text_in
from wheel_app.directory.feeds.formats import cleaned, day_of, is_number
from wheel_app.directory.feeds.hours import read_days
from wheel_app.directory.feeds.places import NAME, read_places
from wheel_app.directory.feeds.rules import RowRead, repeated
from wheel_app.directory.feeds.standard import (
    AREA,
    ATTRIBUTE,
    CONTACT,
    COST,
    LANGUAGE,
    ORGANIZATION,
    PHONE,
    SERVICE,
    TERM,
)
from wheel_app.directory.rules import SIGNED, SIGNED_NAME, Facts, Provider

SUMMARY, LINE, PHONE_LETTERS = 10_000, 1_000, 60
OLDEST_YEARS = 150
HIGHEST_AMOUNT = 100_000
FREE = frozenset({"free", "free of charge", "no charge", "no cost", "0", "0.00", "£0", "£0.00"})
LONGEST_ID = 200
PROVIDER_TEXTS = (("name", NAME), ("description", SUMMARY))
NO_DESCRIPTION = ("organization.description", "missing")


class Terms(Protocol):
    """Which categories of ours a word of a feed's word list stands for."""

    def codes_of(self, term_id: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the codes of categories; None where it is a word that we do not know."""

    def topics_of(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the subjects that these categories belong to."""


def read_service(row: object, terms: Terms, *, feed_id: str, today: str) -> RowRead:
    """Return what one row of a feed says, or why it cannot be taken. `today` is an ISO date."""
    found = Findings()
    if not isinstance(row, Mapping):
        found.refuse("", "too-deep" if row is TOO_DEEP else "not-row", "" if row is TOO_DEEP else row)
        return RowRead("", None, tuple(found.faults))
    _check(row, found)
    external_id = id_of(row)
    if found.is_refused:
        return RowRead(external_id, None, tuple(found.faults))
    facts = _facts(row, terms, found, feed_id, external_id, today)
    return RowRead(external_id, facts, tuple(found.faults))


def id_of(row: RowOf) -> str:
    """Return the id that a row names itself by, in lower case; empty where it has none that could be one."""
    given = row.get("id")
    return repeated(given.strip().lower()) if isinstance(given, str) and len(given) <= LONGEST_ID else ""


def _check(row: RowOf, found: Findings) -> None:
    for fault in breaks(row, SERVICE):
        found.refuse(fault.where, fault.reason, fault.value)
    given = row.get("organization")
    for fault in breaks(given, ORGANIZATION, "organization.") if isinstance(given, Mapping) else ():
        # Who runs a service is found by name and reached by address; that nothing more is told harms nobody.
        report = found.warn if (fault.where, fault.reason) == NO_DESCRIPTION else found.refuse
        report(fault.where, fault.reason, fault.value)


def _facts(row: RowOf, terms: Terms, found: Findings, feed_id: str, external_id: str, today: str) -> Facts:
    places = read_places(row, found)
    low, high = _ages(row, found)
    is_free, cost = _cost(row, found, today)
    codes = _categories(row, terms, found)
    return Facts(
        name=text_in(row, "name", NAME, found),
        summary=text_in(row, "description", SUMMARY, found),
        status=row["status"].strip(),
        provider=_provider(row, found),
        web=cleaned(str(row.get("url") or "")),
        email=cleaned(str(row.get("email") or "")),
        phone=_phone(row, found),
        cost_words=cost,
        is_free=is_free,
        min_age_months=low,
        max_age_months=high,
        for_whom=_for_whom(row, found),
        booking_words=text_in(row, "alert", LINE, found),
        checked_on=_checked_on(row, found, today),
        places=places.places,
        days=read_days(row, places, found, today=today),
        topics=terms.topics_of(codes),
        categories=codes,
        languages=_languages(row, found),
        access=places.access,
        feed_id=feed_id,
        external_id=external_id,
    )


def _provider(row: RowOf, found: Findings) -> Provider | None:
    given = row.get("organization")
    if not isinstance(given, Mapping):
        return None
    name, description = (text_in(given, one, most, found, "organization.") for one, most in PROVIDER_TEXTS)
    email, web = (cleaned(str(given.get(one) or "")) for one in ("email", "website"))
    return Provider(name, description, email, web, external_id=id_of(given))


def _phone(row: RowOf, found: Findings) -> str:
    told = [number for _, number in _phones(row, found, "")]
    for where, contact in parts(row, "contacts", CONTACT, found):
        told += [number for _, number in _phones(contact, found, where)]
    return next((number for number in told if any(c.isdigit() for c in number)), "")


def _phones(row: RowOf, found: Findings, where: str) -> Iterator[tuple[str, str]]:
    for inside, phone in parts(row, "phones", PHONE, found, where):
        yield inside, text_in(phone, "number", PHONE_LETTERS, found, inside).strip("\"' ")


def _ages(row: RowOf, found: Findings) -> tuple[int | None, int | None]:
    """Years as the standard has them, told in months: “up to 5” ends the day before the sixth birthday."""
    years: list[float | None] = []
    for name in ("minimum_age", "maximum_age"):
        given = row.get(name)
        years.append(float(given or 0) if is_number(given) else None)
        if years[-1] is not None and not 0 <= years[-1] <= OLDEST_YEARS:
            found.warn(name, "odd-age", str(given))
            years[-1] = None
    low, high = years
    if low is not None and high is not None and low > high:
        found.warn("minimum_age", "odd-age", f"{low:g}–{high:g}")
        return None, None
    return (None if low is None else round(low * 12)), (None if high is None else _last_month(high))


def _last_month(years: float) -> int:
    return int(years) * 12 + 11 if years == int(years) else round(years * 12)


def _cost(row: RowOf, found: Findings, today: str) -> tuple[bool | None, str]:
    amounts, told = [], []
    for where, option in parts(row, "cost_options", COST, found):
        until = day_of(str(option.get("valid_to") or ""))
        if until is not None and until < today:
            found.warn(f"{where}valid_to", "over", until)
            continue
        amount = option.get("amount")
        if is_number(amount) and not 0 <= float(amount or 0) <= HIGHEST_AMOUNT:
            found.warn(f"{where}amount", "odd-amount", str(amount))
            amount = None
        if is_number(amount):
            amounts.append(float(amount or 0))
        words = (
            text_in(option, "option", LINE, found, where),
            _money(amount),
            text_in(option, "amount_description", LINE, found, where),
        )
        told.append(" · ".join(part for part in words if part))
    fees = text_in(row, "fees", LINE, found)
    if amounts:
        return not any(amounts), shortened_line(told, fees)
    return (True if fees.lower().rstrip(".") in FREE else None), shortened_line(told, fees)


def _money(amount: object) -> str:
    return f"£{float(amount):.2f}" if is_number(amount) and amount else ""  # type: ignore[arg-type]


def shortened_line(told: list[str], fees: str) -> str:
    """Join what is said about money."""
    return "; ".join(dict.fromkeys(one for one in (*told, fees) if one))[:LINE]


def _for_whom(row: RowOf, found: Findings) -> str:
    told = [
        text
        for where, area in parts(row, "service_areas", AREA, found)
        for text in (text_in(area, name, LINE, found, where) for name in ("name", "service_area"))
        if text
    ]
    return "; ".join(dict.fromkeys(told))[:LINE]


def _checked_on(row: RowOf, found: Findings, today: str) -> str:
    """When somebody last made sure of it; where nobody says so, when they last wrote it."""
    days = [_past_day(row, name, found, today) for name in ("assured_date", "last_modified")]
    return next((day for day in days if day), "")


def _past_day(row: RowOf, name: str, found: Findings, today: str) -> str:
    given = str(row.get(name) or "").strip()
    day = day_of(given)
    if given and day is None:
        found.warn(name, "not-date", given)
    if day is not None and day > today:
        found.warn(name, "in-future", day)
        return ""
    return day or ""


def _languages(row: RowOf, found: Findings) -> tuple[str, ...]:
    told = set()
    for where, given in parts(row, "languages", LANGUAGE, found):
        code = language_of(str(given.get("code") or ""), str(given.get("name") or ""))
        if code:
            told.add(code)
        elif given.get("code") or given.get("name"):
            found.warn(f"{where}name", "unknown-language", given.get("name") or given.get("code"))
    return tuple(sorted(told))


def language_of(code: str, name: str) -> str | None:
    """Return the short code of a language that is named by a code of two or three letters, or in English."""
    known = _languages_by_code()
    short = code.strip().lower().split("-")[0].split("_")[0]
    short = get_global("language_aliases").get(short, short)
    if short in known:
        return str(short)
    said = name.strip().casefold()
    return next((key for key, word in known.items() if said and word.casefold() == said), None)


@cache
def _languages_by_code() -> Mapping[str, str]:
    return {**Locale("en").languages, SIGNED: SIGNED_NAME}


def _categories(row: RowOf, terms: Terms, found: Findings) -> tuple[str, ...]:
    codes: list[str] = []
    unknown: list[str] = []
    for where, given in parts(row, "attributes", ATTRIBUTE, found):
        term = part(given, "taxonomy_term", TERM, found, where) or {}
        names = tuple(str(term[name]) for name in ("name", "term", "term_uri") if term.get(name))
        read = terms.codes_of(str(term.get("id") or given.get("taxonomy_term_id") or ""), names)
        if read is None:
            unknown.append(names[0] if names else str(given.get("taxonomy_term_id") or given["id"]))
        codes += read or ()
    if unknown:
        found.warn("attributes", "unknown-term", ", ".join(dict.fromkeys(unknown)))
    return tuple(sorted(set(codes)))
