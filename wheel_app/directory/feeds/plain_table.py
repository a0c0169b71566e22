"""One plain table with a line for each service, and what its columns mean. docs/feeds.md lists them."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid5

from wheel_app.directory.feeds.checking import MOST_PARTS
from wheel_app.directory.feeds.formats import is_uuid
from wheel_app.directory.feeds.hours import WEEKDAYS
from wheel_app.storage import Cells

Said = dict[str, Any]
IDS = UUID("0c5f8a52-0d0b-4c1c-9d7e-6a7f5b0f6c11")
PLAIN = (
    "id", "name", "description", "status", "url", "email", "phone", "provider", "place", "address", "city", "postcode",
    "latitude", "longitude", "minimum_age", "maximum_age", "cost", "free", "days", "categories", "languages",
    "for_whom", "booking", "checked_on",
)  # fmt: skip
ONE_DAY = re.compile(r"\s*([A-Za-z]{2})[A-Za-z]*\s*([0-9:]{4,5})?\s*[-–]?\s*([0-9:]{4,5})?\s*")


def plain_service(row: Cells, feed_id: str) -> Said:
    """Return a line of the plain table as the standard writes a service."""
    name = row.get("id", "").strip()
    said: Said = {
        "id": name if is_uuid(name) or not name else _id(feed_id, name),
        "status": row.get("status", "active"),
    }
    said |= {"assured_date": row.get("checked_on"), "alert": row.get("booking"), "fees": row.get("cost")}
    if provider := row.get("provider"):
        said["organization"] = {"id": _id(feed_id, provider), "name": provider, "description": provider}
    if row.get("free", "").strip().lower() in ("yes", "true", "1"):
        said["cost_options"] = [{"id": _id("free"), "amount": 0}]
    if phone := row.get("phone"):
        said["phones"] = [{"id": _id("phone"), "number": phone}]
    if for_whom := row.get("for_whom"):
        said["service_areas"] = [{"id": _id("area"), "name": for_whom}]
    said["languages"] = [{"id": _id(one), "name": one, "code": one} for one in _several(row, "languages")]
    said["attributes"] = [_word(one) for one in _several(row, "categories")]
    said["schedules"] = [_schedule(one) for one in _several(row, "days")]
    said["service_at_locations"] = _places(row, feed_id)
    return said


def _id(*names: str) -> str:
    return str(uuid5(IDS, "|".join(names)))


def _several(row: Cells, name: str) -> list[str]:
    return [one.strip() for one in row.get(name, "").split(";") if one.strip()][: MOST_PARTS + 1]


def _word(name: str) -> Said:
    return {"id": _id(name), "taxonomy_term": {"id": _id("term", name), "name": name, "description": name}}


def _schedule(text: str) -> Said:
    found = ONE_DAY.fullmatch(text)
    day = found[1].upper() if found else text
    times = {"opens_at": found[2] or "", "closes_at": found[3] or ""} if found and day in WEEKDAYS else {}
    return {"id": _id(text), "freq": "WEEKLY", "byday": day if times else text, **times}


def _places(row: Cells, feed_id: str) -> list[Said]:
    if not any(row.get(name) for name in ("place", "address", "postcode", "latitude")):
        return []
    address = {
        "id": _id("address"),
        "address_1": row.get("address", ""),
        "city": row.get("city", ""),
        "state_province": "",
        "postal_code": row.get("postcode", ""),
        "country": "GB",
        "address_type": "physical",
    }
    place_id = _id(feed_id, row.get("place", ""), row.get("address", ""), row.get("postcode", ""))
    location: Said = {"id": place_id, "location_type": "physical", "name": row.get("place", ""), "addresses": [address]}
    location |= {name: number_in(row[name]) for name in ("latitude", "longitude") if name in row}
    return [{"id": _id("at", place_id), "location": location}]


def number_in(text: str) -> float | str:
    """Return a cell as the number that it is, or else as it was typed."""
    try:
        return float(text) if text.isascii() else text
    except ValueError:
        return text
