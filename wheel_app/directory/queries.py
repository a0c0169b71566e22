"""All SQL of entries: reading them whole, and writing their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wheel_app.directory.rules import Access, Day, Facts, Place, Provider, Service, ServiceChange
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
CHILDREN = ("service_day", "service_place", "service_topic", "service_category", "service_language", "service_access")
AT_ONCE = 40
GIVEN = ", ".join(f"(CAST(:given_{place} AS TEXT))" for place in range(AT_ONCE))
FLAGGED = ", ".join(f"(CAST(:given_{place} AS TEXT), CAST(:flag_{place} AS INTEGER))" for place in range(AT_ONCE))


def find_service(db: Database, service_id: str) -> Service | None:
    """Return an entry, listed or not; None when there is none. Two statements."""
    return services_by_ids(db, (service_id,)).get(service_id)


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


def delete_lists(db: Database, service_id: str) -> None:
    """Remove all that hangs on an entry."""
    for table in CHILDREN:
        db.execute(f"DELETE FROM {table} WHERE service_id = :service_id", service_id=service_id)


def insert_place(
    db: Database, service_id: str, position: int, place: Place, *, place_id: str, cell: str | None
) -> None:
    """Store one place of an entry."""
    db.execute(
        "INSERT INTO service_place (place_id, service_id, position, name, address, postcode, lat_micro, lon_micro,"
        " cell, external_id) VALUES (:place_id, :service_id, :position, :name, :address, :postcode, :lat, :lon, :cell,"
        " :external_id)",
        place_id=place_id,
        service_id=service_id,
        position=position,
        name=place.name,
        address=place.address,
        postcode=place.postcode,
        lat=place.lat_micro,
        lon=place.lon_micro,
        cell=cell,
        external_id=place.external_id,
    )


def insert_day(db: Database, service_id: str, position: int, day: Day, *, place_id: str | None) -> None:
    """Store when an entry is open once a week."""
    db.execute(
        "INSERT INTO service_day (service_id, position, place_id, weekday, opens, closes, words)"
        " VALUES (:service_id, :position, :place_id, :weekday, :opens, :closes, :words)",
        service_id=service_id,
        position=position,
        place_id=place_id,
        weekday=day.weekday,
        opens=day.opens,
        closes=day.closes,
        words=day.words,
    )


def insert_codes(db: Database, service_id: str, facts: Facts) -> None:
    """Store the topics, categories and languages of an entry, and how one gets in."""
    topics = "INSERT INTO service_topic (service_id, subject) VALUES (:service_id, :code)"
    categories = "INSERT INTO service_category (service_id, code) VALUES (:service_id, :code)"
    languages = "INSERT INTO service_language (service_id, language) VALUES (:service_id, :code)"
    for sql, codes in ((topics, facts.topics), (categories, facts.categories), (languages, facts.languages)):
        for code in codes:
            db.execute(sql, service_id=service_id, code=code)
    for one in facts.access:
        db.execute(
            "INSERT INTO service_access (service_id, code, words) VALUES (:service_id, :code, :words)",
            service_id=service_id,
            code=one.code,
            words=one.words,
        )


def put_facets(
    db: Database, service_id: str, facets: Sequence[str], *, sort_name: str, months: tuple[int, int]
) -> None:
    """Let an entry be found by these facets, and by no former ones."""
    db.execute("DELETE FROM service_facet WHERE service_id = :service_id", service_id=service_id)
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


def delete_words(db: Database, service_id: str) -> None:
    """Let an entry be found by no word."""
    db.execute("DELETE FROM service_word WHERE service_id = :service_id", service_id=service_id)


def insert_words(db: Database, service_id: str, words: Sequence[tuple[str, bool]], *, is_piece: bool) -> None:
    """Let an entry be found by words, or by pieces of them; each with whether it is one of its name."""
    for start in range(0, len(words), AT_ONCE):
        some = words[start : start + AT_ONCE]
        db.execute(
            "INSERT INTO service_word (is_piece, word, service_id, is_name)"
            " SELECT CAST(:is_piece AS INTEGER), g.column1, CAST(:service_id AS TEXT), g.column2"
            f" FROM (VALUES {FLAGGED}) g WHERE g.column1 <> ''",
            is_piece=int(is_piece),
            service_id=service_id,
            **_slots("given", [word for word, _ in some], ""),
            **_slots("flag", [int(is_name) for _, is_name in some], 0),
        )


def _slots(name: str, values: Sequence[Any], empty: Any) -> dict[str, Any]:
    return {f"{name}_{place}": values[place] if place < len(values) else empty for place in range(AT_ONCE)}


def insert_change(db: Database, change_id: str, service_id: str, change: ServiceChange) -> None:
    """Keep what a fact said before."""
    db.execute(
        "INSERT INTO service_change (change_id, service_id, fact, old_value, new_value, why, made_at, made_by)"
        " VALUES (:change_id, :service_id, :fact, :old_value, :new_value, :why, :made_at, :made_by)",
        change_id=change_id,
        service_id=service_id,
        fact=change.fact,
        old_value=change.old_value,
        new_value=change.new_value,
        why=change.why,
        made_at=change.made_at,
        made_by=change.made_by,
    )
