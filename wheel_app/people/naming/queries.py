"""All SQL of finding members by name."""

from __future__ import annotations

from collections.abc import Iterable

from wheel_app.people.families.queries import SEEN_BY
from wheel_app.people.families.rules import REASONS
from wheel_app.people.members.queries import COLUMNS, GROUPED, QUIET, member_of
from wheel_app.people.members.rules import OtherMember
from wheel_app.people.naming.rules import pieces_of, typed_words, words_of
from wheel_app.storage import Database

WORDS, PIECES = 5, 32
WORD_SLOTS = range(WORDS)
# By ranges and single values, so that both engines go through the key of the table.
BY_WORD = " UNION ALL ".join(
    "SELECT n.member_id, 100 AS weight FROM name_word n"
    f" WHERE n.is_piece = 0 AND n.word >= :word_{slot} AND n.word < :end_{slot}"
    for slot in WORD_SLOTS
)
ANY_PIECE = ", ".join(f":piece_{place}" for place in range(PIECES))
AT_ONCE = 40
GIVEN = ", ".join(f"(CAST(:given_{place} AS TEXT))" for place in range(AT_ONCE))
END = "\U0010ffff"


def put_names(db: Database, member_id: str, *names: str) -> None:
    """Let a member be found by these names, and by no former ones."""
    db.execute("DELETE FROM name_word WHERE member_id = :member_id", member_id=member_id)
    add_names(db, member_id, *names)


def add_names(db: Database, member_id: str, *names: str) -> None:
    """Let a member who has just been put in be found by these names."""
    words = words_of(*names)
    # The first sign says whether it is a piece, so that both kinds go in by one statement.
    found = [f"0{word}" for word in sorted(words)] + [f"1{piece}" for piece in sorted(pieces_of(words))]
    for start in range(0, len(found), AT_ONCE):
        db.execute(
            "INSERT INTO name_word (word, member_id, is_piece)"
            " SELECT substr(g.column1, 2), :member_id, CASE WHEN substr(g.column1, 1, 1) = '1' THEN 1 ELSE 0 END"
            f" FROM (VALUES {GIVEN}) g WHERE g.column1 <> ''",
            member_id=member_id,
            **_slots("given", found[start : start + AT_ONCE], AT_ONCE),
        )


def find_by_name(
    db: Database, staff_id: str, typed: str, *, most: int, skip: int = 0, except_in: str | None = None
) -> tuple[OtherMember, ...]:
    """Return whom somebody sees by a name, the likest first: by the beginning of a word, or by most of its letters.

    The first `skip` are left out. With `except_in`, a family’s id, only people of other families that they work with.
    """
    words = typed_words(typed)[:WORDS]
    if not words:
        return ()
    pieces = sorted(pieces_of(frozenset(words)))[:PIECES]
    found = db.rows(
        f"SELECT f.name AS family, sum(h.weight) AS likeness, {COLUMNS} FROM"
        f" ({BY_WORD} UNION ALL SELECT n.member_id, 1 AS weight FROM name_word n"
        f" WHERE n.is_piece = 1 AND n.word IN ({ANY_PIECE})) h"
        " JOIN member m ON m.member_id = h.member_id"
        f" JOIN (SELECT DISTINCT s.family_id FROM ({SEEN_BY}) s WHERE s.reason <= :last_reason) v"
        " ON v.family_id = m.family_id AND v.family_id <> :except_in"
        f" JOIN family f ON f.family_id = m.family_id{QUIET}"
        f" GROUP BY f.name, {GROUPED} HAVING sum(h.weight) >= :least"
        " ORDER BY likeness DESC, m.known_as, m.member_id LIMIT :most OFFSET :skip",
        staff_id=staff_id,
        last_reason=REASONS.index("share" if except_in is None else "team"),
        except_in=except_in or "",
        least=max(1, (len(pieces) + 1) // 2),
        most=most,
        skip=skip,
        **_slots("word", words, WORDS),
        **_slots("end", [word + END for word in words], WORDS),
        **_slots("piece", pieces, PIECES),
    )
    return tuple(OtherMember(member_of(_facts(row)), row["family"]) for row in found)


def _facts(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("family", "likeness")}


def _slots(name: str, values: Iterable[str], many: int) -> dict[str, str]:
    """Give each slot its value; the empty text, which nothing matches, for the rest."""
    given = list(values)
    return {f"{name}_{place}": given[place] if place < len(given) else "" for place in range(many)}
