"""Where a service of a feed is, and how one gets in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wheel_app.directory.feeds.checking import Findings, RowOf, is_given, part, parts, text_in
from wheel_app.directory.feeds.formats import is_number
from wheel_app.directory.feeds.standard import ACCESSIBILITY, ADDRESS, LOCATION, SERVICE_AT_LOCATION
from wheel_app.directory.postcodes.rules import fold_postcode
from wheel_app.directory.rules import ACCESS, Access, Place

NAME, ADDRESS_LETTERS, ACCESS_LETTERS = 200, 500, 1_000
# Between which degrees the United Kingdom lies.
NORTH, EAST = (49.0, 61.5), (-9.0, 2.5)
ADDRESS_LINES = ("address_1", "address_2", "city", "region")


@dataclass(frozen=True)
class Places:
    """The places, ways in, and for each id of a row at a place which of the places it is."""

    places: tuple[Place, ...]
    access: tuple[Access, ...]
    by_row: Mapping[str, int]
    schedules: tuple[tuple[int, str, RowOf], ...]


def read_places(row: RowOf, found: Findings) -> Places:
    """Return the places of a service; what is broken about one leaves that one out."""
    places: list[Place] = []
    access: list[Access] = []
    by_row: dict[str, int] = {}
    schedules: list[tuple[int, str, RowOf]] = []
    for where, held in parts(row, "service_at_locations", SERVICE_AT_LOCATION, found):
        location = part(held, "location", LOCATION, found, where)
        if location is None:
            continue
        access += _access(location, found, f"{where}location.")
        if location["location_type"] == "virtual":
            access.append(Access("online"))
            continue
        by_row[str(held["id"])] = by_row[str(location["id"])] = len(places)
        schedules.append((len(places), where, held))
        places.append(_place(location, found, f"{where}location."))
    return Places(tuple(places), _together(access), by_row, tuple(schedules))


def _place(location: RowOf, found: Findings, where: str) -> Place:
    address, postcode = "", ""
    for inside, given in parts(location, "addresses", ADDRESS, found, where):
        address, postcode = _address(given, found, inside)
        break
    lat, lon = _point(location, found, where)
    name = text_in(location, "name", NAME, found, where)
    return Place(name, address, postcode, lat, lon, external_id=str(location["id"]))


def _address(given: RowOf, found: Findings, where: str) -> tuple[str, str]:
    lines = [text_in(given, name, ADDRESS_LETTERS, found, where) for name in ADDRESS_LINES]
    typed = text_in(given, "postal_code", 20, found, where)
    postcode = fold_postcode(typed)
    if postcode is None or " " not in postcode:
        found.warn(f"{where}postal_code", "odd-postcode", typed)
        lines, postcode = [*lines, typed], ""
    kept = [line for position, line in enumerate(lines) if line and line not in lines[:position]]
    return ", ".join(kept)[:ADDRESS_LETTERS], postcode


def _point(location: RowOf, found: Findings, where: str) -> tuple[int, int] | tuple[None, None]:
    lat, lon = location.get("latitude"), location.get("longitude")
    if not is_given(lat) and not is_given(lon):
        return None, None
    if not (is_number(lat) and is_number(lon)) or abs(float(lat)) > 90 or abs(float(lon)) > 180:  # type: ignore[arg-type]
        found.warn(f"{where}latitude", "odd-point", f"{lat}, {lon}")
        return None, None
    if (not lat and not lon) or _is_turned(float(lat), float(lon)):  # type: ignore[arg-type]
        found.warn(f"{where}latitude", "odd-point", f"{lat}, {lon}")
        return None, None
    return round(float(lat) * 1_000_000), round(float(lon) * 1_000_000)  # type: ignore[arg-type]


def _is_turned(lat: float, lon: float) -> bool:
    """Return whether the two numbers of a point of this country stand the wrong way round: in the Indian Ocean."""
    return EAST[0] <= lat <= EAST[1] and NORTH[0] <= lon <= NORTH[1]


def _access(location: RowOf, found: Findings, where: str) -> list[Access]:
    told = []
    for inside, given in parts(location, "accessibility", ACCESSIBILITY, found, where):
        texts = [
            text_in(given, name, ACCESS_LETTERS, found, inside) for name in ("accessibility", "description", "details")
        ]
        code = texts[0] if texts[0] in ACCESS else "other"
        words = [text for position, text in enumerate(texts) if text and text != code and text not in texts[:position]]
        if words or code != "other":
            told.append(Access(code, " ".join(words)))
    return told


def _together(access: list[Access]) -> tuple[Access, ...]:
    """Join what is said of one thing at several places: an entry says each thing once."""
    words: dict[str, list[str]] = {}
    for one in access:
        said = words.setdefault(one.code, [])
        if one.words and one.words not in said:
            said.append(one.words)
    return tuple(Access(code, " ".join(said)[:ACCESS_LETTERS]) for code, said in sorted(words.items()))
