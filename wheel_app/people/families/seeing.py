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
        if sight:
            note_look(db, staff, sight, at=at, page=page, about=about)
        else:
            codes, about = (page, "not-theirs"), about or family_id
            audit.write(
                db, audit.SYSTEM, "refused", actor=staff.staff_id, role=staff.role, at=at, about=about, codes=codes
            )
    return sight


def note_look(db: Database, staff: Staff, sight: Sight, *, at: str, page: str, about: str | None = None) -> None:
    """Write down that `page` was shown, as `look_at_family` does, where `sees_family` has just said that it may be."""
    chain, codes = audit.chain_of_family(sight.family_id), (page, sight.reason)
    about = about or sight.family_id
    audit.write(db, chain, "looked", actor=staff.staff_id, role=staff.role, at=at, about=about, codes=codes)
