"""Which child somebody may fill something in about, by their own hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wheel_app.people import is_silent_for, kind_on, list_members, list_members_of_owner, list_relations
from wheel_app.storage import Database

CARES = frozenset({"parent", "step-parent", "grandparent", "carer"})
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
    for me in list_members_of_owner(db, owner_id):
        found = _child_of(db, me.family_id, me.member_id, member_id, on=on) if me.left_on is None else None
        if found is not None:
            return None if is_silent_for(db, member_id, owner_id) else found
    return None


def _child_of(db: Database, family_id: str, me: str, member_id: str, *, on: str) -> Child | None:
    here = {one.member_id: one for one in list_members(db, family_id)}
    child = here.get(member_id)
    # For whoever does not know yet of a loss the child lives here as before.
    if child is None or child.has_left or kind_on(child.facts, on) not in SMALL:
        return None
    cares = any(
        (one.from_member, one.to_member) == (me, member_id) and one.kind in CARES
        for one in list_relations(db, family_id)
    )
    return Child(member_id, child.facts.known_as) if cares else None
