"""All SQL that writes an entry: its row, what hangs on it, and what it is found by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wheel_app.directory.queries import SCALARS
from wheel_app.directory.rules import Facts, ServiceChange
from wheel_app.storage import Database

AT_ONCE, AT_ONCE_OF_WORDS = 40, 80
GIVEN = ", ".join(f"(CAST(:given_{place} AS TEXT))" for place in range(AT_ONCE))
AT_ONCE_OF_PLACES, AT_ONCE_OF_DAYS, AT_ONCE_OF_CHANGES = 6, 14, 6
TABLES = ("service_day", "service_place", "service_topic", "service_category", "service_language", "service_access")
DELETE_FROM = {table: f"DELETE FROM {table} WHERE service_id = :service_id" for table in TABLES}
DELETES = {
    "places": (DELETE_FROM["service_day"], DELETE_FROM["service_place"]),
    "topics": (DELETE_FROM["service_topic"],),
    "categories": (DELETE_FROM["service_category"],),
    "languages": (DELETE_FROM["service_language"],),
    "access": (DELETE_FROM["service_access"],),
}


def _values(kinds: str, many: int) -> str:
    """Return so many rows of values: t for a text, n for a number; the last two tell the row and whether it is used."""
    cast = {"t": "TEXT", "n": "INTEGER"}
    rows = (
        [f"CAST(:c{part}_{place} AS {cast[kind]})" for part, kind in enumerate(kinds)] + [f"{place}", f":used_{place}"]
        for place in range(many)
    )
    return ", ".join(f"({', '.join(row)})" for row in rows)


INSERT_PLACES = (
    "INSERT INTO service_place (place_id, service_id, position, name, address, postcode, lat_micro, lon_micro, cell,"
    " external_id) SELECT g.column1, CAST(:service_id AS TEXT), :start + g.column9, g.column2, g.column3, g.column4,"
    " g.column5, g.column6, g.column7, g.column8 FROM (VALUES "
    + _values("ttttnntt", AT_ONCE_OF_PLACES)
    + ") g WHERE g.column10 = 1"
)
INSERT_DAYS = (
    "INSERT INTO service_day (service_id, position, place_id, weekday, opens, closes, words)"
    " SELECT CAST(:service_id AS TEXT), :start + g.column6, g.column1, g.column2, g.column3, g.column4, g.column5"
    " FROM (VALUES " + _values("tnttt", AT_ONCE_OF_DAYS) + ") g WHERE g.column7 = 1"
)
INSERT_ACCESS = (
    "INSERT INTO service_access (service_id, code, words) SELECT CAST(:service_id AS TEXT), g.column1, g.column2"
    " FROM (VALUES " + _values("tt", AT_ONCE_OF_DAYS) + ") g WHERE g.column4 = 1"
)
INSERT_CHANGES = (
    "INSERT INTO service_change (change_id, service_id, fact, old_value, new_value, why, made_at, made_by)"
    " SELECT g.column1, CAST(:service_id AS TEXT), g.column2, g.column3, g.column4, g.column5, g.column6, g.column7"
    " FROM (VALUES " + _values("ttttttt", AT_ONCE_OF_CHANGES) + ") g WHERE g.column9 = 1"
)
INSERT_WORDS = (
    "INSERT INTO service_word (is_piece, word, service_id, is_name)"
    " SELECT g.column1, g.column2, CAST(:service_id AS TEXT), g.column3 FROM (VALUES "
    + _values("ntn", AT_ONCE_OF_WORDS)
    + ") g WHERE g.column5 = 1"
)
GIVEN_CODES = _values("t", AT_ONCE)
INSERT_CODES = {
    "topics": "INSERT INTO service_topic (service_id, subject) SELECT CAST(:service_id AS TEXT), g.column1"
    f" FROM (VALUES {GIVEN_CODES}) g WHERE g.column3 = 1",
    "categories": "INSERT INTO service_category (service_id, code) SELECT CAST(:service_id AS TEXT), g.column1"
    f" FROM (VALUES {GIVEN_CODES}) g WHERE g.column3 = 1",
    "languages": "INSERT INTO service_language (service_id, language) SELECT CAST(:service_id AS TEXT), g.column1"
    f" FROM (VALUES {GIVEN_CODES}) g WHERE g.column3 = 1",
}


def insert_service(
    db: Database, service_id: str, facts: Facts, *, sort_name: str, provider_id: str | None, by: str | None, at: str
) -> None:
    """Store the row of a new entry; NotUnique when there is one of this id."""
    db.execute(
        "INSERT INTO service (service_id, provider_id, name, sort_name, summary, status, web, email, phone, cost_words,"
        " is_free, min_age_months, max_age_months, for_whom, booking_words, checked_on, feed_id, external_id, seq,"
        " made_at, made_by, changed_at) VALUES (:service_id, :provider_id, :name, :sort_name, :summary, :status, :web,"
        " :email, :phone, :cost_words, :is_free, :min_age_months, :max_age_months, :for_whom, :booking_words,"
        " :checked_on, :feed_id, :external_id, 1, :at, :by, :at)",
        service_id=service_id,
        provider_id=provider_id,
        sort_name=sort_name,
        feed_id=facts.feed_id,
        external_id=facts.external_id,
        by=by,
        at=at,
        **_scalars(facts),
    )


def update_service(
    db: Database, service_id: str, facts: Facts, *, sort_name: str, provider_id: str | None, seen_seq: int, at: str
) -> bool:
    """Write the row of an entry anew; False when it was changed since `seen_seq`."""
    touched = db.execute(
        "UPDATE service SET provider_id = :provider_id, name = :name, sort_name = :sort_name, summary = :summary,"
        " status = :status, web = :web, email = :email, phone = :phone, cost_words = :cost_words, is_free = :is_free,"
        " min_age_months = :min_age_months, max_age_months = :max_age_months, for_whom = :for_whom,"
        " booking_words = :booking_words, checked_on = :checked_on, seq = seq + 1, changed_at = :at"
        " WHERE service_id = :service_id AND seq = :seen_seq",
        service_id=service_id,
        provider_id=provider_id,
        sort_name=sort_name,
        seen_seq=seen_seq,
        at=at,
        **_scalars(facts),
    )
    return touched > 0


def _scalars(facts: Facts) -> dict[str, Any]:
    is_free = None if facts.is_free is None else int(facts.is_free)
    return {**{name: getattr(facts, name) for name in SCALARS}, "is_free": is_free}


def update_retired(db: Database, service_id: str, *, retired_at: str | None, seen_seq: int, at: str) -> bool:
    """Take an entry out of the lists, or with None put it back; False when it was changed since `seen_seq`."""
    touched = db.execute(
        "UPDATE service SET retired_at = :retired_at, seq = seq + 1, changed_at = :at"
        " WHERE service_id = :service_id AND seq = :seen_seq",
        service_id=service_id,
        retired_at=retired_at,
        seen_seq=seen_seq,
        at=at,
    )
    return touched > 0


def delete_list(db: Database, service_id: str, fact: str) -> None:
    """Remove the rows of one list of an entry; of 'places' those of its days too, which point at them."""
    for sql in DELETES[fact]:
        db.execute(sql, service_id=service_id)


def insert_places(db: Database, service_id: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Store the places of an entry: id, name, address, postcode, latitude, longitude, square, external id."""
    _insert_each(db, INSERT_PLACES, service_id, rows, AT_ONCE_OF_PLACES)


