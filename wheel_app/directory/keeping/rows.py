"""The places and times of an entry as rows of a form: those that it has, and a few empty ones to fill in."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, SelectField, StringField, ValidationError

from wheel_app.directory.postcodes.rules import fold_postcode
from wheel_app.directory.rules import Day, Place
from wheel_app.directory.words import weekday_word
from wheel_app.web.forms import Form, ShortEnough, tidy

MOST_ROWS = 40
EMPTY_ROWS = 2
LONGEST_LINE = 200
TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")
PLACE_PARTS = ("name", "address", "postcode", "point", "was", "mark")
DAY_PARTS = ("weekday", "opens", "closes", "place", "words")


def line(label: Any, *checks: Any) -> StringField:
    """Return a field for one line."""
    return StringField(label, filters=[tidy], validators=[ShortEnough(LONGEST_LINE), *checks])


def _postcode(form: Form, field: StringField) -> None:
    stood = form[field.name.replace("postcode", "was")].data
    if field.data and field.data != stood and fold_postcode(field.data) is None:
        raise ValidationError(gettext("Write it like OL1 1AA, or leave it empty."))


def row_fields(places: int, days: int) -> dict[str, Any]:
    """Return the fields of so many rows."""
    fields: dict[str, Any] = {}
    for at in range(min(places, MOST_ROWS)):
        fields[f"place_{at}_name"] = line(lazy_gettext("Name of the place"))
        fields[f"place_{at}_address"] = line(lazy_gettext("Street and town"))
        fields[f"place_{at}_postcode"] = line(lazy_gettext("Postcode"), _postcode)
        # What nobody types: where the place is on the map, and as of which postcode; what a feed calls it.
        fields |= {f"place_{at}_{part}": HiddenField(filters=[tidy]) for part in ("point", "was", "mark")}
    for at in range(min(days, MOST_ROWS)):
        fields[f"day_{at}_weekday"] = SelectField(lazy_gettext("Day"), validate_choice=False)
        fields[f"day_{at}_opens"] = line(lazy_gettext("From"))
        fields[f"day_{at}_closes"] = line(lazy_gettext("To"))
        fields[f"day_{at}_place"] = SelectField(lazy_gettext("At which place"), validate_choice=False)
        fields[f"day_{at}_words"] = line(lazy_gettext("Good to know, such as: term time"))
    return fields


def rows_sent(kind: str) -> int:
    """Return how many rows of a kind a sent form has."""
    first = "name" if kind == "place" else "weekday"
    return next((at for at in range(MOST_ROWS) if f"{kind}_{at}_{first}" not in request.form), MOST_ROWS)


def offer_rows(form: Form, places: int, days: int) -> None:
    """Offer the days of the week and the places by their number."""
    weekdays = [("", gettext("No day")), *((str(one), weekday_word(one)) for one in range(1, 8))]
    numbered = [
        ("", gettext("All of them")),
        *((str(at), gettext("Place %(num)s", num=at + 1)) for at in range(places)),
    ]
    for at in range(days):
        form[f"day_{at}_weekday"].choices = weekdays
        form[f"day_{at}_place"].choices = numbered


def fill_rows(form: Form, places: tuple[Place, ...], days: tuple[Day, ...]) -> None:
    """Show the rows that there are."""
    for at, place in enumerate(places[:MOST_ROWS]):
        point = f"{place.lat_micro},{place.lon_micro}" if place.lat_micro is not None else ""
        for part, value in zip(
            PLACE_PARTS,
            (place.name, place.address, place.postcode, point, place.postcode, place.external_id or ""),
            strict=True,
        ):
            form[f"place_{at}_{part}"].data = value
    for at, day in enumerate(days[:MOST_ROWS]):
        where = "" if day.place is None else str(day.place)
        for part, value in zip(DAY_PARTS, (str(day.weekday), day.opens, day.closes, where, day.words), strict=True):
            form[f"day_{at}_{part}"].data = value


def read_places(form: Form, many: int) -> tuple[tuple[Place, ...], dict[str, int]]:
    """Return the places that were filled in, and for each row’s number which of them it is."""
    found: list[Place] = []
    numbers: dict[str, int] = {}
    for at in range(many):
        name, address, postcode, point, was, mark = (form[f"place_{at}_{part}"].data or "" for part in PLACE_PARTS)
        if not (name or address or postcode):
            continue
        folded = fold_postcode(postcode) or postcode
        lat, lon = _point(point) if folded == was else (None, None)
        numbers[str(at)] = len(found)
        found.append(Place(name, address, folded, lat, lon, mark or None))
    return tuple(found), numbers


def _point(text: str) -> tuple[int | None, int | None]:
    parts = re.fullmatch(r"(-?\d{1,9}),(-?\d{1,9})", text, re.ASCII)
    if not parts or abs(int(parts[1])) > 90_000_000 or abs(int(parts[2])) > 180_000_000:
        return None, None
    return int(parts[1]), int(parts[2])


def read_days(form: Form, many: int, numbers: dict[str, int]) -> tuple[Day, ...] | None:
    """Return when it is open; None after an error, which stands at its field."""
    found: list[Day] = []
    is_fine = True
    for at in range(many):
        weekday, place, words = (form[f"day_{at}_{part}"].data or "" for part in ("weekday", "place", "words"))
        opens, closes = (_read_time(form[f"day_{at}_{part}"]) for part in ("opens", "closes"))
        if opens is None or closes is None:
            is_fine = False
        elif weekday in {"1", "2", "3", "4", "5", "6", "7"}:
            found.append(Day(int(weekday), opens, closes, words, numbers.get(place)))
        elif opens or closes or words:
            form[f"day_{at}_weekday"].errors = [gettext("Choose the day.")]
            is_fine = False
    return tuple(found) if is_fine else None


def _read_time(field: StringField) -> str | None:
    typed = (field.data or "").strip()
    if not typed:
        return ""
    parts = TIME.fullmatch(typed) if typed.isascii() else None
    if parts is None:
        field.errors = [gettext("Write the time like 09:30.")]
        return None
    return f"{int(parts[1]):02d}:{parts[2]}"
