"""All SQL of circles: rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wheel_app.checkins.checkin import Answer, Checkin
from wheel_app.checkins.circles.rules import Circle, Maker
from wheel_app.checkins.queries import COLUMNS
from wheel_app.storage import Database


def insert_circle(db: Database, circle_id: str, names: Sequence[str], *, at: str) -> None:
    """Store a circle of these people; its person is stored already."""
    db.execute("INSERT INTO circle (owner_id, made_at) VALUES (:circle_id, :at)", circle_id=circle_id, at=at)
    for place, name in enumerate(names, 1):
        db.execute(
            "INSERT INTO circle_maker (circle_id, place, name) VALUES (:circle_id, :place, :name)",
            circle_id=circle_id,
            place=place,
            name=name,
        )


def find_circle(db: Database, circle_id: str) -> Circle | None:
    """Return a circle, None for an id that is none."""
    return _only(
        db.rows(
            "SELECT circle_id, place, name, maker_owner_id, turn_save_id FROM circle_maker"
            " WHERE circle_id = :circle_id ORDER BY place",
            circle_id=circle_id,
        )
    )


def find_circle_of(db: Database, maker_id: str, circle_id: str) -> Circle | None:
    """Return a circle that somebody has a copy of, None for any other."""
    circle = find_circle(db, circle_id)
    return circle if circle and maker_id in circle.owner_ids else None


def list_circles(db: Database, maker_id: str) -> tuple[Circle, ...]:
    """Return every circle that somebody has a copy of."""
    return _circles(
        db.rows(
            "SELECT m.circle_id, m.place, m.name, m.maker_owner_id, m.turn_save_id FROM circle_maker mine"
            " JOIN circle_maker m ON m.circle_id = mine.circle_id WHERE mine.maker_owner_id = :maker_id"
            " ORDER BY m.circle_id, m.place",
            maker_id=maker_id,
        )
    )


def _only(rows: Sequence[Mapping[str, Any]]) -> Circle | None:
    return next(iter(_circles(rows)), None)


def _circles(rows: Iterable[Mapping[str, Any]]) -> tuple[Circle, ...]:
    makers: dict[str, list[Maker]] = {}
    for row in rows:
        maker = Maker(row["place"], row["name"], row["maker_owner_id"], row["turn_save_id"])
        makers.setdefault(row["circle_id"], []).append(maker)
    return tuple(Circle(circle_id, tuple(those)) for circle_id, those in makers.items())


def list_checkins_together(db: Database, maker_id: str) -> tuple[Checkin, ...]:
    """Return the check-ins of every circle that somebody has a copy of, drafts and revisions included, oldest first."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM checkin WHERE owner_id IN"
        " (SELECT circle_id FROM circle_maker WHERE maker_owner_id = :maker_id) ORDER BY recorded_at, checkin_id",
        maker_id=maker_id,
    )
    return tuple(Checkin(**row) for row in found)


def answers_together(db: Database, maker_id: str) -> Mapping[str, dict[str, Answer]]:
    """Return all answers of every circle that somebody has a copy of: by check-in id, then by topic key."""
    found = db.rows(
        "SELECT a.checkin_id, a.topic_key, a.kind, a.score, a.how, a.note, a.seq FROM circle_maker m"
        " JOIN checkin c ON c.owner_id = m.circle_id JOIN answer a ON a.checkin_id = c.checkin_id"
        " WHERE m.maker_owner_id = :maker_id",
        maker_id=maker_id,
    )
    grouped: dict[str, dict[str, Answer]] = {}
    for row in found:
        checkin_id = row.pop("checkin_id")
        grouped.setdefault(checkin_id, {})[row["topic_key"]] = Answer(**row)
    return grouped


def list_own_and_together(db: Database, owner_id: str) -> tuple[Checkin, ...]:
    """Return somebody's own wheels and those that they made together with others, the oldest first."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM checkin WHERE about_member IS NULL AND (owner_id = :owner_id OR owner_id IN"
        " (SELECT circle_id FROM circle_maker WHERE maker_owner_id = :owner_id)) ORDER BY recorded_at, checkin_id",
        owner_id=owner_id,
    )
    return tuple(Checkin(**row) for row in found)


def last_touch_of_all(db: Database, owner_id: str) -> str | None:
    """Return when anything that somebody made, alone or together, was last begun or touched (UTC text)."""
    return db.value(
        "SELECT max(CASE WHEN touched_at < recorded_at THEN recorded_at ELSE touched_at END) FROM checkin"
        " WHERE owner_id = :owner_id OR owner_id IN"
        " (SELECT circle_id FROM circle_maker WHERE maker_owner_id = :owner_id)",
        owner_id=owner_id,
    )


def update_turn(
    db: Database, circle_id: str, place: int, *, save_id: str, maker_id: str | None, keeps_name: bool
) -> bool:
    """End somebody's turn, with their copy or without; False when it was over."""
    touched = db.execute(
        "UPDATE circle_maker SET turn_save_id = :save_id, maker_owner_id = :maker_id,"
        " name = CASE WHEN :keeps_name = 1 THEN name ELSE '' END"
        " WHERE circle_id = :circle_id AND place = :place AND turn_save_id IS NULL",
        save_id=save_id,
        maker_id=maker_id,
        keeps_name=int(keeps_name),
        circle_id=circle_id,
        place=place,
    )
    return touched == 1


