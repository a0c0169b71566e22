"""All SQL of finding an entry. Each way into the book goes by an index, and never through all of it.

A question is put together of fixed parts: one way in (by words, by squares of the map, by one facet) and one part for
each further wish, asked for each entry on that way by its own key. They are single values in brackets and no joins, so
that no engine turns a wish into a walk through a whole table.
"""

from __future__ import annotations

import math

from wheel_app.directory.postcodes.rules import BANDS, NORTH_STEP, Point, rows_around, tens_of_metres
from wheel_app.directory.queries import COLUMNS, list_rows, put_together
from wheel_app.directory.searching.rules import A_PAGE, FAR, Found, Page, Place, Wanted, way_of
from wheel_app.people import fold, pieces_of
from wheel_app.storage import Database, Row

WORDS, PIECES, SUBJECTS, WISHES = 5, 14, 8, 5
END = "\U0010ffff"
# What a word that was typed a little differently weighs: it stands behind all that has each word as it was typed.
LESS_LIKE = 100_000_000
ONE_MORE = A_PAGE + 1
SLOTS, BAND_SLOTS, PIECE_SLOTS = range(WORDS), range(BANDS), range(PIECES)
SUBJECT_SLOTS, WISH_SLOTS = range(SUBJECTS), range(WISHES)

SQUARED = (
    f"CAST((p.lat_micro - :lat) / {NORTH_STEP} AS BIGINT) * ((p.lat_micro - :lat) / {NORTH_STEP})"
    " + CAST((p.lon_micro - :lon) / :east_step AS BIGINT) * ((p.lon_micro - :lon) / :east_step)"
)
IN_BOX = "p.lat_micro BETWEEN :south AND :north AND p.lon_micro BETWEEN :west AND :east"
# For a word that was typed, # in its place: where it begins a word, and where enough pieces of it stand in a name.
ONE_WORD = (
    "SELECT w.service_id, # AS slot, 1 - w.is_name AS unlike FROM service_word w"
    " WHERE w.is_piece = 0 AND w.word >= :word_# AND w.word < :end_#"
    " UNION ALL SELECT w.service_id, # AS slot, ALIKE - count(*) AS unlike FROM service_word w"
    " WHERE w.is_piece = 1 AND w.word IN (PIECES) GROUP BY w.service_id HAVING count(*) >= :least_#"
).replace("ALIKE", str(LESS_LIKE + 100))
PIECES_OF_IT = ", ".join(f":piece_#_{place}" for place in PIECE_SLOTS)
BY_ONE_WORD = tuple(ONE_WORD.replace("PIECES", PIECES_OF_IT).replace("#", str(slot)) for slot in SLOTS)
# An entry has to have each of them.
WAY_BY_WORDS = tuple(
    "(SELECT m.service_id, sum(m.unlike) AS unlike FROM (SELECT b.service_id, b.slot, min(b.unlike) AS unlike FROM ("
    + " UNION ALL ".join(BY_ONE_WORD[:many])
    + ") b GROUP BY b.service_id, b.slot) m GROUP BY m.service_id HAVING count(*) = "
    + f"{many})"
    for many in range(WORDS + 1)
)
BY_BAND = " UNION ALL ".join(
    f"SELECT p.service_id, {SQUARED} AS away FROM service_place p WHERE p.cell >= :from_{band} AND p.cell <= :to_{band}"
    for band in BAND_SLOTS
)
WAY_BY_PLACE = (
    f"(SELECT b.service_id, min(b.away) AS away FROM ({BY_BAND}) b WHERE b.away <= :reach GROUP BY b.service_id"
    f" UNION ALL SELECT f.service_id, {FAR} AS away FROM service_facet f WHERE f.facet = 'anywhere')"
)
# The nearest place of an entry that was found by words; what can be had anywhere is far.
AWAY = (
    f"coalesce((SELECT min({SQUARED}) FROM service_place p WHERE p.service_id = h.service_id AND {IN_BOX}),"
    f" (SELECT {FAR} FROM service_facet f WHERE f.service_id = h.service_id AND f.facet = 'anywhere'))"
)
NAMED = "(SELECT f.sort_name FROM service_facet f WHERE f.service_id = h.service_id AND f.facet = :list)"
NAMED_FOR_AGE = (
    "(SELECT f.sort_name FROM service_facet f WHERE f.service_id = h.service_id AND f.facet = :list"
    " AND f.from_months <= :age_to AND f.to_months >= :age)"
)
OF_AGE = " AND h.from_months <= :age_to AND h.to_months >= :age"
ONE_WISH = tuple(
    f" AND (SELECT 1 FROM service_facet f WHERE f.service_id = h.service_id AND f.facet = :wish_{place}) = 1"
    for place in WISH_SLOTS
)
ANY_SUBJECT = ", ".join(f":subject_{place}" for place in SUBJECT_SLOTS)
SOME_SUBJECT = (
    f" AND (SELECT min(1) FROM service_facet f WHERE f.service_id = h.service_id AND f.facet IN ({ANY_SUBJECT})) = 1"
)
WHOLE = f"SELECT v.ranked, v.sort_name AS sorted, v.away, {COLUMNS} FROM ("
WITH_IT = ") v JOIN service s ON s.service_id = v.service_id ORDER BY v.ranked, v.sort_name, v.service_id"
NEXT = (
    " WHERE r.sort_name IS NOT NULL AND r.ranked IS NOT NULL"
    " AND (r.ranked, r.sort_name, r.service_id) > (:rank, :after_name, :after_id)"
    f" ORDER BY r.ranked, r.sort_name, r.service_id LIMIT {ONE_MORE}"
)
RANKED = {
    "words": "h.unlike AS ranked, CAST(NULL AS INTEGER) AS away",
    "words-near": f"h.unlike / {LESS_LIKE} * {LESS_LIKE} + {AWAY} AS ranked, {AWAY} AS away",
    "near": "h.away AS ranked, h.away",
}
REACHED = " AND r.away <= CASE WHEN r.away = :far THEN :far ELSE :reach END"
BY_FACET = (
    "SELECT h.service_id, h.sort_name, 0 AS ranked, CAST(NULL AS INTEGER) AS away FROM service_facet h"
    " WHERE h.facet = :way AND (h.sort_name, h.service_id) > (:after_name, :after_id)"
)
FACET_ORDER = f" ORDER BY h.sort_name, h.service_id LIMIT {ONE_MORE}"


