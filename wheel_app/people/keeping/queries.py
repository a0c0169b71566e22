"""All SQL of families that were closed, and of taking a family away."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.storage import Database

# Rows that hang on a member, and rows that hang on the family; each before what it refers to.
OF_MEMBERS = (
    "member_silence_untold",
    "member_silence_text",
    "member_silence",
    "name_word",
    "member_owner",
    "member_dispute",
    "invitation",
    "member_change",
)
OF_FAMILY = ("staff_note", "family_link", "level_step", "family_closure", "coordinator", "family_team", "member")


@dataclass(frozen=True)
class Closed:
    """A family with which the work was closed at that moment (UTC text)."""

    family_id: str
    closed_at: str


def list_closed(db: Database, *, before: str, most: int, after: Closed | None = None) -> tuple[Closed, ...]:
    """Return families closed before a moment, the longest closed first, at most `most`; only those behind `after`."""
    found = db.rows(
        "SELECT family_id, closed_at FROM family"
        " WHERE closed_at < :before AND (closed_at, family_id) > (:last_at, :last_id)"
        " ORDER BY closed_at, family_id LIMIT :most",
        before=before,
        last_at=after.closed_at if after else "",
        last_id=after.family_id if after else "",
        most=most,
    )
    return tuple(Closed(**row) for row in found)


def worked_with(db: Database, family_id: str, organisation_id: str) -> bool:
    """Whether a team or a coordinator of an organisation works with a family, or ever did."""
    found = db.value(
        "SELECT 1 FROM family_team f JOIN team t ON t.team_id = f.team_id"
        " WHERE f.family_id = :family_id AND t.organisation_id = :organisation_id UNION ALL"
        " SELECT 1 FROM coordinator c JOIN staff s ON s.staff_id = c.staff_id"
        " WHERE c.family_id = :family_id AND s.organisation_id = :organisation_id LIMIT 1",
        family_id=family_id,
        organisation_id=organisation_id,
    )
    return found is not None


def erase_family(db: Database, family_id: str) -> None:
    """Remove a family with everybody in it; persons who joined it keep what is theirs."""
    # Of a child without a record the change itself is the name: it is not about any other child of theirs.
    db.execute(
        "UPDATE life_change SET silence_id = NULL, about_member = change_id"
        " WHERE about_member IN (SELECT member_id FROM member WHERE family_id = :family_id)",
        family_id=family_id,
    )
    for table in OF_MEMBERS:
        db.execute(
            f"DELETE FROM {table} WHERE member_id IN (SELECT member_id FROM member WHERE family_id = :family_id)",
            family_id=family_id,
        )
    for side in ("from_member", "to_member"):
        db.execute(
            f"DELETE FROM relation WHERE {side} IN (SELECT member_id FROM member WHERE family_id = :family_id)",
            family_id=family_id,
        )
    db.execute("DELETE FROM family_link WHERE other_family_id = :family_id", family_id=family_id)
    for table in OF_FAMILY:
        db.execute(f"DELETE FROM {table} WHERE family_id = :family_id", family_id=family_id)
    db.execute("DELETE FROM family WHERE family_id = :family_id", family_id=family_id)
