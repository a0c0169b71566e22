"""What changes about the people of a family."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Protocol

from wheel_app.accounts import Staff
from wheel_app.people.families.actions import note
from wheel_app.people.members import queries
from wheel_app.people.members.rules import LEFT_WHY, Facts, Member, MemberChange, Relation
from wheel_app.people.naming.queries import add_names, put_names
from wheel_app.storage import Database, new_id

# What somebody is found by; what tells how old somebody is, or when they will be born.
NAMES = frozenset({"known_as", "last_name"})
DATING = frozenset({"kind", "born_on", "due_on"})


class OnFactsChanged(Protocol):
    """Hears, in the caller’s transaction, that somebody came, is another age than was thought, or lives elsewhere."""

    def __call__(self, db: Database, before: Member | None, now: Member, *, at: str) -> None:
        """Reckon anew what rests on it; there is no `before` of who has just been put in."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the same facts after they were shown here."""


def add_member(
    db: Database,
    family_id: str,
    facts: Facts,
    *,
    by: Staff | None,
    at: str,
    who_id: str | None = None,
    member_id: str | None = None,
    on_facts: OnFactsChanged | None = None,
) -> Member:
    """Put somebody into a family; with `who_id` they are the same human as in another one.

    `member_id` names a page’s one press: NotUnique when it was sent before.
    """
    member = Member(member_id or new_id(), family_id, who_id or new_id(), facts, 1, at)
    with db.transaction():
        queries.insert_member(db, member, made_by=by.staff_id if by else None)
        add_names(db, member.member_id, facts.known_as, facts.last_name, facts.full_name)
        note(db, family_id, "member-added", by=by, at=at, about=member.member_id)
        if on_facts:
            on_facts(db, None, member, at=at)
    return member


def correct(
    db: Database,
    member: Member,
    facts: Facts,
    *,
    why: str,
    by: Staff,
    at: str,
    seen_seq: int | None = None,
    on_facts: OnFactsChanged | None = None,
) -> int:
    """Put facts right and keep what they said before; return how many differ.

    Raises ChangedMeanwhile when somebody else changed them since `member` was read, or since the page that said
    `seen_seq` was shown.
    """
    if seen_seq is not None and seen_seq != member.seq:
        raise ChangedMeanwhile(member.member_id)
    old, new = asdict(member.facts), asdict(facts)
    differing = [fact for fact in old if old[fact] != new[fact]]
    if not differing:
        return 0
    with db.transaction():
        if not queries.update_facts(db, member.member_id, facts, seen_seq=member.seq):
            raise ChangedMeanwhile(member.member_id)
        if NAMES.intersection(differing):
            put_names(db, member.member_id, facts.known_as, facts.last_name, facts.full_name)
        for fact in differing:
            change = MemberChange(fact, old[fact], new[fact], why, at, by.staff_id)
            queries.insert_change(db, new_id(), member.member_id, change)
        codes = tuple(fact.replace("_", "-") for fact in differing)
        note(db, member.family_id, "corrected", by=by, at=at, about=member.member_id, codes=codes)
        if on_facts and DATING.intersection(differing):
            on_facts(db, member, replace(member, facts=facts, seq=member.seq + 1), at=at)
    return len(differing)


def relate(db: Database, family_id: str, relation: Relation, *, by: Staff, at: str) -> bool:
    """Say what one member is to another; whatever was said of the two before is replaced. False for nothing new.

    Raises ValueError unless both are other members of this family.
    """
    with db.transaction():
        here = {member.member_id for member in queries.list_members(db, family_id)}
        pair = {relation.from_member, relation.to_member}
        if len(pair) < 2 or not pair <= here:
            raise ValueError("Both have to be members of this family.")
        before = [one for one in queries.list_relations(db, family_id) if set(one.pair) == pair]
        if relation in before:
            return False
        queries.delete_relation(db, relation.to_member, relation.from_member)
        queries.put_relation(db, relation, made_by=by.staff_id, at=at)
        for one in before:
            _keep(db, one, relation, by=by, at=at)
        codes = (relation.kind, f"pr-{relation.parental_responsibility}")
        note(db, family_id, "relation-changed", by=by, at=at, about=relation.from_member, codes=codes)
    return True


def part_relation(db: Database, family_id: str, from_member: str, to_member: str, *, by: Staff, at: str) -> bool:
    """Take away what one member is to another; False when nothing was said. What it said is kept."""
    with db.transaction():
        before = [one for one in queries.list_relations(db, family_id) if one.pair == (from_member, to_member)]
        is_gone = queries.delete_relation(db, from_member, to_member)
        for one in before:
            _keep(db, one, None, by=by, at=at)
        if is_gone:
            note(db, family_id, "relation-changed", by=by, at=at, about=from_member, codes=("taken-away",))
    return is_gone


def _keep(db: Database, before: Relation, now: Relation | None, *, by: Staff, at: str) -> None:
    said = MemberChange("relation", before.coded, now.coded if now else "", "", at, by.staff_id)
    for member_id in before.pair:
        queries.insert_change(db, new_id(), member_id, said)


def leave(
    db: Database, member: Member, *, why: str | None, by: Staff, at: str, on_facts: OnFactsChanged | None = None
) -> None:
    """Note why somebody does not live here any more ('lives-elsewhere', 'other'), or with None that they do.

    ValueError for another reason. What was put in about them stays. Nothing falls silent: that is silence_member’s.
    """
    if why is not None and why not in LEFT_WHY:
        raise ValueError(why)
    if why == member.left_why:
        return
    with db.transaction():
        left_on = at[:10] if why else None
        queries.update_left(db, member.member_id, left_on=left_on, left_why=why)
        change = MemberChange("lives_here", member.left_why or "yes", why or "yes", "", at, by.staff_id)
        queries.insert_change(db, new_id(), member.member_id, change)
        note(db, member.family_id, "corrected", by=by, at=at, about=member.member_id, codes=("lives-here",))
        if on_facts:
            on_facts(db, member, replace(member, left_on=left_on, left_why=why, seq=member.seq + 1), at=at)
