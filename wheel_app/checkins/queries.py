"""All SQL of check-ins: rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wheel_app.checkins.checkin import Answer, Checkin, Given, Pick, Receipt
from wheel_app.storage import Database

COLUMNS = (
    "checkin_id, owner_id, tool_id, tool_version, about, present, language, own_topic, topic_order, first_count,"
    " filled_on, recorded_at, seq, finished_at, revises, voice, given_by, about_member"
)
# As many as a whole wheel has, so that they are stored in one statement.
AT_ONCE = 16
SLOTS = ", ".join(f"(:topic_{place}, :picked_{place}, {place})" for place in range(AT_ONCE))
ALIKE = ("owner_id", "tool_id", "tool_version", "about", "present", "language")
ANSWER_COLUMNS = "topic_key, kind, score, how, note, seq"
IN_SIGHT = "taken_back_at IS NULL"


def insert_checkin(
    db: Database, checkin: Checkin, interpreter: str | None, device_id: str, *, handed_by: str | None
) -> None:
    """Store a new draft."""
    db.execute(
        "INSERT INTO checkin (checkin_id, owner_id, tool_id, tool_version, about, voice, given_by, present,"
        " interpreter, language, device_id, handed_by, own_topic, topic_order, first_count, filled_on, recorded_at,"
        " touched_at, seq, revises, about_member)"
        " VALUES (:checkin_id, :owner_id, :tool_id, :tool_version, :about, :voice, :given_by, :present,"
        " :interpreter, :language, :device_id, :handed_by, :own_topic, :topic_order, :first_count, :filled_on,"
        " :recorded_at, :recorded_at, :seq, :revises, :about_member)",
        interpreter=interpreter,
        device_id=device_id,
        handed_by=handed_by,
        **{name: getattr(checkin, name) for name in COLUMNS.split(", ")},
    )


def find_checkin(db: Database, owner_id: str, checkin_id: str) -> Checkin | None:
    """Return one owner's check-in; None for an unknown one, another's, and one taken back that nothing puts right."""
    row = db.one(
        f"SELECT {COLUMNS} FROM checkin WHERE checkin_id = :checkin_id AND owner_id = :owner_id AND ({IN_SIGHT}"
        " OR EXISTS (SELECT 1 FROM checkin r WHERE r.revises = checkin.checkin_id))",
        checkin_id=checkin_id, owner_id=owner_id,
    )  # fmt: skip
    return Checkin(**row) if row else None


def find_revision_of(db: Database, owner_id: str, checkin_id: str) -> Checkin | None:
    """Return the newest revision of a check-in, None when there is none."""
    row = db.one(
        f"SELECT {COLUMNS} FROM checkin WHERE revises = :checkin_id AND owner_id = :owner_id"
        " ORDER BY recorded_at DESC LIMIT 1",
        checkin_id=checkin_id,
        owner_id=owner_id,
    )
    return Checkin(**row) if row else None


def list_checkins(db: Database, owner_id: str) -> tuple[Checkin, ...]:
    """Return an owner's wheels, drafts and revisions included, the oldest first; for scales see list_about."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM checkin WHERE owner_id = :owner_id AND about_member IS NULL AND {IN_SIGHT}"
        " ORDER BY recorded_at, checkin_id",
        owner_id=owner_id,
    )
    return tuple(Checkin(**row) for row in found)


def count_by_tool(db: Database) -> dict[tuple[str, str], int]:
    """Return how many check-ins were made with each tool version, by tool id and version."""
    asked = "SELECT tool_id, tool_version, count(*) AS many FROM checkin GROUP BY tool_id, tool_version"
    return {(row["tool_id"], row["tool_version"]): row["many"] for row in db.rows(asked)}


def list_answers(db: Database, checkin_id: str) -> dict[str, Answer]:
    """Return the answers of one check-in by topic key."""
    asked = f"SELECT {ANSWER_COLUMNS} FROM answer WHERE checkin_id = :checkin_id"
    return {row["topic_key"]: Answer(**row) for row in db.rows(asked, checkin_id=checkin_id)}


def answers_of_owner(db: Database, owner_id: str) -> Mapping[str, dict[str, Answer]]:
    """Return all answers on the wheels of one owner in one statement: by check-in id, then by topic key."""
    found = db.rows(
        "SELECT a.checkin_id, a.topic_key, a.kind, a.score, a.how, a.note, a.seq FROM checkin c"
        " JOIN answer a ON a.checkin_id = c.checkin_id WHERE c.owner_id = :owner_id AND c.about_member IS NULL",
        owner_id=owner_id,
    )
    grouped: dict[str, dict[str, Answer]] = {}
    for row in found:
        checkin_id = row.pop("checkin_id")
        grouped.setdefault(checkin_id, {})[row["topic_key"]] = Answer(**row)
    return grouped


