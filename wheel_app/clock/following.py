"""What the clock does when somebody’s facts change or they fall silent, with the set of points that is in use here."""

from __future__ import annotations

from wheel_app.clock.actions import begin_member, is_child, reckon_member, silence, silence_as_known
from wheel_app.clock.loading import points
from wheel_app.people import Member
from wheel_app.storage import Database


def follow_facts(db: Database, before: Member | None, now: Member, *, at: str) -> None:
    """Reckon somebody’s windows anew, in the caller’s transaction; there is no `before` of who has just come."""
    if before is None:
        begin_member(db, points(), now)
    elif is_child(now) and before.facts == now.facts:
        silence_as_known(db, now)
    elif is_child(before) or is_child(now):
        reckon_member(db, points(), now)


def follow_silence(db: Database, member: Member, is_silent: bool, *, at: str) -> None:
    """Fall silent about somebody, or reckon their windows anew, in the caller’s transaction."""
    if is_silent:
        silence(db, member.member_id)
    elif is_child(member):
        reckon_member(db, points(), member)
