"""All SQL of scales and checklists: check-ins that are about a child. Rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wheel_app.checkins.checkin import Answer, Checkin
from wheel_app.checkins.queries import ANSWER_COLUMNS, COLUMNS, IN_SIGHT
from wheel_app.storage import Database

AT_ONCE = 30
IDS = ", ".join(f":id_{place}" for place in range(AT_ONCE))
CHECKIN = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))
ANSWER = ANSWER_COLUMNS.split(", ")
ANSWERS = ", ".join(f"n.{name} AS answer_{name}" for name in ANSWER)
FILLED = f"{CHECKIN}, {ANSWERS} FROM checkin c LEFT JOIN answer n ON n.checkin_id = c.checkin_id"
Filled = tuple[Checkin, dict[str, Answer]]


def list_lines(db: Database, owner_id: str) -> tuple[Checkin, ...]:
    """Return every scale and checklist of an owner, drafts and revisions included, the oldest first."""
    return _checkins(
        db.rows(
            f"SELECT {COLUMNS} FROM checkin WHERE owner_id = :owner_id AND about_member IS NOT NULL AND {IN_SIGHT}"
            " ORDER BY filled_on, recorded_at, checkin_id",
            owner_id=owner_id,
        )
    )


def list_drafts(db: Database, owner_id: str) -> tuple[Checkin, ...]:
    """Return what somebody has open: wheels, scales and checklists, the oldest first."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM checkin WHERE owner_id = :owner_id AND finished_at IS NULL"
        " ORDER BY recorded_at, checkin_id",
        owner_id=owner_id,
    )
    return tuple(Checkin(**row) for row in found)


def list_about(db: Database, owner_id: str, about_member: str) -> tuple[Checkin, ...]:
    """Return an owner's scales and checklists about one child, drafts and revisions included, the oldest first."""
    return _checkins(
        db.rows(
            f"SELECT {COLUMNS} FROM checkin WHERE about_member = :about_member AND owner_id = :owner_id AND {IN_SIGHT}"
            " ORDER BY filled_on, recorded_at, checkin_id",
            about_member=about_member,
            owner_id=owner_id,
        )
    )


def filled_about(db: Database, owner_id: str, about_member: str) -> tuple[Filled, ...]:
    """Return the same with what was answered in each. One statement."""
    return _filled(
        db.rows(
            f"SELECT {FILLED} WHERE c.about_member = :about_member AND c.owner_id = :owner_id AND c.{IN_SIGHT}"
            " ORDER BY c.filled_on, c.recorded_at, c.checkin_id",
            about_member=about_member,
            owner_id=owner_id,
        )
    )


def filled_around(db: Database, owner_id: str, about_member: str, *, by_staff: bool) -> tuple[Filled, ...]:
    """Return the same, and what else somebody finished: lines about other children, wheels, and wheels made together.

    Of the last those of which they have a copy. Nothing about another child of whom all is silent is in it, and no
    wheel from before a child of this one’s family fell silent. On their own pages all goes on as before for whoever
    does not know of it yet; what staff read (`by_staff`) is silent all the same. One statement.
    """
    return _filled(
        db.rows(
            f"SELECT {FILLED} WHERE c.owner_id IN (SELECT CAST(:owner_id AS TEXT) UNION ALL"
            " SELECT circle_id FROM circle_maker WHERE maker_owner_id = :owner_id)"
            " AND (c.about_member = :about_member OR (c.finished_at IS NOT NULL AND NOT EXISTS ("
            "SELECT 1 FROM member_silence s WHERE s.ended_at IS NULL AND (s.member_id = c.about_member"
            " OR (c.about_member IS NULL AND s.made_at >= c.finished_at AND s.family_id = ("
            "SELECT m.family_id FROM member m WHERE m.member_id = :about_member)))"
            " AND (:by_staff = 1 OR NOT EXISTS (SELECT 1 FROM member_silence_untold u JOIN member_owner o"
            " ON o.member_id = u.member_id WHERE u.silence_id = s.silence_id AND o.owner_id = :owner_id)))))"
            " ORDER BY c.filled_on, c.recorded_at, c.checkin_id",
            about_member=about_member,
            owner_id=owner_id,
            by_staff=int(by_staff),
        )
    )


def filled_of(db: Database, checkin_ids: Iterable[str]) -> tuple[Filled, ...]:
    """Return scales and checklists by their ids, whoever’s, with what was answered: the caller asks who may see them.

    Thirty with one statement.
    """
    ids, found = list(dict.fromkeys(checkin_ids)), list[Filled]()
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        slots = {f"id_{place}": part[place] if place < len(part) else "" for place in range(AT_ONCE)}
        found += _filled(
            db.rows(
                f"SELECT {FILLED} WHERE c.checkin_id IN ({IDS}) AND c.about_member IS NOT NULL AND c.{IN_SIGHT}"
                " ORDER BY c.filled_on, c.recorded_at, c.checkin_id",
                **slots,
            )
        )
    return tuple(found)


def _filled(rows: list[dict[str, Any]]) -> tuple[Filled, ...]:
    made: dict[str, Checkin] = {}
    answers: dict[str, dict[str, Answer]] = {}
    for row in rows:
        answer = {name: row.pop(f"answer_{name}") for name in ANSWER}
        checkin_id = row["checkin_id"]
        if checkin_id not in made:
            made[checkin_id], answers[checkin_id] = Checkin(**row), {}
        if answer["topic_key"] is not None:
            answers[checkin_id][answer["topic_key"]] = Answer(**answer)
    return tuple((one, answers[checkin_id]) for checkin_id, one in made.items())


