"""All SQL of plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wheel_app.plan.rules import Goal, Plan
from wheel_app.storage import Database

# As many goals as are stored in one statement: those that can be chosen, and as many that are put away.
AT_ONCE = 6
OWNERS_AT_ONCE = 30
OWNERS = ", ".join(f"(:id_{place})" for place in range(OWNERS_AT_ONCE))
PARTS = ("topic_key", "step_key", "own_words", "who", "by_when")
SLOTS = ", ".join(f"({place}, " + ", ".join(f":{part}_{place}" for part in PARTS) + ")" for place in range(AT_ONCE))


def find_plan(db: Database, owner_id: str, checkin_id: str) -> Plan | None:
    """Return the plan made from one of an owner's check-ins, None when there is none."""
    found = db.rows(
        "SELECT p.made_at, p.works, p.strengths, p.seq, g.topic_key, g.step_key, g.own_words, g.who, g.by_when"
        " FROM plan p LEFT JOIN plan_goal g ON g.checkin_id = p.checkin_id"
        " WHERE p.checkin_id = :checkin_id AND p.owner_id = :owner_id ORDER BY g.position NULLS LAST",
        checkin_id=checkin_id,
        owner_id=owner_id,
    )
    if not found:
        return None
    first = found[0]
    goals = tuple(
        Goal(row["topic_key"], row["step_key"], row["own_words"], row["who"], row["by_when"])
        for row in found
        if row["topic_key"]
    )
    return Plan(checkin_id, first["made_at"], first["works"], first["seq"], goals, _strengths(first["strengths"]))


def _strengths(text: str) -> frozenset[tuple[str, int]]:
    pairs = (pair.split(":") for pair in text.split(",") if pair)
    return frozenset((topic_key, int(place)) for topic_key, place in pairs)


def list_planned(db: Database, owner_id: str) -> frozenset[str]:
    """Return the ids of an owner's check-ins that have a plan."""
    return frozenset(
        row["checkin_id"]
        for row in db.rows("SELECT checkin_id FROM plan WHERE owner_id = :owner_id", owner_id=owner_id)
    )


def put_plan(db: Database, owner_id: str, plan: Plan) -> None:
    """Store a plan in place of the one before."""
    db.execute(
        "INSERT INTO plan (checkin_id, owner_id, made_at, works, strengths, seq)"
        " VALUES (:checkin_id, :owner_id, :made_at, :works, :strengths, :seq)"
        " ON CONFLICT (checkin_id) DO UPDATE SET works = excluded.works, strengths = excluded.strengths,"
        " seq = excluded.seq",
        checkin_id=plan.checkin_id,
        owner_id=owner_id,
        made_at=plan.made_at,
        works=plan.works,
        strengths=",".join(f"{topic_key}:{place}" for topic_key, place in sorted(plan.strengths)),
        seq=plan.seq,
    )
    db.execute("DELETE FROM plan_goal WHERE checkin_id = :checkin_id", checkin_id=plan.checkin_id)
    for start in range(0, len(plan.goals), AT_ONCE):
        _insert_goals(db, plan.checkin_id, start, plan.goals[start : start + AT_ONCE])


def _insert_goals(db: Database, checkin_id: str, start: int, goals: tuple[Goal, ...]) -> None:
    given: dict[str, str | None] = {f"{part}_{place}": None for part in PARTS for place in range(AT_ONCE)}
    for place, goal in enumerate(goals):
        given |= {f"{part}_{place}": getattr(goal, part) for part in PARTS}
    db.execute(
        f"WITH given (place, topic_key, step_key, own_words, who, by_when) AS (VALUES {SLOTS})"
        " INSERT INTO plan_goal (checkin_id, topic_key, position, step_key, own_words, who, by_when)"
        " SELECT :checkin_id, topic_key, :start + place, step_key, own_words, who, by_when"
        " FROM given WHERE topic_key IS NOT NULL",
        checkin_id=checkin_id,
        start=start,
        **given,
    )


def move_plans(db: Database, from_id: str, to_id: str) -> None:
    """Give the plans of one owner to another, as their check-ins were given."""
    db.execute("UPDATE plan SET owner_id = :to_id WHERE owner_id = :from_id", from_id=from_id, to_id=to_id)


def delete_plan(db: Database, checkin_id: str) -> None:
    """Remove the plan of one check-in, where it has one."""
    for table in ("plan_service", "plan_goal", "plan"):
        db.execute(f"DELETE FROM {table} WHERE checkin_id = :checkin_id", checkin_id=checkin_id)


def erase(db: Database, owner_id: str) -> None:
    """Remove every plan of one owner."""
    db.execute(
        "DELETE FROM plan_service WHERE checkin_id IN (SELECT checkin_id FROM plan WHERE owner_id = :owner_id)",
        owner_id=owner_id,
    )
    db.execute(
        "DELETE FROM plan_goal WHERE checkin_id IN (SELECT checkin_id FROM plan WHERE owner_id = :owner_id)",
        owner_id=owner_id,
    )
    db.execute("DELETE FROM plan WHERE owner_id = :owner_id", owner_id=owner_id)


def export(db: Database, owner_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return every plan of these owners as plain data."""
    held: dict[str, list[dict[str, Any]]] = {"plans": [], "goals": [], "plan_services": []}
    for start in range(0, len(owner_ids), OWNERS_AT_ONCE):
        part = owner_ids[start : start + OWNERS_AT_ONCE]
        slots = {f"id_{place}": part[place] if place < len(part) else None for place in range(OWNERS_AT_ONCE)}
        held["plans"] += db.rows(
            f"WITH asked (owner_id) AS (VALUES {OWNERS}) SELECT p.* FROM asked a JOIN plan p ON p.owner_id = a.owner_id"
            " ORDER BY p.made_at, p.checkin_id",
            **slots,
        )
        held["goals"] += db.rows(
            f"WITH asked (owner_id) AS (VALUES {OWNERS}) SELECT g.* FROM asked a JOIN plan p ON p.owner_id = a.owner_id"
            " JOIN plan_goal g ON g.checkin_id = p.checkin_id ORDER BY g.checkin_id, g.position",
            **slots,
        )
        held["plan_services"] += db.rows(
            f"WITH asked (owner_id) AS (VALUES {OWNERS}) SELECT l.checkin_id, l.topic_key, s.name, l.made_at"
            " FROM asked a JOIN plan p ON p.owner_id = a.owner_id JOIN plan_service l ON l.checkin_id = p.checkin_id"
            " JOIN service s ON s.service_id = l.service_id ORDER BY l.checkin_id, l.made_at, l.service_id",
            **slots,
        )
    return held
