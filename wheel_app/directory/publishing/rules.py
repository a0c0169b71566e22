"""An entry of the green book as the UK profile of Open Referral, version 3.0, writes a service."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from babel import Locale

from wheel_app.directory.categories import categories
from wheel_app.directory.feeds.formats import is_email, is_url
from wheel_app.directory.feeds.hours import WEEKDAYS
from wheel_app.directory.rules import SIGNED, SIGNED_NAME, Access, Facts, Place, Provider, Service

Said = dict[str, Any]
# Parts have no ids of their own here: theirs follow from what they are part of, and stay the same.
PARTS = UUID("6d6a1f5e-6c0d-4b8e-9d55-2f0c6e2f3a10")
TAXONOMY = "Categories of the green book"
TAXONOMY_SAID = "The categories of England’s family-services finder, and a few that it lacks."
VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
OPENAPI = "https://docs.openreferraluk.org/en/latest/openapi30.json"


@dataclass(frozen=True)
class Short:
    """What a list says of a service: one row of what it is, and who runs it."""

    service_id: str
    facts: Facts
    changed_at: str
    provider_id: str | None


def id_of_part(*names: str) -> str:
    """Return the id of a part of something, the same each time."""
    return str(uuid5(PARTS, "|".join(names)))


def id_of_category(key: str) -> str:
    """Return the id under which a category is published."""
    return id_of_part("category", key)


def taxonomies() -> tuple[Said, ...]:
    """Return the word lists whose words services are given: there is one."""
    return ({"id": id_of_part("taxonomy"), "name": TAXONOMY, "description": TAXONOMY_SAID},)


def terms() -> tuple[Said, ...]:
    """Return all words of the word list, in the order of their names."""
    return tuple(map(term, sorted(categories())))


def paged(found: Sequence[Said], *, total: int, number: int, size: int) -> Said:
    """Return a page of a list as the standard writes it: its rows, and where it stands in a list of so many."""
    pages = max(1, math.ceil(total / size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(found),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not found,
        "contents": list(found),
    }


def short(one: Short | Service) -> Said:
    """Return a service as lists have it: with all that is said once."""
    facts = one.facts
    return _given(
        {
            "id": one.service_id,
            "name": facts.name,
            "description": facts.summary,
            "url": facts.web if is_url(facts.web) else "",
            "email": facts.email if is_email(facts.email) else "",
            "status": facts.status,
            "minimum_age": _years(facts.min_age_months),
            "maximum_age": _last_year(facts.max_age_months),
            "assured_date": facts.checked_on,
            "alert": facts.booking_words,
            "last_modified": f"{one.changed_at[:23]}Z",
            "organization": _organization(one.provider_id, facts.provider),
        }
    )


def whole(service: Service) -> Said:
    """Return a service with all its parts."""
    name, facts = service.service_id, service.facts
    return {
        **short(service),
        **_given(
            {
                "schedules": list(_schedules(name, facts)),
                "service_areas": [{"id": id_of_part(name, "area"), "name": facts.for_whom}] if facts.for_whom else [],
                "service_at_locations": list(_locations(name, facts)),
                "languages": [_language(name, code) for code in facts.languages],
                "cost_options": _cost(name, facts),
                "contacts": _contacts(name, facts),
                "attributes": [_attribute(name, key) for key in facts.categories],
            }
        ),
    }


def term(key: str) -> Said:
    """Return a category as a word of a word list."""
    name = key.replace("-", " ").capitalize()
    taxonomy = {"taxonomy": TAXONOMY, "taxonomy_id": id_of_part("taxonomy")}
    return {"id": id_of_category(key), "name": name, "description": name, "term": name, **taxonomy}


def _given(said: Said) -> Said:
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _years(months: int | None) -> float | None:
    if months is None or months < 0:
        return None
    return months // 12 if months % 12 == 0 else round(months / 12, 2)


def _last_year(months: int | None) -> float | None:
    """Tell the last month as an age in years; the eleventh month after a birthday is the end of a whole year."""
    if months is None or months < 0:
        return None
    return months // 12 if months % 12 == 11 else round(months / 12, 2)


def _organization(provider_id: str | None, provider: Provider | None) -> Said | None:
    if provider_id is None or provider is None:
        return None
    more = {
        "email": provider.email if is_email(provider.email) else "",
        "website": provider.web if is_url(provider.web) else "",
    }
    return {"id": provider_id, "name": provider.name, "description": provider.description or provider.name} | _given(
        more
    )


def _place_id(name: str, place: Place, number: int) -> str:
    return place.place_id or id_of_part(name, "place", str(number))


def _at_id(name: str, number: int) -> str:
    return id_of_part(name, "at", str(number))


def _schedules(name: str, facts: Facts) -> Iterator[Said]:
    for number, day in enumerate(facts.days):
        yield _given(
            {
                "id": id_of_part(name, "schedule", str(number)),
                "service_at_location_id": None if day.place is None else _at_id(name, day.place),
                "freq": "WEEKLY",
                "byday": WEEKDAYS[day.weekday - 1],
                "opens_at": day.opens,
                "closes_at": day.closes,
                "description": day.words,
            }
        )


def _locations(name: str, facts: Facts) -> Iterator[Said]:
    """Give its places. How one gets in is said of the first; what can be had online has a place of its own."""
    told = [_way_in(name, one) for one in facts.access if one.code != "online"]
    for number, place in enumerate(facts.places):
        location = _location(name, place, number, told if number == 0 else [])
        yield {"id": _at_id(name, number), "location": location}
    if any(one.code == "online" for one in facts.access) or (told and not facts.places):
        online = {"id": id_of_part(name, "online"), "location_type": "virtual"}
        rest = [] if facts.places else told
        yield {"id": id_of_part(name, "at", "online"), "location": online | _given({"accessibility": rest})}


def _location(name: str, place: Place, number: int, ways_in: list[Said]) -> Said:
    place_id = _place_id(name, place, number)
    point = {}
    if place.lat_micro is not None and place.lon_micro is not None:
        point = {"latitude": place.lat_micro / 1_000_000, "longitude": place.lon_micro / 1_000_000}
    addresses = [_address(place_id, place)] if place.address or place.postcode else []
    said = {"name": place.name, "addresses": addresses, "accessibility": ways_in}
    return {"id": place_id, "location_type": "physical"} | point | _given(said)


def _address(place_id: str, place: Place) -> Said:
    lines, _, city = place.address.rpartition(", ")
    return {
        "id": id_of_part(place_id, "address"),
        "address_1": lines or city,
        "city": city if lines else "",
        "state_province": "",
        "postal_code": place.postcode,
        "country": "GB",
        "address_type": "physical",
    }


def _way_in(name: str, one: Access) -> Said:
    code = "" if one.code == "other" else one.code
    return {"id": id_of_part(name, "access", one.code)} | _given({"accessibility": code, "description": one.words})


def _language(name: str, code: str) -> Said:
    said = SIGNED_NAME if code == SIGNED else Locale("en").languages.get(code, code)
    return {"id": id_of_part(name, "language", code), "name": said, "code": code}


def _cost(name: str, facts: Facts) -> list[Said]:
    if facts.is_free is None and not facts.cost_words:
        return []
    amount = {"amount": 0} if facts.is_free else {}
    return [{"id": id_of_part(name, "cost"), **_given({"option": facts.cost_words}), **amount}]


def _contacts(name: str, facts: Facts) -> list[Said]:
    if not facts.phone:
        return []
    phone = {"id": id_of_part(name, "phone"), "number": facts.phone}
    return [{"id": id_of_part(name, "contact"), "phones": [phone]}]


def _attribute(name: str, key: str) -> Said:
    return {"id": id_of_part(name, "attribute", key), "link_type": "category", "taxonomy_term": term(key)}
