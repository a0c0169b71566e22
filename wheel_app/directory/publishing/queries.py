"""All SQL of the published list: a page of it, and how many there are. What stands in no list is never told."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.directory.publishing.rules import Short
from wheel_app.directory.rules import Facts, Provider
from wheel_app.storage import Database, Row

END = "\U0010ffff"
WORDS = range(4)
# Each wish is asked for each entry of the list by its own key; an empty one asks nothing. Only words are looked up
# first: asked entry by entry, a common one would be walked through for each of them.
BY_WORD = " AND ".join(
    f"(:word_{slot} = '' OR f.service_id IN (SELECT w.service_id FROM service_word w WHERE w.is_piece = 0"
    f" AND w.word >= :word_{slot} AND w.word < :end_{slot}))"
    for slot in WORDS
)
FITS = (
    " FROM service_facet f JOIN service s ON s.service_id = f.service_id WHERE f.facet = 'listed'"
    " AND (CAST(:minimum AS INTEGER) IS NULL OR s.min_age_months >= :minimum)"
    " AND (CAST(:maximum AS INTEGER) IS NULL OR s.max_age_months <= :maximum)"
    " AND (:day = '' OR EXISTS (SELECT 1 FROM service_facet d WHERE d.service_id = f.service_id AND d.facet = :day))"
    " AND (:category = '' OR EXISTS (SELECT 1 FROM service_category c WHERE c.service_id = f.service_id"
    " AND (c.code = :category OR :category = 'any')))"
    " AND ((:opens = '' AND :closes = '') OR EXISTS (SELECT 1 FROM service_day t WHERE t.service_id = f.service_id"
    " AND (:opens = '' OR t.opens >= :opens) AND (:closes = '' OR (t.closes <> '' AND t.closes <= :closes))))"
    f" AND {BY_WORD}"
)
LISTED = "f.facet = 'listed'"
ROW = (
    "s.service_id, s.name, s.summary, s.status, s.web, s.email, s.min_age_months, s.max_age_months, s.checked_on,"
    " s.booking_words, s.changed_at, s.provider_id, p.name AS by_name, p.description AS by_description,"
    " p.email AS by_email, p.web AS by_web"
)


@dataclass(frozen=True)
class Filters:
    """What a reader of the published list asks for; nothing in it narrows nothing. Ages are months, times HH:MM.

    `category` is the key of one, or 'any'; `weekday` 1, Monday, to 7.
    """

    words: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    category: str = ""
    weekday: int | None = None
    opens: str = ""
    closes: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything that is listed fits."""
        return self == Filters()


def count_published(db: Database, filters: Filters) -> int:
    """Return how many services the list has. One statement."""
    if filters.is_empty:
        return int(db.value(f"SELECT count(*) FROM service_facet f WHERE {LISTED}"))
    return int(db.value(f"SELECT count(*) {FITS}", **_slots(filters)))


def list_published(db: Database, filters: Filters, *, first: int, most: int) -> tuple[Short, ...]:
    """Return services of the list in its order, after the first so many. One statement."""
    rows = db.rows(
        f"SELECT {ROW} FROM (SELECT f.sort_name, f.service_id {FITS}"
        " ORDER BY f.sort_name, f.service_id LIMIT :most OFFSET :first) o"
        " JOIN service s ON s.service_id = o.service_id LEFT JOIN provider p ON p.provider_id = s.provider_id"
        " ORDER BY o.sort_name, o.service_id",
        first=first,
        most=most,
        **_slots(filters),
    )
    return tuple(map(_short, rows))


def _slots(filters: Filters) -> dict[str, str | int | None]:
    words = {f"word_{slot}": filters.words[slot] if slot < len(filters.words) else "" for slot in WORDS}
    ends = {name.replace("word", "end"): word + END if word else "" for name, word in words.items()}
    return {
        "minimum": filters.minimum,
        "maximum": filters.maximum,
        "category": filters.category,
        "day": f"day:{filters.weekday}" if filters.weekday else "",
        "opens": filters.opens,
        "closes": filters.closes,
        **words,
        **ends,
    }


def _short(row: Row) -> Short:
    provider = None
    if row["provider_id"] is not None:
        provider = Provider(row["by_name"], row["by_description"], row["by_email"], row["by_web"])
    facts = Facts(
        row["name"],
        row["summary"],
        row["status"],
        provider,
        row["web"],
        row["email"],
        min_age_months=row["min_age_months"],
        max_age_months=row["max_age_months"],
        checked_on=row["checked_on"],
        booking_words=row["booking_words"],
    )
    return Short(row["service_id"], facts, row["changed_at"], row["provider_id"])