def keep_until(db: Database, owner_id: str, until: str) -> None:
    """Keep somebody until then (UTC text), and what they made together with others no less long."""
    db.execute(
        "UPDATE person SET keep_until = :until WHERE owner_id = :owner_id OR (keep_until < :until AND owner_id IN"
        " (SELECT circle_id FROM circle_maker WHERE maker_owner_id = :owner_id))",
        owner_id=owner_id,
        until=until,
    )


def find_same_circle(db: Database, circle: Circle) -> str | None:
    """Return the id of another circle of exactly these people, each of whom has a copy; None when there is none."""
    return db.value(
        "SELECT m.circle_id FROM circle_maker m WHERE m.circle_id <> :circle_id AND m.circle_id IN"
        " (SELECT circle_id FROM circle_maker WHERE maker_owner_id = :somebody)"
        " GROUP BY m.circle_id HAVING count(*) = :many AND sum(CASE WHEN m.maker_owner_id IN"
        " (SELECT maker_owner_id FROM circle_maker WHERE circle_id = :circle_id) THEN 1 ELSE 0 END) = :many"
        " ORDER BY m.circle_id LIMIT 1",
        circle_id=circle.circle_id,
        somebody=min(circle.owner_ids),
        many=len(circle.makers),
    )


def move_checkins(db: Database, from_id: str, to_id: str) -> None:
    """Give the check-ins of one circle to another of the same people, who are called there as they are called here."""
    db.execute("UPDATE checkin SET owner_id = :to_id WHERE owner_id = :from_id", from_id=from_id, to_id=to_id)
    db.execute(
        "UPDATE circle_maker SET name = (SELECT newer.name FROM circle_maker newer"
        " WHERE newer.circle_id = :from_id AND newer.maker_owner_id = circle_maker.maker_owner_id)"
        " WHERE circle_id = :to_id",
        from_id=from_id,
        to_id=to_id,
    )


def empty_circle(db: Database, circle_id: str) -> None:
    """Let nobody have a copy or a name in a circle any more."""
    db.execute(
        "UPDATE circle_maker SET name = '', maker_owner_id = NULL WHERE circle_id = :circle_id", circle_id=circle_id
    )


def take_out(db: Database, maker_id: str) -> None:
    """Take somebody's name and copy out of every circle."""
    db.execute(
        "UPDATE circle_maker SET name = '', maker_owner_id = NULL WHERE maker_owner_id = :maker_id", maker_id=maker_id
    )


def erase(db: Database, owner_id: str) -> None:
    """Remove a circle itself, where this owner is one; its check-ins are removed first."""
    db.execute("DELETE FROM circle_maker WHERE circle_id = :owner_id", owner_id=owner_id)
    db.execute("DELETE FROM circle WHERE owner_id = :owner_id", owner_id=owner_id)


def export(db: Database, maker_id: str) -> dict[str, Any]:
    """Return what somebody made together with others as plain data: all that was said, and of the names only theirs."""
    made = db.rows(
        "SELECT c.* FROM checkin c JOIN circle_maker m ON m.circle_id = c.owner_id"
        " WHERE m.maker_owner_id = :maker_id AND c.finished_at IS NOT NULL ORDER BY c.recorded_at",
        maker_id=maker_id,
    )
    return {
        "called_together_with_others": db.rows(
            "SELECT circle_id, name FROM circle_maker WHERE maker_owner_id = :maker_id ORDER BY circle_id",
            maker_id=maker_id,
        ),
        "checkins_together_with_others": [
            {name: value for name, value in row.items() if name != "handed_by"} for row in made
        ],
        "answers_together_with_others": db.rows(
            "SELECT a.* FROM answer a JOIN checkin c ON c.checkin_id = a.checkin_id"
            " JOIN circle_maker m ON m.circle_id = c.owner_id"
            " WHERE m.maker_owner_id = :maker_id AND c.finished_at IS NOT NULL ORDER BY a.checkin_id, a.topic_key",
            maker_id=maker_id,
        ),
        "picks_together_with_others": db.rows(
            "SELECT p.* FROM pick p JOIN checkin c ON c.checkin_id = p.checkin_id"
            " JOIN circle_maker m ON m.circle_id = c.owner_id"
            " WHERE m.maker_owner_id = :maker_id AND c.finished_at IS NOT NULL ORDER BY p.checkin_id, p.position",
            maker_id=maker_id,
        ),
    }


def take_off_family(db: Database, family_id: str) -> None:
    """Take the family that is gone off what its people made together; they keep their copies."""
    db.execute("UPDATE circle SET family_id = NULL WHERE family_id = :family_id", family_id=family_id)
