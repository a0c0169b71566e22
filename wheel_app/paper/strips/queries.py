"""All SQL of strips that were typed in: rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wheel_app.paper.strips.rules import Made, Typed
from wheel_app.storage import Database

TYPED = (
    "SELECT t.sheet_no, t.on_date, t.typed_at, t.typed_by, s.full_name, t.digest, t.family_id, t.visit_id, t.member_id"
    " FROM strip t JOIN staff s ON s.staff_id = t.typed_by"
)
PEOPLE = (
    "SELECT m.member_id, m.family_id, m.known_as, m.last_name, m.kind, m.born_on, f.name AS family FROM member m"
    " JOIN family f ON f.family_id = m.family_id"
)
MOST_FAMILIES = 8
FAMILIES = ", ".join(f":family_{place}" for place in range(MOST_FAMILIES))


def insert_strip(db: Database, typed: Typed, checkin_ids: Iterable[str]) -> None:
    """Store that a strip was typed in, and what became of it; NotUnique where it was before."""
    db.execute(
        "INSERT INTO strip (sheet_no, on_date, typed_at, typed_by, digest, family_id, visit_id, member_id)"
        " VALUES (:sheet_no, :on_date, :typed_at, :typed_by, :digest, :family_id, :visit_id, :member_id)",
        **{name: value for name, value in vars(typed).items() if name != "full_name"},
    )
    for checkin_id in checkin_ids:
        db.execute(
            "INSERT INTO strip_checkin (checkin_id, sheet_no) VALUES (:checkin_id, :sheet_no)",
            checkin_id=checkin_id,
            sheet_no=typed.sheet_no,
        )


def find_typed(db: Database, sheet_no: str) -> Typed | None:
    """Return what was typed in of a sheet."""
    row = db.one(f"{TYPED} WHERE t.sheet_no = :sheet_no", sheet_no=sheet_no)
    return Typed(**row) if row else None


def list_made(db: Database, sheet_no: str) -> list[Made]:
    """Return what a strip that is typed in made."""
    found = db.rows(
        "SELECT c.checkin_id, c.owner_id, c.tool_id FROM strip_checkin k JOIN checkin c ON c.checkin_id = k.checkin_id"
        " WHERE k.sheet_no = :sheet_no ORDER BY c.checkin_id",
        sheet_no=sheet_no,
    )
    return [Made(**row) for row in found]


def list_before(db: Database, sheet_no: str) -> list[Made]:
    """Return what a strip had made before it was taken back, the first first."""
    found = db.rows(
        "SELECT c.checkin_id, c.owner_id, c.tool_id FROM strip_before k JOIN checkin c ON c.checkin_id = k.checkin_id"
        " WHERE k.sheet_no = :sheet_no ORDER BY c.taken_back_at, c.checkin_id",
        sheet_no=sheet_no,
    )
    return [Made(**row) for row in found]


def list_made_for(db: Database, member_id: str, owner_id: str) -> list[str]:
    """Return the check-ins that strips of a member made and that are this person’s, taken back or not."""
    found = db.rows(
        "SELECT c.checkin_id FROM strip t JOIN strip_checkin k ON k.sheet_no = t.sheet_no"
        " JOIN checkin c ON c.checkin_id = k.checkin_id WHERE t.member_id = :member_id AND c.owner_id = :owner_id"
        " UNION SELECT c.checkin_id FROM strip_before b JOIN checkin c ON c.checkin_id = b.checkin_id"
        " WHERE b.member_id = :member_id AND c.owner_id = :owner_id ORDER BY 1",
        member_id=member_id,
        owner_id=owner_id,
    )
    return [row["checkin_id"] for row in found]


def insert_before(db: Database, typed: Typed, checkin_ids: Iterable[str]) -> None:
    """Store what a strip that is taken back had made."""
    for checkin_id in checkin_ids:
        db.execute(
            "INSERT INTO strip_before (checkin_id, sheet_no, family_id, member_id)"
            " VALUES (:checkin_id, :sheet_no, :family_id, :member_id)",
            checkin_id=checkin_id,
            sheet_no=typed.sheet_no,
            family_id=typed.family_id,
            member_id=typed.member_id,
        )


def delete_before(db: Database, checkin_ids: Iterable[str]) -> None:
    """Forget of these check-ins which strip had made them."""
    for checkin_id in checkin_ids:
        db.execute("DELETE FROM strip_before WHERE checkin_id = :checkin_id", checkin_id=checkin_id)


def delete_typed(db: Database, sheet_no: str) -> None:
    """Forget that a strip was typed in: its number can be again."""
    for table in ("strip_checkin", "strip"):
        db.execute(f"DELETE FROM {table} WHERE sheet_no = :sheet_no", sheet_no=sheet_no)


def has_strip(db: Database, visit_id: str) -> bool:
    """Whether a strip stands for a visit."""
    return db.value("SELECT 1 FROM strip WHERE visit_id = :visit_id LIMIT 1", visit_id=visit_id) is not None


def list_people(db: Database, family_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return everybody who lives in some families (the first eight), the eldest first.

    A member about whom everything fell silent is not among them.
    """
    wanted = list(dict.fromkeys(family_ids))[:MOST_FAMILIES]
    given = {f"family_{place}": wanted[place] if place < len(wanted) else "" for place in range(MOST_FAMILIES)}
    return db.rows(
        f"{PEOPLE} WHERE m.family_id IN ({FAMILIES}) AND m.left_on IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM member_silence z WHERE z.member_id = m.member_id AND z.ended_at IS NULL)"
        " ORDER BY f.name, m.family_id, m.born_on, m.known_as, m.member_id",
        **given,
    )


