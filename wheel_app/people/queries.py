"""All SQL of persons and of the changes in their lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wheel_app.people.rules import Change
from wheel_app.storage import Database

CHANGE = "c.change_id, c.kind, c.noted_at, c.asks_afresh, c.silence_id, c.about_member, c.choice, s.subject"


@dataclass(frozen=True)
class Due:
    """Somebody whose time was over at `keep_until` (UTC text)."""

    owner_id: str
    keep_until: str


def insert_person(db: Database, owner_id: str, *, at: str, keep_until: str) -> None:
    """Store a nameless person, kept until `keep_until` (UTC text) unless they choose longer."""
    db.execute(
        "INSERT INTO person (owner_id, created_at, keep_until) VALUES (:owner_id, :at, :keep_until)",
        owner_id=owner_id,
        at=at,
        keep_until=keep_until,
    )


def set_keep_until(db: Database, owner_id: str, keep_until: str) -> None:
    """Keep a person until this moment (UTC text)."""
    db.execute(
        "UPDATE person SET keep_until = :keep_until WHERE owner_id = :owner_id",
        owner_id=owner_id,
        keep_until=keep_until,
    )


def hold_person(db: Database, owner_id: str) -> bool:
    """Let whoever else begins something for this person wait until the transaction ends; False for nobody we know."""
    return db.execute("UPDATE person SET keep_until = keep_until WHERE owner_id = :owner_id", owner_id=owner_id) == 1


def get_keep_until(db: Database, owner_id: str) -> str | None:
    """Return until when a person is kept (UTC text), None for somebody unknown."""
    return db.value("SELECT keep_until FROM person WHERE owner_id = :owner_id", owner_id=owner_id)


def has_anyone(db: Database) -> bool:
    """Whether anybody is stored at all."""
    return db.value("SELECT owner_id FROM person LIMIT 1") is not None


def list_overdue(db: Database, *, at: str, most: int, after: Due | None = None) -> tuple[Due, ...]:
    """Return those whose time is over, the longest overdue first, at most `most`; only those behind `after`."""
    found = db.rows(
        "SELECT owner_id, keep_until FROM person"
        " WHERE keep_until < :at AND (keep_until, owner_id) > (:last_until, :last_owner)"
        " ORDER BY keep_until, owner_id LIMIT :most",
        at=at,
        last_until=after.keep_until if after else "",
        last_owner=after.owner_id if after else "",
        most=most,
    )
    return tuple(Due(**row) for row in found)


def insert_change(db: Database, owner_id: str, change: Change) -> None:
    """Store a change and its subjects."""
    db.execute(
        "INSERT INTO life_change (change_id, owner_id, kind, asks_afresh, noted_at, silence_id, about_member, choice)"
        " VALUES (:change_id, :owner_id, :kind, :asks_afresh, :noted_at, :silence_id, :about_member, :choice)",
        change_id=change.change_id,
        owner_id=owner_id,
        kind=change.kind,
        asks_afresh=int(change.asks_afresh),
        noted_at=change.noted_at,
        silence_id=change.silence_id,
        about_member=change.about_member,
        choice=change.choice,
    )
    _insert_subjects(db, change)


def _insert_subjects(db: Database, change: Change) -> None:
    for subject in sorted(change.subjects):
        db.execute(
            "INSERT INTO life_change_subject (change_id, subject) VALUES (:change_id, :subject)",
            change_id=change.change_id,
            subject=subject,
        )


def update_change(db: Database, owner_id: str, change: Change) -> bool:
    """Let a change be of this kind, moment and subjects instead; False when it is not theirs or is brought back."""
    touched = db.execute(
        "UPDATE life_change SET kind = :kind, noted_at = :noted_at"
        " WHERE change_id = :change_id AND owner_id = :owner_id AND brought_back_at IS NULL",
        kind=change.kind,
        noted_at=change.noted_at,
        change_id=change.change_id,
        owner_id=owner_id,
    )
    if touched == 1:
        db.execute("DELETE FROM life_change_subject WHERE change_id = :change_id", change_id=change.change_id)
        _insert_subjects(db, change)
    return touched == 1


def update_brought_back(db: Database, owner_id: str, change_id: str, *, at: str) -> bool:
    """Bring back what a change put away; False when it is not this owner's or is back already."""
    touched = db.execute(
        "UPDATE life_change SET brought_back_at = :at"
        " WHERE change_id = :change_id AND owner_id = :owner_id AND brought_back_at IS NULL",
        at=at,
        change_id=change_id,
        owner_id=owner_id,
    )
    return touched == 1


