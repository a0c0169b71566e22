"""What an entry of the green book says, and what can be told from it without asking anybody."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

# In the standard’s words; others stand in no list for families.
LISTED_STATUSES = frozenset({"active", "temporarily closed"})
EXPECTING = -9
LAST_MONTH = 2_400
# From this age on a service is for the grown-ups of a family, and the age of a child says nothing about it.
GROWN_UP_MONTHS = 16 * 12
STALE_MONTHS = 6
# The one language spoken here that lists of the world’s languages do not name: its code, and its name in English.
SIGNED, SIGNED_NAME = "bfi", "British Sign Language"
ACCESS = (
    "step-free",
    "parking",
    "changing-room",
    "hearing-loop",
    "quiet",
    "buggies",
    "interpreter",
    "online",
    "at-home",
)


class ChangedMeanwhile(Exception):
    """Somebody else changed the same entry after it was shown here."""


@dataclass(frozen=True)
class Provider:
    """Who runs a service."""

    name: str
    description: str = ""
    email: str = ""
    web: str = ""
    external_id: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a service is. Coordinates are whole microdegrees; without them they are its postcode’s, where known."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    lat_micro: int | None = None
    lon_micro: int | None = None
    external_id: str | None = None
    place_id: str | None = None

    @property
    def in_one_line(self) -> str:
        """All of it that people read."""
        return " · ".join(part for part in (self.name, self.address, self.postcode) if part)


@dataclass(frozen=True)
class Day:
    """When a service is open: a weekday from 1, Monday, times as HH:MM or empty, and at which of its places."""

    weekday: int
    opens: str = ""
    closes: str = ""
    words: str = ""
    place: int | None = None

    @property
    def coded(self) -> str:
        """All of it in one text."""
        span = f"{self.opens}–{self.closes}" if self.closes else self.opens
        return " ".join(part for part in (str(self.weekday), span, self.words) if part)


@dataclass(frozen=True)
class Access:
    """One thing about getting in and taking part: one of ACCESS, or 'other' with words."""

    code: str
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """What an entry says; an empty text where it is not known.

    Ages are whole months with both ends, from EXPECTING on. `topics` are shared subjects, `categories` keys of
    categories.toml. `checked_on` is the day somebody last made sure of it. What comes from a feed has both ids.
    """

    name: str
    summary: str = ""
    status: str = "active"
    provider: Provider | None = None
    web: str = ""
    email: str = ""
    phone: str = ""
    cost_words: str = ""
    is_free: bool | None = None
    min_age_months: int | None = None
    max_age_months: int | None = None
    for_whom: str = ""
    booking_words: str = ""
    checked_on: str = ""
    places: tuple[Place, ...] = ()
    days: tuple[Day, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()
    feed_id: str | None = None
    external_id: str | None = None

    @property
    def months(self) -> tuple[int, int]:
        """The youngest and the oldest child that it suits, in months."""
        low, high = self.min_age_months, self.max_age_months
        if low is None or low >= GROWN_UP_MONTHS:
            low = EXPECTING
        return low, LAST_MONTH if high is None else high


SENTENCES = (
    "name", "summary", "web", "email", "phone", "cost_words", "for_whom", "booking_words",
)  # fmt: skip
# What can be told apart when an entry changes.
FACTS = tuple(field.name for field in fields(Facts) if field.name not in ("feed_id", "external_id"))


@dataclass(frozen=True)
class Service:
    """An entry as it is kept. `seq` grows with each change; retired since `retired_at`."""

    service_id: str
    facts: Facts
    seq: int
    made_at: str
    changed_at: str
    retired_at: str | None = None
    provider_id: str | None = None
    made_by: str | None = None

    @property
    def is_listed(self) -> bool:
        """Whether families may see it in a list."""
        return is_listed(self.facts.status, self.retired_at)


@dataclass(frozen=True)
class ServiceChange:
    """A fact of an entry that was changed: what it said, what it says since, why, who did it; None is a feed."""

    fact: str
    old_value: str
    new_value: str
    why: str
    made_at: str
    made_by: str | None
    full_name: str | None = None


@dataclass(frozen=True)
class OwnFact:
    """A fact of a feed’s entry that people put right here, and what the feed says now; None as long as it agrees."""

    fact: str
    feed_value: str | None
    made_at: str
    made_by: str | None


@dataclass(frozen=True)
class Put:
    """What became of an entry that was written: `changed` are its facts, `kept` those that stay as people put them."""

    service_id: str
    is_new: bool
    changed: tuple[str, ...]
    kept: tuple[str, ...] = ()


def is_listed(status: str, retired_at: str | None) -> bool:
    """Return whether an entry stands in the lists for families."""
    return retired_at is None and status in LISTED_STATUSES


def is_stale(service: Service, today: str) -> bool:
    """Return whether nobody made sure of an entry for more than six months before a day, an ISO date."""
    return not service.facts.checked_on or service.facts.checked_on < months_before(today, STALE_MONTHS)


def months_before(day: str, months: int) -> str:
    """Return the same day some months earlier, or the last day of that month."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - months, 12)
    for last in (int(day[8:10]), 30, 29, 28):
        try:
            return date(year, month + 1, last).isoformat()
        except ValueError:
            continue
    raise ValueError(day)


def text_of(facts: Facts, fact: str) -> str:
    """Return one fact as a text that people can read, as a change keeps it."""
    value = getattr(facts, fact)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Provider):
        return "\n".join(part for part in (value.name, value.description, value.email, value.web) if part)
    if isinstance(value, bool):
        return "yes" if value else "no"
    # Words in a list may have line breaks of their own; each thing in it is one line.
    return "\n".join(" ".join(_line(one).split()) for one in value) if isinstance(value, tuple) else str(value)


def _line(value: object) -> str:
    if isinstance(value, Place):
        return value.in_one_line
    if isinstance(value, Day):
        return value.coded
    if isinstance(value, Access):
        return " ".join(part for part in (value.code, value.words) if part)
    return str(value)


def differing(old: Facts, new: Facts) -> tuple[str, ...]:
    """Return which facts say something else; what a place is called in the store says nothing."""
    return tuple(fact for fact in FACTS if _bare(getattr(old, fact)) != _bare(getattr(new, fact)))


def _bare(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(replace(one, place_id=None) if isinstance(one, Place) else one for one in value)
    return value


def in_order(facts: Facts) -> Facts:
    """Return the same facts with each list in the order in which it is kept, and nothing in it twice."""
    return replace(
        facts,
        **{fact: getattr(facts, fact).strip() for fact in SENTENCES},
        days=tuple(sorted(dict.fromkeys(facts.days), key=lambda day: (day.weekday, day.opens, day.closes, day.words))),
        topics=tuple(sorted(set(facts.topics))),
        categories=tuple(sorted(set(facts.categories))),
        languages=tuple(sorted(set(facts.languages))),
        access=tuple(sorted({one.code: one for one in facts.access}.values(), key=lambda one: one.code)),
    )


def facets_of(facts: Facts, retired_at: str | None) -> frozenset[str]:
    """Return what an entry is found by; what stands in no list only by 'all'."""
    if not is_listed(facts.status, retired_at):
        return frozenset({"all"})
    named = {"all", "listed", *(f"topic:{one}" for one in facts.topics), *(f"day:{one.weekday}" for one in facts.days)}
    named |= {f"language:{one}" for one in facts.languages} | {f"access:{one.code}" for one in facts.access}
    if facts.is_free:
        named.add("free")
    if not any(place.lat_micro is not None for place in facts.places):
        named.add("anywhere")
    return frozenset(named)
