"""All SQL of levels, closing, links and notes."""

from __future__ import annotations

from wheel_app.people.care.rules import Closure, LevelStep, Link, Note
from wheel_app.people.members.queries import QUIET
from wheel_app.storage import Database


def insert_level_step(
    db: Database, step_id: str, family_id: str, level: int, *, since_on: str, reason: str, made_by: str, at: str
) -> None:
    """Store that a family came to a level."""
    db.execute(
        "INSERT INTO level_step (step_id, family_id, level, since_on, reason, made_at, made_by)"
        " VALUES (:step_id, :family_id, :level, :since_on, :reason, :at, :made_by)",
        step_id=step_id,
        family_id=family_id,
        level=level,
        since_on=since_on,
        reason=reason,
        at=at,
        made_by=made_by,
    )


def list_level_steps(db: Database, family_id: str) -> tuple[LevelStep, ...]:
    """Return the levels of a family, the newest first."""
    found = db.rows(
        "SELECT l.level, l.since_on, l.reason, l.made_at, s.full_name FROM level_step l"
        " LEFT JOIN staff s ON s.staff_id = l.made_by WHERE l.family_id = :family_id"
        " ORDER BY l.made_at DESC, l.step_id DESC",
        family_id=family_id,
    )
    return tuple(LevelStep(**row) for row in found)


def insert_closure(db: Database, closure_id: str, family_id: str, *, reason: str, made_by: str, at: str) -> None:
    """Store that work with a family is closed, and mark the family."""
    db.execute(
        "INSERT INTO family_closure (closure_id, family_id, reason, closed_at, closed_by)"
        " VALUES (:closure_id, :family_id, :reason, :at, :made_by)",
        closure_id=closure_id,
        family_id=family_id,
        reason=reason,
        at=at,
        made_by=made_by,
    )
    db.execute("UPDATE family SET closed_at = :at WHERE family_id = :family_id", at=at, family_id=family_id)


def update_reopened(db: Database, family_id: str, *, why: str, made_by: str, at: str) -> bool:
    """Store that work with a family is taken up again; False when it was not closed."""
    db.execute(
        "UPDATE family_closure SET reopened_at = :at, reopened_by = :made_by, reopened_why = :why"
        " WHERE family_id = :family_id AND reopened_at IS NULL",
        at=at,
        made_by=made_by,
        why=why,
        family_id=family_id,
    )
    touched = db.execute(
        "UPDATE family SET closed_at = NULL WHERE family_id = :family_id AND closed_at IS NOT NULL",
        family_id=family_id,
    )
    return touched == 1


def list_closures(db: Database, family_id: str) -> tuple[Closure, ...]:
    """Return when work with a family was closed and taken up again, the newest first; who did it by name."""
    found = db.rows(
        "SELECT c.closure_id, c.reason, c.closed_at, s.full_name AS closed_by, c.reopened_at,"
        " r.full_name AS reopened_by, c.reopened_why FROM family_closure c"
        " LEFT JOIN staff s ON s.staff_id = c.closed_by LEFT JOIN staff r ON r.staff_id = c.reopened_by"
        " WHERE c.family_id = :family_id ORDER BY c.closed_at DESC, c.closure_id",
        family_id=family_id,
    )
    return tuple(Closure(**row) for row in found)


def insert_link(
    db: Database, link_id: str, family_id: str, other_family_id: str, *, reason: str, made_by: str, at: str
) -> None:
    """Store that two families have to do with each other."""
    db.execute(
        "INSERT INTO family_link (link_id, family_id, other_family_id, reason, made_at, made_by)"
        " VALUES (:link_id, :family_id, :other_family_id, :reason, :at, :made_by)",
        link_id=link_id,
        family_id=family_id,
        other_family_id=other_family_id,
        reason=reason,
        at=at,
        made_by=made_by,
    )


def update_link_ended(db: Database, link_id: str, family_id: str, *, at: str) -> str | None:
    """End a link of a family and return the other family; None when there is no such link."""
    other: str | None = db.value(
        "UPDATE family_link SET ended_at = :at WHERE link_id = :link_id AND ended_at IS NULL"
        " AND (family_id = :family_id OR other_family_id = :family_id)"
        " RETURNING CASE WHEN family_id = :family_id THEN other_family_id ELSE family_id END",
        at=at,
        link_id=link_id,
        family_id=family_id,
    )
    return other


