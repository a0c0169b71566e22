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


def name_families(db: Database, staff_id: str, family_ids: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Return what these families are called, and whether somebody of the staff sees them for long, by id.

    Of more than eighty the first eighty.
    """
    found = db.rows(
        f"SELECT DISTINCT f.family_id, f.name, CASE WHEN v.family_id IS NULL THEN 0 ELSE 1 END AS is_seen FROM family f"
        f" LEFT JOIN ({SEEN_BY}) v ON v.family_id = f.family_id WHERE f.family_id IN ({ANY})",
        staff_id=staff_id,
        **_slots(family_ids),
    )
    return {row["family_id"]: (row["name"], row["is_seen"] == 1) for row in found}


def name_joined(db: Database, staff_id: str, owner_ids: Iterable[str]) -> dict[tuple[str, str], Called]:
    """Return as whom these people have joined, by family and person: families that somebody sees; the first eighty."""
    found = db.rows(
        "SELECT DISTINCT m.family_id, m.member_id, m.known_as, m.last_name, o.owner_id FROM member_owner o"
        f" JOIN member m ON m.member_id = o.member_id JOIN ({SEEN_BY}) v ON v.family_id = m.family_id"
        f" WHERE o.owner_id IN ({ANY})",
        staff_id=staff_id,
        **_slots(owner_ids),
    )
    return {(row["family_id"], row["owner_id"]): called_of(row) for row in found}


def called_of(row: dict[str, str]) -> Called:
    """Return whom a row with their names names."""
    return Called(row["family_id"], row["member_id"], f"{row['known_as']} {row['last_name']}".strip())


def _slots(ids: Iterable[str]) -> dict[str, str]:
    given = list(dict.fromkeys(ids))
    return {f"id_{slot}": given[slot] if slot < len(given) else "" for slot in range(AT_MOST)}
