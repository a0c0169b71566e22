"""All SQL of reviewed copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wheel_app.records.copies.reviewed.rules import Choice, Request
from wheel_app.storage import Database

REQUEST = (
    "SELECT copy_id, family_id, member_id, asked_by, asked_on, due_on, task_id, made_at, made_by, with_private,"
    " finished_at, finished_by, until FROM copy_request"
)
EXPIRED = (
    "r.until <= :at AND NOT EXISTS (SELECT 1 FROM legal_hold h"
    " WHERE h.subject = 'family:' || r.family_id AND h.lifted_at IS NULL)"
)


def insert_request(db: Database, request: Request) -> None:
    """Store that a copy was asked for."""
    db.execute(
        "INSERT INTO copy_request (copy_id, family_id, member_id, asked_by, asked_on, due_on, task_id, made_at,"
        " made_by, with_private) VALUES (:copy_id, :family_id, :member_id, :asked_by, :asked_on, :due_on, :task_id,"
        " :made_at, :made_by, 0)",
        copy_id=request.copy_id,
        family_id=request.family_id,
        member_id=request.member_id,
        asked_by=request.asked_by,
        asked_on=request.asked_on,
        due_on=request.due_on,
        task_id=request.task_id,
        made_at=request.made_at,
        made_by=request.made_by,
    )


def find_request(db: Database, copy_id: str) -> Request | None:
    """Return what was asked for, finished or not."""
    row = db.one(f"{REQUEST} WHERE copy_id = :copy_id", copy_id=copy_id)
    return _request(row) if row else None


def list_requests(db: Database, member_id: str) -> tuple[Request, ...]:
    """Return the copies that somebody was asked for, the newest first."""
    found = db.rows(f"{REQUEST} WHERE member_id = :member_id ORDER BY made_at DESC, copy_id DESC", member_id=member_id)
    return tuple(map(_request, found))


def find_ready(db: Database, member_id: str, *, at: str) -> Request | None:
    """Return the newest copy of a member that can be opened now."""
    row = db.one(
        f"{REQUEST} WHERE member_id = :member_id AND until > :at ORDER BY finished_at DESC, copy_id DESC LIMIT 1",
        member_id=member_id,
        at=at,
    )
    return _request(row) if row else None


def list_choices(db: Database, copy_id: str) -> dict[str, Choice]:
    """Return what was decided so far, by line."""
    found = db.rows("SELECT item_id, is_given, reason FROM copy_item WHERE copy_id = :copy_id", copy_id=copy_id)
    return {row["item_id"]: Choice(row["is_given"] == 1, row["reason"]) for row in found}


def put_choices(db: Database, copy_id: str, choices: Mapping[str, Choice], *, with_private: bool) -> None:
    """Store what was decided, in place of what was decided before."""
    for name, choice in choices.items():
        db.execute(
            "INSERT INTO copy_item (copy_id, item_id, is_given, reason) VALUES (:copy_id, :item_id, :given, :reason)"
            " ON CONFLICT (copy_id, item_id) DO UPDATE SET is_given = excluded.is_given, reason = excluded.reason",
            copy_id=copy_id,
            item_id=name,
            given=int(choice.is_given),
            reason=choice.reason,
        )
    db.execute(
        "UPDATE copy_request SET with_private = :with_private WHERE copy_id = :copy_id",
        with_private=int(with_private),
        copy_id=copy_id,
    )


def update_finished(db: Database, copy_id: str, content: str, *, by: str, at: str, until: str) -> bool:
    """Finish a copy; False when it is finished already."""
    touched = db.execute(
        "UPDATE copy_request SET finished_at = :at, finished_by = :by, until = :until, content = :content"
        " WHERE copy_id = :copy_id AND finished_at IS NULL",
        at=at,
        by=by,
        until=until,
        content=content,
        copy_id=copy_id,
    )
    return touched == 1


def content_of(db: Database, copy_id: str) -> str | None:
    """Return the data file of a finished copy, without anything private."""
    return db.value("SELECT content FROM copy_request WHERE copy_id = :copy_id", copy_id=copy_id)


def empty_expired(db: Database, *, at: str) -> None:
    """Forget what stood in copies whose time is over, and what was decided of it, unless a legal hold stands.

    That they were made stays.
    """
    db.execute(f"DELETE FROM copy_item WHERE copy_id IN (SELECT r.copy_id FROM copy_request r WHERE {EXPIRED})", at=at)
    db.execute(
        "UPDATE copy_request SET content = NULL"
        f" WHERE content IS NOT NULL AND copy_id IN (SELECT r.copy_id FROM copy_request r WHERE {EXPIRED})",
        at=at,
    )


def erase_family(db: Database, family_id: str) -> None:
    """Remove what was asked for about a family's people."""
    db.execute(
        "DELETE FROM copy_item WHERE copy_id IN (SELECT copy_id FROM copy_request WHERE family_id = :family_id)",
        family_id=family_id,
    )
    db.execute("DELETE FROM copy_request WHERE family_id = :family_id", family_id=family_id)


def _request(row: dict[str, Any]) -> Request:
    return Request(**{**row, "with_private": row["with_private"] == 1})
