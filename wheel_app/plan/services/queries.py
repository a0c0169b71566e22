"""All SQL of services in plans."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.storage import Database


@dataclass(frozen=True)
class Line:
    """An entry of the green book in a plan, and the topic that it was found for."""

    service_id: str
    topic_key: str | None


def list_lines(db: Database, checkin_id: str) -> tuple[Line, ...]:
    """Return the services in a plan, in the order in which they were put there."""
    found = db.rows(
        "SELECT service_id, topic_key FROM plan_service WHERE checkin_id = :checkin_id ORDER BY made_at, service_id",
        checkin_id=checkin_id,
    )
    return tuple(Line(row["service_id"], row["topic_key"]) for row in found)


def put_line(db: Database, checkin_id: str, line: Line, *, at: str) -> None:
    """Put a service into a plan, or under another topic of it."""
    db.execute(
        "INSERT INTO plan_service (checkin_id, service_id, topic_key, made_at)"
        " VALUES (:checkin_id, :service_id, :topic_key, :at)"
        " ON CONFLICT (checkin_id, service_id) DO UPDATE SET topic_key = :topic_key",
        checkin_id=checkin_id,
        service_id=line.service_id,
        topic_key=line.topic_key,
        at=at,
    )


def delete_line(db: Database, checkin_id: str, service_id: str) -> bool:
    """Take a service out of a plan; False when it is not in it."""
    touched = db.execute(
        "DELETE FROM plan_service WHERE checkin_id = :checkin_id AND service_id = :service_id",
        checkin_id=checkin_id,
        service_id=service_id,
    )
    return touched > 0


def copy_lines(db: Database, from_id: str, to_id: str) -> None:
    """Put the services of one plan into another too."""
    db.execute(
        "INSERT INTO plan_service (checkin_id, service_id, topic_key, made_at)"
        " SELECT CAST(:to_id AS TEXT), p.service_id, p.topic_key, p.made_at FROM plan_service p"
        " WHERE p.checkin_id = :from_id ON CONFLICT (checkin_id, service_id) DO NOTHING",
        from_id=from_id,
        to_id=to_id,
    )
