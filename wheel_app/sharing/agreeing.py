"""Who of a household is asked, and what comes of what each says."""

from __future__ import annotations

from wheel_app.accounts import Staff
from wheel_app.consent import Hand, HouseholdShare, leave_out, pause_household, say_household
from wheel_app.consent.rules import Says
from wheel_app.people import Member, kind_on, list_members, list_relations
from wheel_app.sharing.telling import DISAGREEMENT, PAUSED, tell_coordinator
from wheel_app.storage import Database


def adults_to_ask(db: Database, family_id: str, *, at: str) -> tuple[dict[str, Member], tuple[Member, ...]]:
    """Return everybody of a household by id, and the adults who hold parental responsibility and take part.

    Where nobody there is a child, nor was one who was lost, every adult who lives there is asked.
    """
    members = {one.member_id: one for one in list_members(db, family_id)}
    adults = [one for one in members.values() if one.left_on is None and _is_adult(one, at)]
    # After a loss nobody is asked who was not asked before it.
    if any((one.left_on is None or one.quiet) and not _is_adult(one, at) for one in members.values()):
        holders = {one.from_member for one in list_relations(db, family_id) if one.parental_responsibility == "yes"}
        adults = [one for one in adults if one.member_id in holders]
    return members, tuple(adults)


def _is_adult(member: Member, at: str) -> bool:
    """Whether somebody is grown up; of who left, whether they were by then."""
    return kind_on(member.facts, member.left_on or at[:10]) == "adult"


def say(db: Database, share_id: str, member_id: str, says: Says, hand: Hand, *, at: str) -> HouseholdShare:
    """Store what one adult says for themselves; a no gives the coordinator a task. Raises NotAsked."""
    with db.transaction():
        share = say_household(db, share_id, member_id, says, hand, at=at)
        if says == "no" and share.state in ("refused", "withdrawn"):
            tell_coordinator(db, share.family_id, DISAGREEMENT, ref=share_id, asked_by=share.asked_by, at=at)
        elif share.state == "given":
            _follow(db, share.family_id, actor=hand.actor, role=hand.role, at=at)
    return share


def keep_in_step(db: Database, family_id: str, *, by: Staff, at: str) -> None:
    """Pause who may see a household's page until an adult who has to be asked since has said yes, and say so.

    Who does not live there any more is asked no longer. Called whenever something changes about who lives there or who
    holds parental responsibility.
    """
    with db.transaction():
        _follow(db, family_id, actor=by.staff_id, role=by.role, at=at)


def _follow(db: Database, family_id: str, *, actor: str, role: str, at: str) -> None:
    members, adults = adults_to_ask(db, family_id, at=at)
    gone = [one.member_id for one in members.values() if one.left_on]
    if gone:
        leave_out(db, family_id, gone, staff_id=actor, role=role, at=at)
    here = [one.member_id for one in adults]
    for share in pause_household(db, family_id, here, staff_id=actor, role=role, at=at):
        tell_coordinator(db, family_id, PAUSED, ref=share.share_id, asked_by=share.asked_by, at=at)