def find_services(db: Database, wanted: Wanted, after: Place | None = None) -> Page:
    """Return a page of entries that fit, in an order that stays: at most A_PAGE, in two statements.

    By words the most like come first, near somewhere the nearest, else it goes by name. What can be had anywhere comes
    behind what is near. With words that have no letter in them nothing is found.
    """
    words = fold(wanted.words).split()[:WORDS]
    if wanted.words.strip() and not words:
        return Page((), None)
    way, wishes = way_of(wanted, has_words=bool(words))
    sql = _by_facet(wanted, wishes) if way else _by_likeness(wanted, words, wishes)
    rows = db.rows(sql, **_params(wanted, words, way, wishes, after or Place(-1, "", "")))
    return _page(rows, list_rows(db, [row["service_id"] for row in rows[:A_PAGE]]))


def _by_facet(wanted: Wanted, wishes: tuple[str, ...]) -> str:
    age = OF_AGE if wanted.age_months is not None else ""
    return "".join((WHOLE, BY_FACET, age, *_wishes(wanted, wishes), FACET_ORDER, WITH_IT))


def _by_likeness(wanted: Wanted, words: list[str], wishes: tuple[str, ...]) -> str:
    kind = "near" if not words else "words-near" if wanted.near else "words"
    way = WAY_BY_WORDS[len(words)] if words else WAY_BY_PLACE
    named = NAMED if wanted.age_months is None else NAMED_FOR_AGE
    inner = ("SELECT h.service_id, ", RANKED[kind], ", ", named, " AS sort_name FROM ", way, " h WHERE 1 = 1")
    reached = REACHED if kind == "words-near" else ""
    found = NEXT.replace(" ORDER BY", reached + " ORDER BY", 1)
    outer = "SELECT r.service_id, r.ranked, r.away, r.sort_name FROM ("
    return "".join((WHOLE, outer, *inner, *_wishes(wanted, wishes), ") r", found, WITH_IT))


def _wishes(wanted: Wanted, wishes: tuple[str, ...]) -> tuple[str, ...]:
    some = (SOME_SUBJECT,) if len(wanted.subjects) > 1 else ()
    return (*ONE_WISH[: len(wishes)], *some)


def _params(wanted: Wanted, words: list[str], way: str, wishes: tuple[str, ...], after: Place) -> dict[str, str | int]:
    found: dict[str, str | int] = {
        "rank": after.rank,
        "after_name": after.sort_name,
        "after_id": after.service_id,
        "list": "all" if wanted.with_unlisted else "listed",
        "way": way,
        "age": wanted.age_months or 0,
        "age_to": wanted.age_months or 0 if wanted.age_to is None else wanted.age_to,
        "far": FAR,
    }
    found |= {f"wish_{place}": wish for place, wish in enumerate(wishes)}
    subjects = [f"topic:{subject}" for subject in wanted.subjects[:SUBJECTS]]
    found |= _slots("subject", subjects, SUBJECTS)
    for slot, word in enumerate(words):
        pieces = sorted(pieces_of(frozenset({word})))[:PIECES]
        found |= {f"word_{slot}": word, f"end_{slot}": word + END, f"least_{slot}": (len(pieces) + 1) // 2}
        found |= _slots(f"piece_{slot}", pieces, PIECES)
    return found | (_around(wanted.near, wanted.miles) if wanted.near else {})


def _around(near: Point, miles: int) -> dict[str, str | int]:
    reach = tens_of_metres(miles)
    north, east = reach * NORTH_STEP, reach * near.east_step
    rows = rows_around(near, miles)[:BANDS]
    found: dict[str, str | int] = {
        "lat": near.lat_micro,
        "lon": near.lon_micro,
        "east_step": near.east_step,
        "reach": reach * reach,
        "south": near.lat_micro - north,
        "north": near.lat_micro + north,
        "west": near.lon_micro - east,
        "east": near.lon_micro + east,
    }
    return found | _slots("from", [first for first, _ in rows], BANDS) | _slots("to", [last for _, last in rows], BANDS)


def _slots(name: str, values: list[str], many: int) -> dict[str, str | int]:
    """Give each slot its value; the empty text, which nothing matches, for the rest."""
    return {f"{name}_{place}": values[place] if place < len(values) else "" for place in range(many)}


def _page(rows: list[Row], hanging: list[Row]) -> Page:
    shown = rows[:A_PAGE]
    services = put_together(shown, hanging)
    found = tuple(Found(services[row["service_id"]], _metres(row["away"])) for row in shown)
    last = shown[-1] if len(rows) > A_PAGE else None
    return Page(found, Place(last["ranked"], last["sorted"], last["service_id"]) if last else None)


def _metres(away: int | None) -> int | None:
    return None if away is None or away >= FAR else math.isqrt(away) * 10
