"""Joining a family’s record, and leaving it again."""

from __future__ import annotations

from typing import Protocol

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.people.families.actions import note
from wheel_app.people.families.queries import list_coordinators_joined, list_teams_joined
from wheel_app.people.joining import queries
from wheel_app.people.joining.rules import HOW, Dispute, Joined, OwnFamily
from wheel_app.people.loss.actions import Silencing, speak_again_on_parting
from wheel_app.people.members.queries import find_member
from wheel_app.people.members.rules import FACTS, Member
from wheel_app.storage import Database, new_id


class AlreadyJoined(Exception):
    """Somebody else has joined as this member."""


def join(db: Database, member_id: str, owner_id: str, *, how: str, at: str) -> bool:
    """Join a person to a family’s record as one of its members; False when they had joined already.

    It moves and shows nothing. The caller must have the person's own yes: code and pictures, or an opened invitation.
    Raises AlreadyJoined for somebody else’s place, ValueError for an unknown `how` or member.
    """
    member = find_member(db, member_id)
    if member is None:
        raise ValueError(member_id)
    return join_as(db, member, owner_id, how=how, at=at)


def join_as(db: Database, member: Member, owner_id: str, *, how: str, at: str) -> bool:
    """Do the same where the member is at hand."""
    if how not in HOW:
        raise ValueError(how)
    with db.transaction():
        if not queries.insert_joined(db, Joined(member.member_id, owner_id, at, how)):
            if queries.owner_of_member(db, member.member_id) != owner_id:
                raise AlreadyJoined(member.member_id)
            return False
        _note(db, member.family_id, "joined", member.member_id, how, at)
        # The person’s own chain does not name the family: it would outlast both.
        own = audit.chain_of_owner(owner_id)
        audit.write(db, own, "joined", actor=owner_id, role="family", at=at, codes=(how,))
    return True


def part(db: Database, member_id: str, owner_id: str, *, at: str) -> bool:
    """Take a person’s own link to a family’s record away; False when there was none."""
    member = find_member(db, member_id)
    with db.transaction():
        is_gone = member is not None and queries.delete_joined(db, member_id, owner_id)
        if is_gone and member:
            _note(db, member.family_id, "left-record", member_id, "by-person", at)
    return is_gone


class OnUnjoined(Protocol):
    """Takes back for a member, in the caller’s transaction, what whoever had joined in their place was given."""

    def __call__(self, db: Database, member_id: str, owner_id: str, *, since: str, by: Staff, at: str) -> None:
        """Take it from `owner_id`, who had joined at `since`."""


def unjoin(
    db: Database,
    member: Member,
    *,
    why: str,
    by: Staff,
    at: str,
    silencing: Silencing | None = None,
    on_unjoined: OnUnjoined | None = None,
) -> bool:
    """Take away the link of whoever joined in somebody else’s place, or by mistake; False when there is none.

    Nothing that is theirs is touched, and they can join again where they are asked to. What the member had told goes
    back to the member (`on_unjoined`). What had fallen silent on their own pages as those of a parent speaks again.
    """
    with db.transaction():
        joined = queries.find_joined(db, member.member_id)
        if joined is None or not queries.delete_joined(db, member.member_id, joined.owner_id):
            return False
        if silencing:
            speak_again_on_parting(db, member.family_id, joined.owner_id, silencing=silencing)
        if on_unjoined:
            on_unjoined(db, member.member_id, joined.owner_id, since=joined.joined_at, by=by, at=at)
        note(db, member.family_id, "left-record", by=by, at=at, about=member.member_id, codes=("by-staff",), text=why)
        own = audit.chain_of_owner(joined.owner_id)
        audit.write(db, own, "left-record", actor=by.staff_id, role=by.role, at=at, codes=("by-staff",))
    return True


def dispute(
    db: Database, owner_id: str, member_id: str, fact: str, words: str, *, at: str, dispute_id: str | None = None
) -> Dispute | None:
    """Store that a fact about a person themselves is not right; None when they have not joined as this member.

    `fact` is one of FACTS or 'note': ValueError for another. `dispute_id` names a page’s one press: NotUnique when it
    was sent before.
    """
    if fact not in {*FACTS, "note"}:
        raise ValueError(fact)
    member = find_member(db, member_id)
    if member is None or queries.owner_of_member(db, member_id) != owner_id:
        return None
    said = Dispute(dispute_id or new_id(), member_id, fact, words, at, None)
    with db.transaction():
        queries.insert_dispute(db, said, owner_id=owner_id)
        _note(db, member.family_id, "disputed", member_id, fact.replace("_", "-"), at)
    return said


def settle_dispute(db: Database, member: Member, dispute_id: str, *, by: Staff, at: str) -> bool:
    """Note that somebody looked into what a member said is not right; False when it is settled, or is about another."""
    with db.transaction():
        is_settled = queries.update_dispute_settled(db, dispute_id, member.member_id, by=by.staff_id, at=at)
        if is_settled:
            note(db, member.family_id, "dispute-settled", by=by, at=at, about=member.member_id)
    return is_settled


def _note(db: Database, family_id: str, action: str, member_id: str, code: str, at: str) -> None:
    # The actor is the member: the family’s chain never names whose wheel it is.
    chain = audit.chain_of_family(family_id)
    audit.write(db, chain, action, actor=member_id, role="family", at=at, about=member_id, codes=(code,))


def families_of_owner(db: Database, owner_id: str) -> tuple[OwnFamily, ...]:
    """Return the families a person has joined: as which member, which teams work with it, who coordinates.

    Those in which they do not live any more come last, with none who came to work with them since: that would tell
    where somebody else of the family stands now.
    """
    joined = queries.list_families_of_owner(db, owner_id)
    teams = list_teams_joined(db, owner_id) if joined else {}
    coordinators = list_coordinators_joined(db, owner_id) if joined else {}
    return tuple(
        OwnFamily(family, member, teams.get(family.family_id, ()), coordinators.get(family.family_id)).as_they_knew_it()
        for family, member in joined
    )