def update_child_forgotten(db: Database, owner_id: str, member_id: str, as_id: str) -> None:
    """Let a person’s changes be about a child without a record, who is named by `as_id` alone from now on."""
    db.execute(
        "UPDATE life_change SET about_member = :as_id, silence_id = NULL"
        " WHERE owner_id = :owner_id AND about_member = :member_id",
        as_id=as_id,
        owner_id=owner_id,
        member_id=member_id,
    )


def knows_change(db: Database, owner_id: str, change_id: str) -> bool:
    """Whether a change is this owner's, brought back or not."""
    found = db.value(
        "SELECT 1 FROM life_change WHERE change_id = :change_id AND owner_id = :owner_id",
        change_id=change_id,
        owner_id=owner_id,
    )
    return found is not None


def list_changes(db: Database, owner_id: str) -> tuple[Change, ...]:
    """Return the changes that are in force for one owner, the oldest first."""
    found = db.rows(
        f"SELECT {CHANGE} FROM life_change c"
        " JOIN life_change_subject s ON s.change_id = c.change_id"
        " WHERE c.owner_id = :owner_id AND c.brought_back_at IS NULL ORDER BY c.noted_at, c.change_id, s.subject",
        owner_id=owner_id,
    )
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        grouped.setdefault(row["change_id"], []).append(row)
    return tuple(change_of(rows) for rows in grouped.values())


def change_of(rows: list[dict[str, Any]]) -> Change:
    """Return the change that rows of CHANGE hold, one for each of its subjects."""
    first = rows[0]
    return Change(
        change_id=first["change_id"],
        kind=first["kind"],
        noted_at=first["noted_at"],
        asks_afresh=bool(first["asks_afresh"]),
        subjects=frozenset(row["subject"] for row in rows),
        about_member=first["about_member"],
        silence_id=first["silence_id"],
        choice=first["choice"],
    )


def find_change_of_silence(db: Database, owner_id: str, silence_id: str) -> Change | None:
    """Return what staff noted for one owner with a silence, brought back or not."""
    rows = db.rows(
        f"SELECT {CHANGE} FROM life_change c JOIN life_change_subject s ON s.change_id = c.change_id"
        " WHERE c.silence_id = :silence_id AND c.owner_id = :owner_id",
        silence_id=silence_id,
        owner_id=owner_id,
    )
    return change_of(rows) if rows else None


def list_unchosen(db: Database, silence_id: str) -> tuple[tuple[str, str], ...]:
    """Return what staff noted with a silence and its owners did not put away themselves: change and owner ids."""
    found = db.rows(
        "SELECT change_id, owner_id FROM life_change WHERE silence_id = :silence_id"
        " AND (choice IS NULL OR choice <> 'put-away') AND brought_back_at IS NULL ORDER BY change_id",
        silence_id=silence_id,
    )
    return tuple((row["change_id"], row["owner_id"]) for row in found)


def update_choice(db: Database, owner_id: str, change_id: str, choice: str) -> bool:
    """Note what somebody made of a change; False when it is not theirs or is brought back."""
    touched = db.execute(
        "UPDATE life_change SET choice = :choice"
        " WHERE change_id = :change_id AND owner_id = :owner_id AND brought_back_at IS NULL AND kind <> 'not-safe'",
        choice=choice,
        change_id=change_id,
        owner_id=owner_id,
    )
    return touched == 1


def delete_change(db: Database, change_id: str) -> None:
    """Take a change away as if it had never been noted."""
    db.execute("DELETE FROM life_change_subject WHERE change_id = :change_id", change_id=change_id)
    db.execute("DELETE FROM life_change WHERE change_id = :change_id", change_id=change_id)


def delete_person(db: Database, owner_id: str) -> None:
    """Remove the person and all that changed in their life."""
    db.execute(
        "DELETE FROM life_change_subject"
        " WHERE change_id IN (SELECT change_id FROM life_change WHERE owner_id = :owner_id)",
        owner_id=owner_id,
    )
    db.execute("DELETE FROM life_change WHERE owner_id = :owner_id", owner_id=owner_id)
    db.execute("DELETE FROM person WHERE owner_id = :owner_id", owner_id=owner_id)


def export_person(db: Database, owner_id: str) -> dict[str, Any]:
    """Return what is held of the person themselves, as plain data."""
    return {
        "person": db.rows("SELECT * FROM person WHERE owner_id = :owner_id", owner_id=owner_id),
        "life_changes": db.rows(
            "SELECT * FROM life_change WHERE owner_id = :owner_id ORDER BY noted_at", owner_id=owner_id
        ),
        "life_change_subjects": db.rows(
            "SELECT s.* FROM life_change c JOIN life_change_subject s ON s.change_id = c.change_id"
            " WHERE c.owner_id = :owner_id ORDER BY c.noted_at, s.change_id, s.subject",
            owner_id=owner_id,
        ),
    }
