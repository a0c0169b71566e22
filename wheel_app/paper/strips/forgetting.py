"""Removing what a strip had put to the wrong person."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app import checkins, consent, plan
from wheel_app.accounts import Staff
from wheel_app.paper.strips import queries
from wheel_app.paper.strips.rules import Made
from wheel_app.storage import Database


def forget(db: Database, made: Sequence[Made], *, by: Staff, at: str) -> None:
    """Remove these check-ins and all that came of them: what put them right, plans, who may see them."""
    hand = consent.Hand(by.staff_id, by.role)
    for one in made:
        every = checkins.with_revisions(db, [one.checkin_id])
        queries.delete_before(db, every)
        for checkin_id in every:
            consent.drop_grants(db, checkin_id, one.owner_id, hand, at=at)
            plan.delete_plan(db, checkin_id)
        checkins.delete_checkin(db, reversed(every))