def has_link(db: Database, family_id: str, link_id: str) -> bool:
    """Whether a link is, or was, one of a family's."""
    found = db.value(
        "SELECT 1 FROM family_link WHERE link_id = :link_id"
        " AND (family_id = :family_id OR other_family_id = :family_id)",
        link_id=link_id,
        family_id=family_id,
    )
    return found is not None


def list_linked(db: Database, family_id: str) -> frozenset[str]:
    """Return the ids of the families that are linked with one."""
    found = db.rows(
        "SELECT other_family_id AS family_id FROM family_link WHERE family_id = :family_id AND ended_at IS NULL"
        " UNION SELECT family_id FROM family_link WHERE other_family_id = :family_id AND ended_at IS NULL",
        family_id=family_id,
    )
    return frozenset(row["family_id"] for row in found)


def list_links(db: Database, family_id: str, staff_id: str) -> tuple[Link, ...]:
    """Return the families that are linked with one; one that this member of staff does not see is without its name."""
    found = db.rows(
        "SELECT l.link_id, f.family_id, f.name, l.reason, l.made_at,"
        " EXISTS (SELECT 1 FROM coordinator c WHERE c.family_id = f.family_id AND c.staff_id = :staff_id"
        " AND c.until IS NULL) OR EXISTS (SELECT 1 FROM family_team w"
        " JOIN staff_team m ON m.team_id = w.team_id AND m.staff_id = :staff_id"
        " JOIN team t ON t.team_id = w.team_id AND t.closed_at IS NULL"
        " WHERE w.family_id = f.family_id AND w.until IS NULL) AS is_seen"
        " FROM family_link l JOIN family f"
        " ON f.family_id = CASE WHEN l.family_id = :family_id THEN l.other_family_id ELSE l.family_id END"
        " WHERE (l.family_id = :family_id OR l.other_family_id = :family_id) AND l.ended_at IS NULL"
        " ORDER BY l.made_at, l.link_id",
        family_id=family_id,
        staff_id=staff_id,
    )
    return tuple(Link(**{**row, "is_seen": bool(row["is_seen"])}) for row in found)


def insert_note(
    db: Database, note_id: str, family_id: str, member_id: str | None, *, layer: str, words: str, made_by: str, at: str
) -> None:
    """Store a note."""
    db.execute(
        "INSERT INTO staff_note (note_id, family_id, member_id, layer, words, made_at, made_by)"
        " VALUES (:note_id, :family_id, :member_id, :layer, :words, :at, :made_by)",
        note_id=note_id,
        family_id=family_id,
        member_id=member_id,
        layer=layer,
        words=words,
        at=at,
        made_by=made_by,
    )


def list_notes(db: Database, family_id: str) -> tuple[Note, ...]:
    """Return what staff wrote about a family and its members, the newest first."""
    found = db.rows(
        "SELECT n.note_id, n.member_id, CASE WHEN y.named = 'words' THEN y.called WHEN y.named = 'unnamed' THEN ''"
        " ELSE m.known_as END AS known_as, n.layer, n.words, n.made_at, s.full_name FROM staff_note n"
        f" LEFT JOIN member m ON m.member_id = n.member_id LEFT JOIN staff s ON s.staff_id = n.made_by{QUIET}"
        " WHERE n.family_id = :family_id ORDER BY n.made_at DESC, n.note_id DESC",
        family_id=family_id,
    )
    return tuple(Note(**row) for row in found)


def list_notes_for(db: Database, member_id: str) -> tuple[Note, ...]:
    """Return the notes about a member that they themselves may read, the newest first."""
    found = db.rows(
        "SELECT n.note_id, n.member_id, m.known_as, n.layer, n.words, n.made_at, s.full_name FROM staff_note n"
        " JOIN member m ON m.member_id = n.member_id LEFT JOIN staff s ON s.staff_id = n.made_by"
        " WHERE n.member_id = :member_id AND n.layer = 'family' ORDER BY n.made_at DESC, n.note_id DESC",
        member_id=member_id,
    )
    return tuple(Note(**row) for row in found)
