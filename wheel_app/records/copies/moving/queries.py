"""All SQL of moving on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.storage import Database


@dataclass(frozen=True)
class Moving:
    """Who moves on, on which day (ISO date), to whom by name, with what; accepted there on a day, or not yet."""

    moving_id: str
    family_id: str
    on_day: str
    to_whom: str
    summary: str
    made_at: str
    accepted_on: str | None
    member_ids: tuple[str, ...]


def insert_moving(db: Database, moving: Moving, *, by: str) -> None:
    """Store that some of a family move on."""
    db.execute(
        "INSERT INTO moving_on (moving_id, family_id, on_day, to_whom, summary, made_at, made_by)"
        " VALUES (:moving_id, :family_id, :on_day, :to_whom, :summary, :made_at, :by)",
        moving_id=moving.moving_id,
        family_id=moving.family_id,
        on_day=moving.on_day,
        to_whom=moving.to_whom,
        summary=moving.summary,
        made_at=moving.made_at,
        by=by,
    )
    _insert_members(db, moving.moving_id, moving.member_ids)


def _insert_members(db: Database, moving_id: str, member_ids: Iterable[str]) -> None:
    for member_id in member_ids:
        db.execute(
            "INSERT INTO moving_member (moving_id, member_id) VALUES (:moving_id, :member_id)",
            moving_id=moving_id,
            member_id=member_id,
        )


def list_moving(db: Database, family_id: str) -> tuple[Moving, ...]:
    """Return where people of a family moved on to, the newest first."""
    found = db.rows(
        "SELECT o.moving_id, o.family_id, o.on_day, o.to_whom, o.summary, o.made_at, o.accepted_on, m.member_id"
        " FROM moving_on o JOIN moving_member m ON m.moving_id = o.moving_id WHERE o.family_id = :family_id"
        " ORDER BY o.made_at DESC, o.moving_id DESC, m.member_id",
        family_id=family_id,
    )
    grouped: dict[str, list[str]] = {}
    for row in found:
        grouped.setdefault(row["moving_id"], []).append(row.pop("member_id"))
    rows = {row["moving_id"]: row for row in found}
    return tuple(Moving(**row, member_ids=tuple(grouped[name])) for name, row in rows.items())


def update_accepted(db: Database, family_id: str, moving_id: str, *, on_day: str, by: str) -> bool:
    """Note that it was taken over there; False when it was before, or is another family's."""
    touched = db.execute(
        "UPDATE moving_on SET accepted_on = :on_day, accepted_by = :by"
        " WHERE moving_id = :moving_id AND family_id = :family_id AND accepted_on IS NULL",
        on_day=on_day,
        by=by,
        moving_id=moving_id,
        family_id=family_id,
    )
    return touched == 1


def erase_family(db: Database, family_id: str) -> None:
    """Remove where people of a family moved on to."""
    db.execute(
        "DELETE FROM moving_member WHERE moving_id IN (SELECT moving_id FROM moving_on WHERE family_id = :family_id)",
        family_id=family_id,
    )
    db.execute("DELETE FROM moving_on WHERE family_id = :family_id", family_id=family_id)
