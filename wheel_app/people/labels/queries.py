"""What families and their people are called, for lists that name several at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.storage import Database

AT_MOST = 40
ANY = ", ".join(f":id_{slot}" for slot in range(AT_MOST))


@dataclass(frozen=True)
class Called:
    """Somebody in a family, as staff name them."""

    family_id: str
    member_id: str
    full_name: str


def name_families(db: Database, family_ids: Iterable[str]) -> dict[str, str]:
    """Return what these families are called, by id; of more than forty the first forty."""
    found = db.rows(f"SELECT family_id, name FROM family WHERE family_id IN ({ANY})", **_slots(family_ids))
    return {row["family_id"]: row["name"] for row in found}


def name_members(db: Database, member_ids: Iterable[str]) -> dict[str, Called]:
    """Return what these members are called, by id; of more than forty the first forty."""
    found = db.rows(
        f"SELECT family_id, member_id, known_as, last_name FROM member WHERE member_id IN ({ANY})",
        **_slots(member_ids),
    )
    return {row["member_id"]: _called(row) for row in found}


def name_joined(db: Database, owner_ids: Iterable[str]) -> dict[tuple[str, str], Called]:
    """Return as whom these people have joined, by family and person; of more than forty the first forty."""
    found = db.rows(
        "SELECT m.family_id, m.member_id, m.known_as, m.last_name, o.owner_id FROM member_owner o"
        f" JOIN member m ON m.member_id = o.member_id WHERE o.owner_id IN ({ANY})",
        **_slots(owner_ids),
    )
    return {(row["family_id"], row["owner_id"]): _called(row) for row in found}


def _called(row: dict[str, str]) -> Called:
    return Called(row["family_id"], row["member_id"], f"{row['known_as']} {row['last_name']}".strip())


def _slots(ids: Iterable[str]) -> dict[str, str]:
    given = list(dict.fromkeys(ids))
    return {f"id_{slot}": given[slot] if slot < len(given) else "" for slot in range(AT_MOST)}