def move_checkins(db: Database, from_owner: str, to_owner: str) -> None:
    """Give one person’s check-ins to another: who told them has a way in of their own now."""
    db.execute(
        "UPDATE checkin SET owner_id = :to_owner WHERE owner_id = :from_owner",
        from_owner=from_owner,
        to_owner=to_owner,
    )


def take_checkins(db: Database, from_owner: str, to_owner: str, checkin_ids: Sequence[str]) -> list[str]:
    """Give some of a person’s check-ins to another, with what puts them right; return the ids of all of these."""
    taken = list(checkin_ids)
    for checkin_id in taken:
        db.execute(
            "UPDATE checkin SET owner_id = :to_owner WHERE checkin_id = :checkin_id AND owner_id = :from_owner",
            to_owner=to_owner,
            checkin_id=checkin_id,
            from_owner=from_owner,
        )
        later = "SELECT checkin_id FROM checkin WHERE revises = :checkin_id AND owner_id = :from_owner"
        taken += [row["checkin_id"] for row in db.rows(later, checkin_id=checkin_id, from_owner=from_owner)]
    return taken


def says_anything(db: Database, checkin_id: str) -> bool:
    """Whether anything was answered in a check-in."""
    found = db.value("SELECT 1 AS found FROM answer WHERE checkin_id = :checkin_id LIMIT 1", checkin_id=checkin_id)
    return found is not None


def find_open(db: Database, draft: Checkin) -> Checkin | None:
    """Return the draft that is open for the same person, tool, point and child in the same hand, None without one.

    What was told to a worker or came from paper belongs to its day; one's own is gone on with whenever there is time.
    """
    row = db.one(
        f"SELECT {COLUMNS} FROM checkin WHERE about_member = :about_member AND owner_id = :owner_id"
        " AND tool_id = :tool_id AND about = :about AND given_by = :given_by AND finished_at IS NULL"
        " AND revises IS NULL AND (given_by = 'own' OR filled_on = :filled_on)"
        " ORDER BY recorded_at DESC, checkin_id LIMIT 1",
        **{name: getattr(draft, name) for name in _ALIKE},
    )
    return Checkin(**row) if row else None


_ALIKE = ("about_member", "owner_id", "tool_id", "about", "given_by", "filled_on")


def list_children_of(db: Database, family_id: str) -> tuple[tuple[str, str], ...]:
    """Return who said something about which child of a family: an owner and a member id each."""
    found = db.rows(
        "SELECT DISTINCT c.owner_id, c.about_member FROM member m JOIN checkin c ON c.about_member = m.member_id"
        " WHERE m.family_id = :family_id ORDER BY c.owner_id, c.about_member",
        family_id=family_id,
    )
    return tuple((row["owner_id"], row["about_member"]) for row in found)


def update_child(db: Database, owner_id: str, from_member: str, to_member: str) -> None:
    """Let all that an owner said about one child be about another id."""
    db.execute(
        "UPDATE checkin SET about_member = :to_member WHERE owner_id = :owner_id AND about_member = :from_member",
        to_member=to_member,
        owner_id=owner_id,
        from_member=from_member,
    )


def update_about(db: Database, owner_id: str, checkin_ids: Sequence[str], about_member: str) -> None:
    """Let scales and checklists of an owner be about another child: the wrong one had been chosen."""
    for checkin_id in checkin_ids:
        db.execute(
            "UPDATE checkin SET about_member = :about_member WHERE checkin_id = :checkin_id AND owner_id = :owner_id"
            " AND about_member IS NOT NULL",
            checkin_id=checkin_id,
            owner_id=owner_id,
            about_member=about_member,
        )


def update_language(db: Database, owner_id: str, checkin_ids: Sequence[str], language: str) -> None:
    """Say in which language an owner filled these scales and checklists in."""
    for checkin_id in checkin_ids:
        db.execute(
            "UPDATE checkin SET language = :language WHERE checkin_id = :checkin_id AND owner_id = :owner_id"
            " AND about_member IS NOT NULL AND finished_at IS NULL",
            checkin_id=checkin_id,
            owner_id=owner_id,
            language=language,
        )


def export_lines(db: Database, owner_id: str) -> dict[str, Any]:
    """Return an owner's scales and checklists with their answers as plain data, but for private answers."""
    made = db.rows(
        "SELECT * FROM checkin WHERE owner_id = :owner_id AND about_member IS NOT NULL ORDER BY recorded_at",
        owner_id=owner_id,
    )
    return {
        "lists": [{name: value for name, value in row.items() if name != "handed_by"} for row in made],
        "list_answers": db.rows(
            "SELECT a.* FROM answer a JOIN checkin c ON c.checkin_id = a.checkin_id"
            " WHERE c.owner_id = :owner_id AND c.about_member IS NOT NULL ORDER BY a.checkin_id, a.topic_key",
            owner_id=owner_id,
        ),
    }


def _checkins(rows: list[dict[str, Any]]) -> tuple[Checkin, ...]:
    return tuple(Checkin(**row) for row in rows)
