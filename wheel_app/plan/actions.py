"""What changes a plan: each function is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wheel_app.plan import queries
from wheel_app.plan.rules import Goal, Plan
from wheel_app.plan.services.queries import copy_lines
from wheel_app.storage import Database


class PlanMoved(Exception):
    """Somebody saved this plan since the page was opened; `standing` is what is stored now."""

    def __init__(self, standing: Plan) -> None:
        super().__init__()
        self.standing = standing


def choose_topics(
    db: Database, owner_id: str, checkin_id: str, topic_keys: Sequence[str], *, at: str, before: Plan | None = None
) -> Plan:
    """Make the plan of a check-in about these topics; what was written on a kept topic stays.

    Where there is no plan yet it goes on from `before`, the plan of what the check-in puts right.
    """
    with db.transaction():
        plan = queries.find_plan(db, owner_id, checkin_id) or before or Plan(checkin_id, at, None, 0)
        goals = tuple(plan.goal(key) or Goal(key) for key in topic_keys)
        return make_own(db, owner_id, replace(plan, goals=goals))


def make_own(db: Database, owner_id: str, plan: Plan) -> Plan:
    """Store a plan as that of its own check-in, with the services of what it goes on from. Inside a transaction."""
    own = replace(plan, seq=plan.seq + 1, goes_on=None)
    queries.put_plan(db, owner_id, own)
    if plan.goes_on:
        copy_lines(db, plan.goes_on, plan.checkin_id)
    return own


def write_plan(db: Database, owner_id: str, written: Plan, *, before: Plan | None = None) -> Plan:
    """Store what was written; `written.seq` is what the page had seen, and `before` as in choose_topics.

    Raises PlanMoved when that is not what stands, LookupError when there is no plan.
    """
    with db.transaction():
        standing = queries.find_plan(db, owner_id, written.checkin_id) or before
        if standing is None:
            raise LookupError(written.checkin_id)
        if standing.seq != written.seq:
            if replace(standing, seq=0) == replace(written, seq=0, made_at=standing.made_at):
                return standing
            raise PlanMoved(standing)
        return make_own(
            db, owner_id, replace(written, made_at=standing.made_at, seq=standing.seq, goes_on=standing.goes_on)
        )
