"""All SQL of plans."""

from __future__ import annotations

from typing import Any

from wheel_app.plan.rules import Goal, Plan
from wheel_app.storage import Database


def find_plan(db: Database, owner_id: str, checkin_id: str) -> Plan | None:
    """Return the plan made from one of an owner's check-ins, None when there is none."""
    row = db.one(
        "SELECT checkin_id, made_at, works, seq FROM plan WHERE checkin_id = :checkin_id AND owner_id = :owner_id",
        checkin_id=checkin_id,
        owner_id=owner_id,
    )
    if row is None:
        return None
    goals = db.rows(
        "SELECT topic_key, step_key, own_words, who, by_when FROM plan_goal WHERE checkin_id = :checkin_id ORDER BY position",
        checkin_id=checkin_id,
    )
    strengths = db.rows(
        "SELECT topic_key, strength FROM plan_strength WHERE checkin_id = :checkin_id", checkin_id=checkin_id
    )
    return Plan(
        **row,
        goals=tuple(Goal(**goal) for goal in goals),
        strengths=frozenset((one["topic_key"], one["strength"]) for one in strengths),
    )


def list_planned(db: Database, owner_id: str) -> frozenset[str]:
    """Return the ids of an owner's check-ins that have a plan."""
    return frozenset(
        row["checkin_id"]
        for row in db.rows("SELECT checkin_id FROM plan WHERE owner_id = :owner_id", owner_id=owner_id)
    )


def put_plan(db: Database, owner_id: str, plan: Plan) -> None:
    """Store a plan in place of the one before."""
    db.execute(
        "INSERT INTO plan (checkin_id, owner_id, made_at, works, seq) VALUES (:checkin_id, :owner_id, :made_at, :works, :seq)"
        " ON CONFLICT (checkin_id) DO UPDATE SET works = excluded.works, seq = excluded.seq",
        checkin_id=plan.checkin_id,
        owner_id=owner_id,
        made_at=plan.made_at,
        works=plan.works,
        seq=plan.seq,
    )
    db.execute("DELETE FROM plan_goal WHERE checkin_id = :checkin_id", checkin_id=plan.checkin_id)
    db.execute("DELETE FROM plan_strength WHERE checkin_id = :checkin_id", checkin_id=plan.checkin_id)
    for position, goal in enumerate(plan.goals):
        _insert_goal(db, plan.checkin_id, position, goal)
    for topic_key, strength in sorted(plan.strengths):
        db.execute(
            "INSERT INTO plan_strength (checkin_id, topic_key, strength) VALUES (:checkin_id, :topic_key, :strength)",
            checkin_id=plan.checkin_id,
            topic_key=topic_key,
            strength=strength,
        )


def _insert_goal(db: Database, checkin_id: str, position: int, goal: Goal) -> None:
    db.execute(
        "INSERT INTO plan_goal (checkin_id, topic_key, position, step_key, own_words, who, by_when)"
        " VALUES (:checkin_id, :topic_key, :position, :step_key, :own_words, :who, :by_when)",
        checkin_id=checkin_id,
        topic_key=goal.topic_key,
        position=position,
        step_key=goal.step_key,
        own_words=goal.own_words,
        who=goal.who,
        by_when=goal.by_when,
    )


def erase(db: Database, owner_id: str) -> None:
    """Remove every plan of one owner."""
    for table in ("plan_goal", "plan_strength"):
        db.execute(
            f"DELETE FROM {table} WHERE checkin_id IN (SELECT checkin_id FROM plan WHERE owner_id = :owner_id)",
            owner_id=owner_id,
        )
    db.execute("DELETE FROM plan WHERE owner_id = :owner_id", owner_id=owner_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return every plan of one owner as plain data."""
    return {
        "plans": db.rows("SELECT * FROM plan WHERE owner_id = :owner_id ORDER BY made_at", owner_id=owner_id),
        "goals": db.rows(
            "SELECT g.* FROM plan_goal g JOIN plan p ON p.checkin_id = g.checkin_id WHERE p.owner_id = :owner_id"
            " ORDER BY g.checkin_id, g.position",
            owner_id=owner_id,
        ),
    }
