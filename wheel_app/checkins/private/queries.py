"""All SQL of private answers. They are written, and read only for a copy that their owner asked for."""

from __future__ import annotations

from typing import Any

from wheel_app.checkins.checkin import Given
from wheel_app.checkins.private.company import Company
from wheel_app.storage import Database


def list_companies(db: Database, checkin_id: str) -> tuple[Company, ...]:
    """Return who was there when a check-in was begun, and when any later one of its owner was."""
    found = db.rows(
        "SELECT DISTINCT c.present, c.interpreter, c.voice FROM checkin asked"
        " JOIN checkin c ON c.owner_id = asked.owner_id AND c.recorded_at >= asked.recorded_at"
        " WHERE asked.checkin_id = :checkin_id",
        checkin_id=checkin_id,
    )
    return tuple(Company(**row) for row in found)


def insert_private_answer(
    db: Database, checkin_id: str, topic_key: str, given: Given, *, save_id: str, at: str
) -> bool:
    """Store an answer beside the one before; False when this very save was stored already."""
    touched = db.execute(
        "INSERT INTO private_answer (checkin_id, topic_key, save_id, digest, kind, score, how, note, recorded_at)"
        " VALUES (:checkin_id, :topic_key, :save_id, :digest, :kind, :score, :how, :note, :at)"
        " ON CONFLICT (checkin_id, topic_key, save_id, digest) DO NOTHING",
        checkin_id=checkin_id,
        topic_key=topic_key,
        save_id=save_id,
        digest=given.digest(topic_key),
        kind=given.kind,
        score=given.score,
        how=given.how,
        note=given.note,
        at=at,
    )
    return touched == 1


def empty_replaced(db: Database, checkin_id: str, topic_key: str, *, save_id: str, digest: str) -> None:
    """Empty the answer that this save took the place of; should its own save come again, it is still known."""
    db.execute(
        "UPDATE private_answer SET kind = NULL, score = NULL, how = NULL, note = NULL"
        " WHERE checkin_id = :checkin_id AND topic_key = :topic_key AND kind IS NOT NULL"
        " AND (save_id <> :save_id OR digest <> :digest)",
        checkin_id=checkin_id,
        topic_key=topic_key,
        save_id=save_id,
        digest=digest,
    )


def delete_replaced(db: Database, checkin_id: str) -> None:
    """Forget the saves of a check-in that takes no more, but for the answers that stand."""
    db.execute("DELETE FROM private_answer WHERE checkin_id = :checkin_id AND kind IS NULL", checkin_id=checkin_id)


def export_private(db: Database, owner_id: str) -> list[dict[str, Any]]:
    """Return one owner's private answers as plain data: for a copy that is reviewed and handed over face to face."""
    return db.rows(
        "SELECT p.checkin_id, c.tool_id, c.tool_version, c.filled_on, p.topic_key, p.kind, p.score, p.how, p.note,"
        " p.recorded_at FROM private_answer p JOIN checkin c ON c.checkin_id = p.checkin_id"
        " WHERE c.owner_id = :owner_id AND p.kind IS NOT NULL ORDER BY c.recorded_at, p.checkin_id, p.topic_key",
        owner_id=owner_id,
    )
