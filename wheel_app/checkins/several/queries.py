"""All SQL of wheels that are asked for without their owner, or of several owners; and of what puts a check-in right.

Scales and checklists: see lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wheel_app.checkins.checkin import Answer, Checkin
from wheel_app.checkins.queries import COLUMNS, IN_SIGHT
from wheel_app.storage import Database

AT_ONCE = 30
SLOTS = ", ".join(f"(:id_{place})" for place in range(AT_ONCE))
CHECKIN = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))


@dataclass(frozen=True)
class Around:
    """What staff alone are told of a check-in: who helped with the language, and who handed the device over."""

    interpreter: str | None
    handed_by: str | None


def find_anyones(db: Database, checkin_id: str) -> Checkin | None:
    """Return a finished wheel, whoever's it is: the caller must ask whether it may be seen."""
    row = db.one(
        f"SELECT {CHECKIN} FROM checkin c WHERE c.checkin_id = :checkin_id AND c.finished_at IS NOT NULL"
        f" AND c.about_member IS NULL AND c.{IN_SIGHT}",
        checkin_id=checkin_id,
    )
    return Checkin(**row) if row else None


def find_around(db: Database, checkin_id: str) -> Around:
    """Return how a check-in was made; nobody stands in it for one that there is not."""
    row = db.one("SELECT interpreter, handed_by FROM checkin WHERE checkin_id = :checkin_id", checkin_id=checkin_id)
    return Around(**row) if row else Around(None, None)


def list_finished_of(db: Database, owner_ids: Iterable[str]) -> dict[str, tuple[Checkin, ...]]:
    """Return the finished wheels of several persons, by person, the oldest first."""
    found: dict[str, tuple[Checkin, ...]] = {}
    for slots in _parts(owner_ids):
        rows = db.rows(
            f"WITH asked (owner_id) AS (VALUES {SLOTS}) SELECT {CHECKIN} FROM asked a"
            " JOIN checkin c ON c.owner_id = a.owner_id WHERE c.finished_at IS NOT NULL AND c.about_member IS NULL"
            f" AND c.{IN_SIGHT} ORDER BY c.recorded_at, c.checkin_id",
            **slots,
        )
        for row in rows:
            found[row["owner_id"]] = (*found.get(row["owner_id"], ()), Checkin(**row))
    return found


def answers_of_owners(db: Database, owner_ids: Iterable[str]) -> dict[str, dict[str, Answer]]:
    """Return the answers of several persons' finished wheels: by check-in id, then by topic key."""
    found: dict[str, dict[str, Answer]] = {}
    for slots in _parts(owner_ids):
        rows = db.rows(
            f"WITH asked (owner_id) AS (VALUES {SLOTS})"
            " SELECT n.checkin_id, n.topic_key, n.kind, n.score, n.how, n.note, n.seq FROM asked a"
            " JOIN checkin c ON c.owner_id = a.owner_id JOIN answer n ON n.checkin_id = c.checkin_id"
            " WHERE c.finished_at IS NOT NULL AND c.about_member IS NULL",
            **slots,
        )
        for row in rows:
            of_one = found.setdefault(row.pop("checkin_id"), {})
            of_one[row["topic_key"]] = Answer(**row)
    return found


def _parts(owner_ids: Iterable[str]) -> list[dict[str, str | None]]:
    wanted = list(dict.fromkeys(owner_ids))
    parts = [wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)]
    return [{f"id_{place}": part[place] if place < len(part) else None for place in range(AT_ONCE)} for part in parts]


def update_taken_back(db: Database, checkin_id: str, *, at: str) -> None:
    """Take a finished check-in out of sight; it stays stored as it is."""
    db.execute("UPDATE checkin SET taken_back_at = :at WHERE checkin_id = :checkin_id", checkin_id=checkin_id, at=at)


def list_revisions(db: Database, checkin_id: str) -> list[str]:
    """Return the ids of what puts a check-in right, drafts too."""
    found = db.rows("SELECT checkin_id FROM checkin WHERE revises = :checkin_id", checkin_id=checkin_id)
    return [row["checkin_id"] for row in found]


def move_revisions(db: Database, from_id: str, to_id: str) -> None:
    """Let what puts one check-in right put another one right, which stands in its place."""
    db.execute(
        "UPDATE checkin SET revises = :to_id WHERE revises = :from_id AND checkin_id <> :to_id",
        from_id=from_id,
        to_id=to_id,
    )


def export_picks(db: Database, owner_id: str) -> list[dict[str, Any]]:
    """Return what one owner tapped first, of each wheel, as plain data; of lines the order says it."""
    return db.rows(
        "SELECT p.* FROM pick p JOIN checkin c ON c.checkin_id = p.checkin_id WHERE c.owner_id = :owner_id"
        " AND c.about_member IS NULL ORDER BY p.checkin_id, p.position",
        owner_id=owner_id,
    )
