"""What this room holds of somebody and of a family, and what it gives back or forgets of it."""

from __future__ import annotations

from typing import Any

from wheel_app import checkins, consent, plan
from wheel_app.accounts import Staff
from wheel_app.paper.strips import queries
from wheel_app.storage import Database
from wheel_app.visits import owner_of_part


def erase(db: Database, owner_id: str) -> None:
    """Remove the strips that hold something of one person; a sheet with that number is unknown from then on."""
    for sheet_no in queries.numbers_of_owner(db, owner_id):
        queries.delete_strip(db, sheet_no)


def erase_family(db: Database, family_id: str) -> None:
    """Remove the strips of a family; what joined persons said on them stays theirs."""
    for sheet_no in queries.numbers_of_family(db, family_id):
        queries.delete_strip(db, sheet_no)


def take_from_person(db: Database, member_id: str, owner_id: str, *, since: str, by: Staff, at: str) -> None:
    """Give back to a member what came from paper for them, where somebody else (`owner_id`) had joined as them.

    A wheel goes without the plan that the other made of it: that was never the member’s.
    """
    with db.transaction():
        made = queries.list_made_for(db, member_id, owner_id)
        if not made:
            return
        teller, hand = owner_of_part(db, member_id, at=at), consent.Hand(by.staff_id, by.role)
        for checkin_id in checkins.take_checkins(db, owner_id, teller, made):
            consent.take_grants(db, checkin_id, owner_id, teller, hand, since=since, at=at)
            plan.delete_plan(db, checkin_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return which check-ins of one person came from paper."""
    return {"from_paper": queries.export_strips(db, owner_id)}
