"""What changes which services are in a plan: each function is one transaction."""

from __future__ import annotations

from wheel_app.plan import queries
from wheel_app.plan.actions import make_own
from wheel_app.plan.rules import Plan
from wheel_app.plan.services.queries import Line, delete_line, list_lines, put_line
from wheel_app.storage import Database

MOST_SERVICES = 12


class TooMany(Exception):
    """There are as many services in the plan as it can hold."""


def put_into_plan(
    db: Database, owner_id: str, checkin_id: str, line: Line, *, at: str, before: Plan | None = None
) -> None:
    """Put a service into the plan of a check-in; `before` is the plan as it is shown, None where there is none yet.

    Put there twice it is there once. Raises TooMany.
    """
    with db.transaction():
        _make_sure(db, owner_id, before or Plan(checkin_id, at, None, 0))
        standing = list_lines(db, checkin_id)
        if len(standing) >= MOST_SERVICES and all(one.service_id != line.service_id for one in standing):
            raise TooMany
        put_line(db, checkin_id, line, at=at)


def _make_sure(db: Database, owner_id: str, plan: Plan) -> None:
    """See to it that the check-in has a plan of its own; one that was stored never goes but with all."""
    is_stored = plan.seq > 0 and plan.goes_on is None
    if not is_stored and queries.find_plan(db, owner_id, plan.checkin_id) is None:
        make_own(db, owner_id, plan)


def take_out_of_plan(
    db: Database, owner_id: str, checkin_id: str, service_id: str, *, before: Plan | None = None
) -> bool:
    """Take a service out of the plan of a check-in; False when it is not in it. `before` as in put_into_plan."""
    with db.transaction():
        if before is None:
            return False
        _make_sure(db, owner_id, before)
        return delete_line(db, checkin_id, service_id)
