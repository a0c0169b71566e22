"""What families and their people are called, for lists that name several at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.people.families.queries import SEEN_BY
from wheel_app.storage import Database

AT_MOST = 80
ANY = ", ".join(f":id_{slot}" for slot in range(AT_MOST))


@dataclass(frozen=True)
class Called:
    """Somebody in a family, as staff name them."""

    family_id: str
    member_id: str
    full_name: str


def name_families(db: Database, family_ids: Iterable[str], *, seen_by: str | None) -> dict[str, str]:
    """Return what these families are called, by id: those that somebody of the staff sees for long.

    With None all of them: for a lead who is told that one was opened. Of more than eighty the first eighty.
    """
    if seen_by is None:
        found = db.rows(f"SELECT family_id, name FROM family WHERE family_id IN ({ANY})", **_slots(family_ids))
    else:
        found = db.rows(
            f"SELECT DISTINCT f.family_id, f.name FROM family f JOIN ({SEEN_BY}) v ON v.family_id = f.family_id"
            f" WHERE f.family_id IN ({ANY})",
            staff_id=seen_by,
            **_slots(family_ids),
        )
    return {row["family_id"]: row["name"] for row in found}


def name_members(db: Database, member_ids: Iterable[str], *, seen_by: str) -> dict[str, Called]:
    """Return what these members are called, by id: of families that somebody sees; the first eighty."""
    found = db.rows(
        "SELECT DISTINCT m.family_id, m.member_id, m.known_as, m.last_name FROM member m"
        f" JOIN ({SEEN_BY}) v ON v.family_id = m.family_id WHERE m.member_id IN ({ANY})",
        staff_id=seen_by,
        **_slots(member_ids),
    )
    return {row["member_id"]: _called(row) for row in found}


def name_joined(db: Database, owner_ids: Iterable[str], *, seen_by: str) -> dict[tuple[str, str], Called]:
    """Return as whom these people have joined, by family and person: families that somebody sees; the first eighty."""
    found = db.rows(
        "SELECT DISTINCT m.family_id, m.member_id, m.known_as, m.last_name, o.owner_id FROM member_owner o"
        f" JOIN member m ON m.member_id = o.member_id JOIN ({SEEN_BY}) v ON v.family_id = m.family_id"
        f" WHERE o.owner_id IN ({ANY})",
        staff_id=seen_by,
        **_slots(owner_ids),
    )
    return {(row["family_id"], row["owner_id"]): _called(row) for row in found}


def _called(row: dict[str, str]) -> Called:
    return Called(row["family_id"], row["member_id"], f"{row['known_as']} {row['last_name']}".strip())


def _slots(ids: Iterable[str]) -> dict[str, str]:
    given = list(dict.fromkeys(ids))
    return {f"id_{slot}": given[slot] if slot < len(given) else "" for slot in range(AT_MOST)}