def name_of_team(db: Database, team_id: str, organisation_id: str) -> str | None:
    """Return the name of a team of one’s own organisation."""
    found: str | None = db.value(
        "SELECT name FROM team WHERE team_id = :team_id AND organisation_id = :organisation_id",
        team_id=team_id,
        organisation_id=organisation_id,
    )
    return found


def is_of_team(db: Database, team_id: str, staff_id: str) -> bool:
    """Whether somebody belongs to a team."""
    return (
        db.value(
            "SELECT 1 FROM staff_team WHERE team_id = :team_id AND staff_id = :staff_id",
            team_id=team_id,
            staff_id=staff_id,
        )
        is not None
    )


def numbers_of_owner(db: Database, owner_id: str) -> list[str]:
    """Return the numbers of the strips that hold something of somebody, or did before they were taken back."""
    found = db.rows(
        "SELECT k.sheet_no FROM strip_checkin k JOIN checkin c ON c.checkin_id = k.checkin_id"
        " WHERE c.owner_id = :owner_id UNION SELECT b.sheet_no FROM strip_before b"
        " JOIN checkin c ON c.checkin_id = b.checkin_id WHERE c.owner_id = :owner_id",
        owner_id=owner_id,
    )
    return [row["sheet_no"] for row in found]


def numbers_of_family(db: Database, family_id: str) -> list[str]:
    """Return the numbers of the strips of a family, and of those that were before they were taken back."""
    found = db.rows(
        "SELECT sheet_no FROM strip WHERE family_id = :family_id"
        " UNION SELECT sheet_no FROM strip_before WHERE family_id = :family_id",
        family_id=family_id,
    )
    return [row["sheet_no"] for row in found]


def delete_strip(db: Database, sheet_no: str) -> None:
    """Remove a strip with its sheet: its number is no number any more."""
    for table in ("strip_before", "strip_checkin", "strip", "sheet"):
        db.execute(f"DELETE FROM {table} WHERE sheet_no = :sheet_no", sheet_no=sheet_no)


def export_strips(db: Database, owner_id: str) -> list[dict[str, Any]]:
    """Return which of somebody’s check-ins came from paper: the day they were typed in, and the sheet’s number."""
    return db.rows(
        "SELECT k.checkin_id, t.sheet_no, t.on_date, t.typed_at FROM strip_checkin k"
        " JOIN checkin c ON c.checkin_id = k.checkin_id JOIN strip t ON t.sheet_no = k.sheet_no"
        " WHERE c.owner_id = :owner_id ORDER BY t.typed_at, k.checkin_id",
        owner_id=owner_id,
    )
