"""Which child somebody may fill something in about, by their own hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wheel_app.people import CARES, Member, find_member, is_silent_for, kind_on, list_members_of_owner, list_relations
from wheel_app.storage import Database

SMALL = frozenset({"child", "unborn"})


@dataclass(frozen=True)
class Child:
    """A child, as their family calls them."""

    member_id: str
    name: str


class FindChild(Protocol):
    """Says whether a person may fill in about a member, and how that child is called; create_app() hands it in."""

    def __call__(self, db: Database, owner_id: str, member_id: str, *, on: str) -> Child | None:
        """Return the child, None where they may not."""


def find_own_child(db: Database, owner_id: str, member_id: str, *, on: str) -> Child | None:
    """Return a child who lives with a person that has joined as who cares for them (`on`: ISO date).

    None for anybody else's child, and for one of whom this person's pages are silent.
    """
    child = find_member(db, member_id)
    # For whoever does not know yet of a loss the child lives here as before.
    if child is None or child.has_left or kind_on(child.facts, on) not in SMALL:
        return None
    is_silent = child.quiet is not None and is_silent_for(db, member_id, owner_id)
    if is_silent or not _is_cared_for(db, owner_id, child):
        return None
    return Child(member_id, child.facts.known_as)


def _is_cared_for(db: Database, owner_id: str, child: Member) -> bool:
    joined = [one for one in list_members_of_owner(db, owner_id) if one.left_on is None]
    me = {one.member_id for one in joined if one.family_id == child.family_id}
    return bool(me) and any(
        one.from_member in me and one.to_member == child.member_id and one.kind in CARES
        for one in list_relations(db, child.family_id)
    )
