"""All SQL of entries: reading them whole, and writing their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wheel_app.directory.rules import Access, Day, Facts, Place, Provider, Service
from wheel_app.storage import Database

# Who runs it is asked for by single values: a join may walk through all who run anything.
COLUMNS = (
    "s.service_id, s.provider_id, s.name, s.summary, s.status, s.web, s.email, s.phone, s.cost_words, s.is_free,"
    " s.min_age_months, s.max_age_months, s.for_whom, s.booking_words, s.checked_on, s.feed_id, s.external_id, s.seq,"
    " s.made_at, s.made_by, s.changed_at, s.retired_at,"
    " (SELECT p.name FROM provider p WHERE p.provider_id = s.provider_id) AS by_name,"
    " (SELECT p.description FROM provider p WHERE p.provider_id = s.provider_id) AS by_description,"
    " (SELECT p.email FROM provider p WHERE p.provider_id = s.provider_id) AS by_email,"
    " (SELECT p.web FROM provider p WHERE p.provider_id = s.provider_id) AS by_web,"
    " (SELECT p.external_id FROM provider p WHERE p.provider_id = s.provider_id) AS by_external_id"
)
MOST_AT_ONCE = 31
IDS = ", ".join(f":id_{place}" for place in range(MOST_AT_ONCE))
# All that hangs on some entries, in one question: what it is, whose, in which order, its texts and numbers.
LISTS = (
    "SELECT 'place' AS kind, service_id, position, name AS a, address AS b, postcode AS c, place_id AS d,"
    " external_id AS e, lat_micro AS m, lon_micro AS n FROM service_place WHERE service_id IN (IDS)"
    " UNION ALL SELECT 'day', service_id, position, opens, closes, words, place_id, NULL, weekday, NULL"
    " FROM service_day WHERE service_id IN (IDS)"
    " UNION ALL SELECT 'topic', service_id, 0, subject, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM service_topic WHERE service_id IN (IDS)"
    " UNION ALL SELECT 'category', service_id, 0, code, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM service_category WHERE service_id IN (IDS)"
    " UNION ALL SELECT 'language', service_id, 0, language, NULL, NULL, NULL, NULL, NULL, NULL"
    " FROM service_language WHERE service_id IN (IDS)"
    " UNION ALL SELECT 'access', service_id, 0, code, words, NULL, NULL, NULL, NULL, NULL"
    " FROM service_access WHERE service_id IN (IDS)"
    " ORDER BY service_id, kind, position, a"
).replace("IDS", IDS)
SCALARS = (
    "name", "summary", "status", "web", "email", "phone", "cost_words", "min_age_months", "max_age_months", "for_whom",
    "booking_words", "checked_on",
)  # fmt: skip


def find_service(db: Database, service_id: str) -> Service | None:
    """Return an entry, listed or not; None when there is none. Two statements."""
    return services_by_ids(db, (service_id,)).get(service_id)


def is_in_book(db: Database, service_id: str) -> bool:
    """Whether there is an entry that families may see."""
    sql = "SELECT 1 FROM service_facet WHERE service_id = :service_id AND facet = 'listed'"
    return db.value(sql, service_id=service_id) is not None


def find_by_external_id(db: Database, feed_id: str, external_id: str) -> Service | None:
    """Return the entry that a feed calls by an id."""
    service_id = db.value(
        "SELECT service_id FROM service WHERE feed_id = :feed_id AND external_id = :external_id",
        feed_id=feed_id,
        external_id=external_id,
    )
    return find_service(db, service_id) if service_id else None


def services_by_ids(db: Database, service_ids: Iterable[str]) -> dict[str, Service]:
    """Return entries by their ids, listed or not; those that there are, at most MOST_AT_ONCE. Two statements."""
    ids = list(dict.fromkeys(service_ids))[:MOST_AT_ONCE]
    if not ids:
        return {}
    rows = db.rows(f"SELECT {COLUMNS} FROM service s WHERE s.service_id IN ({IDS})", **id_slots(ids))
    return put_together(rows, list_rows(db, [row["service_id"] for row in rows]))


def id_slots(ids: Sequence[str]) -> dict[str, str]:
    """Give each slot its id; the empty text, which nothing is called, for the rest."""
    return {f"id_{place}": ids[place] if place < len(ids) else "" for place in range(MOST_AT_ONCE)}


def list_rows(db: Database, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of all that hangs on some entries. One statement, none for no entries."""
    return db.rows(LISTS, **id_slots(ids)) if ids else []


def put_together(rows: Iterable[dict[str, Any]], hanging: Iterable[dict[str, Any]]) -> dict[str, Service]:
    """Return whole entries from their rows, in the order of the rows."""
    mine: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in hanging:
        mine.setdefault(row["service_id"], {}).setdefault(row["kind"], []).append(row)
    return {row["service_id"]: _service(row, mine.get(row["service_id"], {})) for row in rows}


def _service(row: dict[str, Any], lists: dict[str, list[dict[str, Any]]]) -> Service:
    places = tuple(
        Place(one["a"], one["b"], one["c"], one["m"], one["n"], one["e"], one["d"]) for one in lists.get("place", ())
    )
    at = {place.place_id: number for number, place in enumerate(places)}
    facts = Facts(
        **{name: row[name] for name in (*SCALARS, "feed_id", "external_id")},
        is_free=None if row["is_free"] is None else row["is_free"] == 1,
        provider=_provider(row),
        places=places,
        days=tuple(Day(one["m"], one["a"], one["b"], one["c"], at.get(one["d"])) for one in lists.get("day", ())),
        topics=tuple(one["a"] for one in lists.get("topic", ())),
        categories=tuple(one["a"] for one in lists.get("category", ())),
        languages=tuple(one["a"] for one in lists.get("language", ())),
        access=tuple(Access(one["a"], one["b"]) for one in lists.get("access", ())),
    )
    known = ("service_id", "seq", "made_at", "changed_at", "retired_at", "provider_id", "made_by")
    return Service(facts=facts, **{name: row[name] for name in known})


def _provider(row: dict[str, Any]) -> Provider | None:
    if row["provider_id"] is None:
        return None
    return Provider(row["by_name"], row["by_description"], row["by_email"], row["by_web"], row["by_external_id"])
