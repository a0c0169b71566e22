"""Who of the staff works with a member: who hands a device to them, invites them, and vouches for a lost slip."""

from __future__ import annotations

from wheel_app.accounts import Staff
from wheel_app.people.families.seeing import sees_family
from wheel_app.people.members.queries import find_member
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database


def find_member_worked_with(db: Database, staff: Staff, member_id: str, *, at: str) -> Member | None:
    """Return a member of a family that somebody works with; None for others, for nobody, and for one who left.

    Who only reads, by an emergency opening or the household's yes, does not work with it.
    """
    member = find_member(db, member_id)
    if member is None or member.left_on is not None:
        return None
    sight = sees_family(db, staff, member.family_id, at=at)
    return member if sight is not None and sight.may_change else None
