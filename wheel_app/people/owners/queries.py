"""All SQL of what persons, many at once, are in families and to staff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wheel_app.people.families.queries import SEEN_BY
from wheel_app.people.families.rules import REASONS
from wheel_app.people.members.queries import QUIET
from wheel_app.people.naming.rules import LONGEST_WORD, fold
from wheel_app.people.queries import CHANGE, change_of
from wheel_app.people.rules import Change
from wheel_app.storage import Database

AT_ONCE = 30
SLOTS = ", ".join(f"(:id_{place})" for place in range(AT_ONCE))


@dataclass(frozen=True)
class Known:
    """A person as a member of a family that somebody of the staff works with.

    `named` and `called` are how who was lost is spoken of, as in Quiet; None for everybody else.
    """

    owner_id: str
    member_id: str
    family_id: str
    known_as: str
    last_name: str
    named: str | None = None
    called: str | None = None

    @property
    def full_name(self) -> str:
        """First what they are called, then the last name if there is one."""
        return f"{self.known_as} {self.last_name}".strip()

    @property
    def spoken_name(self) -> str:
        """The same, or the family’s way for one who was lost; empty for no name."""
        return self.full_name if self.named in (None, "name") else self.called or ""


def workers_of_owner(db: Database, owner_id: str) -> tuple[tuple[str, str], ...]:
    """Return who works with the families a person has joined: ('staff', coordinator) and ('team', team) ids.

    Of a family that they have left, those who did so by then.
    """
    found = db.rows(
        "SELECT 'staff' AS kind, c.staff_id AS id FROM member_owner o JOIN member m ON m.member_id = o.member_id"
        " JOIN coordinator c ON c.family_id = m.family_id AND c.until IS NULL WHERE o.owner_id = :owner_id"
        " AND (m.left_on IS NULL OR SUBSTR(c.since, 1, 10) <= m.left_on)"
        " UNION SELECT 'team' AS kind, f.team_id AS id FROM member_owner o JOIN member m ON m.member_id = o.member_id"
        " JOIN family_team f ON f.family_id = m.family_id AND f.until IS NULL WHERE o.owner_id = :owner_id"
        " AND (m.left_on IS NULL OR SUBSTR(f.since, 1, 10) <= m.left_on)"
        " ORDER BY kind, id",
        owner_id=owner_id,
    )
    return tuple((row["kind"], row["id"]) for row in found)


def workers_of_family(db: Database, family_id: str) -> tuple[tuple[str, str], ...]:
    """Return who works with a family: ('staff', coordinator) and ('team', team) ids."""
    found = db.rows(
        "SELECT 'staff' AS kind, c.staff_id AS id FROM coordinator c WHERE c.family_id = :family_id AND c.until IS NULL"
        " UNION SELECT 'team' AS kind, f.team_id AS id FROM family_team f WHERE f.family_id = :family_id"
        " AND f.until IS NULL ORDER BY kind, id",
        family_id=family_id,
    )
    return tuple((row["kind"], row["id"]) for row in found)


def is_opened(db: Database, staff_id: str, owner_id: str, *, at: str) -> bool:
    """Whether somebody of the staff has opened, in an emergency, the record of a family that a person lives in."""
    found = db.value(
        "SELECT 1 AS found FROM member_owner o JOIN member m ON m.member_id = o.member_id"
        " JOIN break_glass g ON g.family_id = m.family_id AND g.staff_id = :staff_id"
        " WHERE o.owner_id = :owner_id AND m.left_on IS NULL AND g.from_at <= :at AND g.until_at > :at LIMIT 1",
        staff_id=staff_id,
        owner_id=owner_id,
        at=at,
    )
    return found is not None


def owners_of_family(db: Database, family_id: str) -> dict[str, str]:
    """Return who has joined a family and lives in it: the person of each member who has."""
    found = db.rows(
        "SELECT o.member_id, o.owner_id FROM member m JOIN member_owner o ON o.member_id = m.member_id"
        " WHERE m.family_id = :family_id AND m.left_on IS NULL",
        family_id=family_id,
    )
    return {row["member_id"]: row["owner_id"] for row in found}


def list_known(db: Database, staff_id: str, owner_ids: Iterable[str]) -> dict[str, Known]:
    """Return as whom somebody of the staff knows these persons: members of families they work with, by person.

    Whose household gave their page away has not said to its reader that they have a way in of their own.
    """
    found: dict[str, Known] = {}
    for slots in _parts(owner_ids):
        rows = db.rows(
            f"WITH asked (owner_id) AS (VALUES {SLOTS})"
            " SELECT DISTINCT o.owner_id, o.joined_at, m.member_id, m.family_id, m.known_as, m.last_name,"
            " y.named, y.called FROM asked a"
            f" JOIN member_owner o ON o.owner_id = a.owner_id JOIN member m ON m.member_id = o.member_id{QUIET}"
            f" JOIN ({SEEN_BY}) v ON v.family_id = m.family_id AND v.reason <= :last_reason"
            " ORDER BY o.joined_at DESC, m.member_id DESC",
            staff_id=staff_id,
            last_reason=REASONS.index("team"),
            **slots,
        )
        found |= {row["owner_id"]: Known(**{k: v for k, v in row.items() if k != "joined_at"}) for row in rows}
    return found


def list_changes_of(db: Database, owner_ids: Iterable[str]) -> dict[str, tuple[Change, ...]]:
    """Return the changes in life that are in force for several persons, by person; those without any are left out."""
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for slots in _parts(owner_ids):
        rows = db.rows(
            f"WITH asked (owner_id) AS (VALUES {SLOTS})"
            f" SELECT c.owner_id, {CHANGE} FROM asked a"
            " JOIN life_change c ON c.owner_id = a.owner_id JOIN life_change_subject s ON s.change_id = c.change_id"
            " WHERE c.brought_back_at IS NULL ORDER BY c.noted_at, c.change_id, s.subject",
            **slots,
        )
        for row in rows:
            grouped.setdefault((row["owner_id"], row["change_id"]), []).append(row)
    found: dict[str, tuple[Change, ...]] = {}
    for (owner_id, _), rows in grouped.items():
        found[owner_id] = (*found.get(owner_id, ()), change_of(rows))
    return found


def find_exactly(db: Database, name: str, born_on: str) -> tuple[tuple[str, str], ...]:
    """Return the members (member and family id) with this full name and this whole birthday (ISO date).

    Names are compared folded, and without the blanks that a name such as “Ó Briain” may have or not.
    """
    folded = fold(name).replace(" ", "")
    rows = db.rows(
        "SELECT m.member_id, m.family_id, m.known_as, m.last_name FROM name_word w"
        " JOIN member m ON m.member_id = w.member_id"
        " WHERE w.is_piece = 0 AND w.word = :word AND m.born_on = :born_on ORDER BY m.made_at, m.member_id",
        word=folded[:LONGEST_WORD],
        born_on=born_on,
    )
    return tuple(
        (row["member_id"], row["family_id"])
        for row in rows
        if folded and fold(f"{row['known_as']} {row['last_name']}").replace(" ", "") == folded
    )


def _parts(owner_ids: Iterable[str]) -> list[dict[str, str | None]]:
    wanted: Sequence[str] = list(dict.fromkeys(owner_ids))
    parts = [wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)]
    return [{f"id_{place}": part[place] if place < len(part) else None for place in range(AT_ONCE)} for part in parts]