def list_picks(db: Database, checkin_id: str) -> tuple[Pick, ...]:
    """Return what was tapped first, in the order it was tapped."""
    found = db.rows(
        "SELECT topic_key, picked FROM pick WHERE checkin_id = :checkin_id ORDER BY position",
        checkin_id=checkin_id,
    )
    return tuple(Pick(**row) for row in found)


def replace_picks(db: Database, checkin_id: str, picks: Sequence[Pick]) -> None:
    """Store what was tapped first, in place of what was tapped before."""
    db.execute("DELETE FROM pick WHERE checkin_id = :checkin_id", checkin_id=checkin_id)
    for start in range(0, len(picks), AT_ONCE):
        _insert_picks(db, checkin_id, start, picks[start : start + AT_ONCE])


def _insert_picks(db: Database, checkin_id: str, start: int, picks: Sequence[Pick]) -> None:
    given: dict[str, str | None] = {}
    for place in range(AT_ONCE):
        pick = picks[place] if place < len(picks) else None
        given |= {f"topic_{place}": pick.topic_key if pick else None, f"picked_{place}": pick.picked if pick else None}
    db.execute(
        f"WITH given (topic_key, picked, place) AS (VALUES {SLOTS})"
        " INSERT INTO pick (checkin_id, topic_key, picked, position)"
        " SELECT :checkin_id, topic_key, picked, :start + place FROM given WHERE topic_key IS NOT NULL",
        checkin_id=checkin_id,
        start=start,
        **given,
    )


def raise_seq(db: Database, owner_id: str, checkin_id: str, *, at: str) -> Checkin | None:
    """Count a draft on by one and return it; on PostgreSQL this also makes a second save wait its turn.

    None when there is no such draft of this owner.
    """
    row = db.one(
        "UPDATE checkin SET seq = seq + 1, touched_at = :at"
        f" WHERE checkin_id = :checkin_id AND owner_id = :owner_id AND finished_at IS NULL RETURNING {COLUMNS}",
        at=at,
        checkin_id=checkin_id,
        owner_id=owner_id,
    )
    return Checkin(**row) if row else None


def find_before_save(
    db: Database, checkin_id: str, topic_key: str, save_id: str
) -> tuple[Receipt | None, Answer | None]:
    """Return the receipt of this save, if it came before, and the answer that stands now."""
    row = db.one(
        "SELECT r.checkin_id AS receipt_for, r.digest, r.seq AS receipt_seq,"
        " a.topic_key, a.kind, a.score, a.how, a.note, a.seq"
        " FROM checkin c LEFT JOIN answer a ON a.checkin_id = c.checkin_id AND a.topic_key = :topic_key"
        " LEFT JOIN save_receipt r ON r.save_id = :save_id WHERE c.checkin_id = :checkin_id",
        checkin_id=checkin_id,
        topic_key=topic_key,
        save_id=save_id,
    )
    if row is None:
        return None, None
    receipt = Receipt(row.pop("receipt_for"), row.pop("digest"), row.pop("receipt_seq"))
    return receipt if receipt.checkin_id else None, Answer(**row) if row["topic_key"] else None


def put_answer(db: Database, checkin_id: str, topic_key: str, given: Given, *, seq: int, at: str) -> None:
    """Store an answer in place of the one before."""
    db.execute(
        "INSERT INTO answer (checkin_id, topic_key, kind, score, how, note, seq, recorded_at)"
        " VALUES (:checkin_id, :topic_key, :kind, :score, :how, :note, :seq, :at)"
        " ON CONFLICT (checkin_id, topic_key) DO UPDATE SET kind = excluded.kind, score = excluded.score,"
        " how = excluded.how, note = excluded.note, seq = excluded.seq, recorded_at = excluded.recorded_at",
        checkin_id=checkin_id,
        topic_key=topic_key,
        kind=given.kind,
        score=given.score,
        how=given.how,
        note=given.note,
        seq=seq,
        at=at,
    )


def insert_receipt(db: Database, save_id: str, checkin_id: str, *, digest: str, seq: int) -> None:
    """Remember a save, so that the same one sent again changes nothing."""
    db.execute(
        "INSERT INTO save_receipt (save_id, checkin_id, digest, seq) VALUES (:save_id, :checkin_id, :digest, :seq)",
        save_id=save_id,
        checkin_id=checkin_id,
        digest=digest,
        seq=seq,
    )


def update_topics(db: Database, checkin_id: str, *, own_topic: str | None, order: str, first: int) -> None:
    """Store which topics a draft asks, in which order, and the name of the free one."""
    db.execute(
        "UPDATE checkin SET own_topic = :own_topic, topic_order = :topic_order, first_count = :first_count"
        " WHERE checkin_id = :checkin_id AND finished_at IS NULL",
        own_topic=own_topic,
        topic_order=order,
        first_count=first,
        checkin_id=checkin_id,
    )


