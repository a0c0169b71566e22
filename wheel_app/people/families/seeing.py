"""Who of the staff sees a family, and that each look is written down."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.people.families import queries
from wheel_app.people.families.rules import SEERS, Sight
from wheel_app.storage import Database


def sees_family(db: Database, staff: Staff, family_id: str, *, at: str) -> Sight | None:
    """Return why somebody of the staff sees a family at `at` (UTC text); None when they do not, or there is none.

    The task as coordinator comes first, then an own team, then an emergency opening, then the household’s yes.
    """
    if not staff.is_active or staff.role not in SEERS:
        return None
    return queries.find_sight(db, staff.staff_id, family_id, at=at)


def look_at_family(
    db: Database, staff: Staff, family_id: str, *, at: str, page: str, about: str | None = None
) -> Sight | None:
    """Like `sees_family`, and in the same transaction write down that `page` (a short code) was shown.

    `about` is the member whose page it is. A refused look is written down in the app's own chain, whoever's it was.
    """
    with db.transaction():
        sight = sees_family(db, staff, family_id, at=at)
        chain, action, code = audit.SYSTEM, "refused", "not-theirs"
        if sight:
            chain, action, code = audit.chain_of_family(family_id), "looked", sight.reason
        audit.write(
            db,
            chain,
            action,
            actor=staff.staff_id,
            role=staff.role,
            at=at,
            about=about or family_id,
            codes=(page, code),
        )
    return sight
