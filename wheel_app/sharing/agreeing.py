"""Who of a household is asked, and what comes of what each says."""

from __future__ import annotations

from wheel_app.consent import Hand, HouseholdShare, say_household
from wheel_app.consent.rules import Says
from wheel_app.people import Member, list_members, list_relations
from wheel_app.sharing.telling import tell_coordinator
from wheel_app.storage import Database


def adults_to_ask(db: Database, family_id: str) -> tuple[dict[str, Member], tuple[Member, ...]]:
    """Return everybody of a household by id, and the adults who hold parental responsibility and take part.

    Where nobody there is a child, every adult who lives there is asked.
    """
    members = {one.member_id: one for one in list_members(db, family_id)}
    here = [one for one in members.values() if one.left_on is None]
    adults = [one for one in here if one.facts.kind == "adult"]
    if len(adults) < len(here):
        holders = {one.from_member for one in list_relations(db, family_id) if one.parental_responsibility == "yes"}
        adults = [one for one in adults if one.member_id in holders]
    return members, tuple(adults)


def say(db: Database, share_id: str, member_id: str, says: Says, hand: Hand, *, at: str) -> HouseholdShare:
    """Store what one adult says for themselves; a no gives the coordinator a task. Raises NotAsked."""
    with db.transaction():
        share = say_household(db, share_id, member_id, says, hand, at=at)
        if says == "no" and share.state in ("refused", "withdrawn"):
            tell_coordinator(db, share.family_id, ref=share_id, asked_by=share.asked_by, at=at)
    return share