def insert_days(db: Database, service_id: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Store when an entry is open: place id, weekday, from, to, words."""
    _insert_each(db, INSERT_DAYS, service_id, rows, AT_ONCE_OF_DAYS)


def insert_codes(db: Database, service_id: str, fact: str, codes: Sequence[str]) -> None:
    """Store the topics, categories or languages of an entry."""
    _insert_each(db, INSERT_CODES[fact], service_id, [(code,) for code in codes], AT_ONCE)


def insert_access(db: Database, service_id: str, rows: Sequence[tuple[str, str]]) -> None:
    """Store how one gets in: code and words."""
    _insert_each(db, INSERT_ACCESS, service_id, rows, AT_ONCE_OF_DAYS)


def _insert_each(db: Database, sql: str, service_id: str, rows: Sequence[tuple[Any, ...]], many: int) -> None:
    for start in range(0, len(rows), many):
        some = rows[start : start + many]
        given = {f"c{part}_{place}": value for place, row in enumerate(some) for part, value in enumerate(row)}
        empty = {f"c{part}_{place}": None for place in range(len(some), many) for part in range(len(some[0]))}
        used = {f"used_{place}": int(place < len(some)) for place in range(many)}
        db.execute(sql, service_id=service_id, start=start, **given, **empty, **used)


def insert_facets(
    db: Database, service_id: str, facets: Sequence[str], *, sort_name: str, months: tuple[int, int]
) -> None:
    """Let an entry be found by these facets too."""
    for start in range(0, len(facets), AT_ONCE):
        db.execute(
            "INSERT INTO service_facet (facet, sort_name, service_id, from_months, to_months)"
            " SELECT g.column1, CAST(:sort_name AS TEXT), CAST(:service_id AS TEXT), CAST(:low AS INTEGER),"
            f" CAST(:high AS INTEGER) FROM (VALUES {GIVEN}) g WHERE g.column1 <> ''",
            service_id=service_id,
            sort_name=sort_name,
            low=months[0],
            high=months[1],
            **_slots("given", facets[start : start + AT_ONCE], ""),
        )


def delete_facets(db: Database, service_id: str) -> None:
    """Let an entry be found by no facet."""
    db.execute("DELETE FROM service_facet WHERE service_id = :service_id", service_id=service_id)


def delete_words(db: Database, service_id: str) -> None:
    """Let an entry be found by no word."""
    db.execute("DELETE FROM service_word WHERE service_id = :service_id", service_id=service_id)


def insert_words(db: Database, service_id: str, words: Sequence[tuple[int, str, int]]) -> None:
    """Let an entry be found by words and pieces of words: whether a piece, the word, whether it is one of its name."""
    _insert_each(db, INSERT_WORDS, service_id, words, AT_ONCE_OF_WORDS)


def _slots(name: str, values: Sequence[Any], empty: Any) -> dict[str, Any]:
    return {f"{name}_{place}": values[place] if place < len(values) else empty for place in range(AT_ONCE)}


def insert_changes(db: Database, service_id: str, changes: Sequence[tuple[str, ServiceChange]]) -> None:
    """Keep what facts said before, each with an id of its own."""
    rows = [
        (change_id, one.fact, one.old_value, one.new_value, one.why, one.made_at, one.made_by)
        for change_id, one in changes
    ]
    _insert_each(db, INSERT_CHANGES, service_id, rows, AT_ONCE_OF_CHANGES)