def delete_answer(db: Database, checkin_id: str, topic_key: str) -> None:
    """Remove one answer."""
    db.execute(
        "DELETE FROM answer WHERE checkin_id = :checkin_id AND topic_key = :topic_key",
        checkin_id=checkin_id,
        topic_key=topic_key,
    )


def update_finished(db: Database, owner_id: str, checkin_id: str, *, at: str) -> bool:
    """Finish a draft; False when there is no such draft (any more)."""
    touched = db.execute(
        "UPDATE checkin SET finished_at = :at, touched_at = :at"
        " WHERE checkin_id = :checkin_id AND owner_id = :owner_id AND finished_at IS NULL",
        at=at,
        checkin_id=checkin_id,
        owner_id=owner_id,
    )
    return touched == 1


def delete_receipts(db: Database, checkin_id: str) -> None:
    """Forget the saves of a check-in that takes no more."""
    db.execute("DELETE FROM save_receipt WHERE checkin_id = :checkin_id", checkin_id=checkin_id)


def copy_answers(db: Database, from_id: str, to_id: str) -> None:
    """Copy picks and answers into a new revision; each answer counts as seen at 1."""
    db.execute(
        "INSERT INTO answer (checkin_id, topic_key, kind, score, how, note, seq, recorded_at)"
        " SELECT :to_id, topic_key, kind, score, how, note, 1, recorded_at FROM answer WHERE checkin_id = :from_id",
        from_id=from_id,
        to_id=to_id,
    )
    db.execute(
        "INSERT INTO pick (checkin_id, topic_key, picked, position)"
        " SELECT :to_id, topic_key, picked, position FROM pick WHERE checkin_id = :from_id",
        from_id=from_id,
        to_id=to_id,
    )


def find_untouched(
    db: Database, draft: Checkin, *, interpreter: str | None, device_id: str, begun_after: str
) -> str | None:
    """Return the id of a draft begun just like this one that says nothing yet, None when there is none."""
    return db.value(
        "SELECT checkin_id FROM checkin c WHERE owner_id = :owner_id AND finished_at IS NULL AND own_topic IS NULL"
        " AND tool_id = :tool_id AND tool_version = :tool_version AND about = :about AND present = :present"
        " AND COALESCE(interpreter, '') = :interpreter AND language = :language AND device_id = :device_id"
        " AND recorded_at > :begun_after AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.checkin_id = c.checkin_id)",
        interpreter=interpreter or "",
        device_id=device_id,
        begun_after=begun_after,
        **{name: getattr(draft, name) for name in ALIKE},
    )


def last_touch(db: Database, owner_id: str) -> str | None:
    """Return when any check-in of an owner was last begun or touched (UTC text), whichever is later on the clock."""
    return db.value(
        "SELECT max(CASE WHEN touched_at < recorded_at THEN recorded_at ELSE touched_at END) FROM checkin"
        " WHERE owner_id = :owner_id",
        owner_id=owner_id,
    )


def delete_checkin(db: Database, checkin_ids: Iterable[str]) -> None:
    """Remove check-ins with all that hangs on them."""
    for checkin_id in checkin_ids:
        for table in ("answer", "private_answer", "pick", "save_receipt", "checkin"):
            db.execute(f"DELETE FROM {table} WHERE checkin_id = :checkin_id", checkin_id=checkin_id)


def erase(db: Database, owner_id: str) -> None:
    """Remove every check-in of one owner."""
    for table in ("answer", "private_answer", "pick", "save_receipt"):
        db.execute(
            f"DELETE FROM {table} WHERE checkin_id IN (SELECT checkin_id FROM checkin WHERE owner_id = :owner_id)",
            owner_id=owner_id,
        )
    db.execute("UPDATE checkin SET revises = NULL WHERE owner_id = :owner_id", owner_id=owner_id)
    db.execute("DELETE FROM checkin WHERE owner_id = :owner_id", owner_id=owner_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return every wheel of one owner as plain data. Who had handed a device over is for staff alone."""
    asked = "SELECT * FROM checkin WHERE owner_id = :owner_id AND about_member IS NULL ORDER BY recorded_at"
    made = db.rows(asked, owner_id=owner_id)
    return {
        "checkins": [{name: value for name, value in row.items() if name != "handed_by"} for row in made],
        "answers": db.rows(
            "SELECT a.* FROM answer a JOIN checkin c ON c.checkin_id = a.checkin_id WHERE c.owner_id = :owner_id"
            " AND c.about_member IS NULL ORDER BY a.checkin_id, a.topic_key",
            owner_id=owner_id,
        ),
    }
