"""Who of the staff sees a family, and that each look is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.people.families import queries
from wheel_app.people.families.rules import SEERS, Sight
from wheel_app.people.members.queries import find_member
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database

# Gives a further reason to see a family at a moment (UTC text), or None: (db, staff, family_id, at).
Reason: TypeAlias = Callable[[Database, Staff, str, str], "str | None"]


def sees_family(db: Database, staff: Staff, family_id: str, *, at: str, reasons: Sequence[Reason] = ()) -> Sight | None:
    """Return why somebody of the staff sees a family at `at` (UTC text); None when they do not, or there is none.

    An own team or the task as coordinator come first, then `reasons` in their order.
    """
    if not staff.is_active or staff.role not in SEERS:
        return None
    reason = queries.find_reason(db, staff.staff_id, family_id)
    if reason is None:
        found = (one(db, staff, family_id, at) for one in reasons)
        reason = next((one for one in found if one is not None), None)
    return Sight(family_id, reason) if reason else None


def look_at_family(
    db: Database, staff: Staff, family_id: str, *, at: str, page: str, reasons: Sequence[Reason] = ()
) -> Sight | None:
    """Like `sees_family`, and in the same transaction write down that `page` (a short code) was shown."""
    with db.transaction():
        sight = sees_family(db, staff, family_id, at=at, reasons=reasons)
        if sight:
            chain = audit.chain_of_family(family_id)
            codes = (page, sight.reason)
            audit.write(db, chain, "looked", actor=staff.staff_id, role=staff.role, at=at, about=family_id, codes=codes)
    return sight


def find_member_seen(
    db: Database, staff: Staff, member_id: str, *, at: str, reasons: Sequence[Reason] = ()
) -> Member | None:
    """Return somebody of a family whom one of the staff sees; None alike for others and for nobody."""
    member = find_member(db, member_id)
    if member is None or sees_family(db, staff, member.family_id, at=at, reasons=reasons) is None:
        return None
    return member
