"""What this room holds of somebody and of a family, and what it gives back or forgets of it."""

from __future__ import annotations

from typing import Any

from wheel_app import accounts, audit, checkins, consent, people, plan, tasks
from wheel_app.accounts import Staff
from wheel_app.storage import Database
from wheel_app.visits import queries
from wheel_app.visits.copy import queries as copy
from wheel_app.visits.parts import queries as parts
from wheel_app.visits.parts.actions import owner_of_part
from wheel_app.visits.parts.rules import Part

# Whoever was made for what a member told has no way in but the family: they go with it, room by room.
_ERASERS = (audit.erase, tasks.erase, consent.erase, plan.erase, checkins.erase, accounts.erase, people.erase)


def erase(db: Database, owner_id: str) -> None:
    """Remove one adult’s parts; that there was a visit is the family’s record and stays."""
    parts.erase(db, owner_id)


def erase_family(db: Database, family_id: str) -> None:
    """Remove the visits to a family, and what was told at them by those who have no way in of their own."""
    tellers = parts.list_tellers(db, family_id)
    parts.erase_family(db, family_id)
    queries.erase_family(db, family_id)
    for owner_id in tellers:
        for eraser in _ERASERS:
            eraser(db, owner_id)


def give_to_person(db: Database, member_id: str, owner_id: str) -> None:
    """Give somebody who has joined as a member what they told at visits before; it shows nothing to anybody else.

    Whoever heard it goes on seeing it, and the person sees that, and can stop it.
    """
    teller = parts.find_teller(db, member_id)
    if teller is None:
        return
    with db.transaction():
        checkins.move_checkins(db, teller, owner_id)
        consent.move_grants(db, teller, owner_id)
        parts.move_parts(db, teller, owner_id)
        parts.delete_teller(db, member_id)
        for eraser in _ERASERS:
            eraser(db, teller)


def take_from_person(db: Database, member_id: str, owner_id: str, *, since: str, by: Staff, at: str) -> None:
    """Give back to a member what was told for them, where somebody else (`owner_id`) had joined as them at `since`.

    It is as if nobody had joined: who heard it goes on seeing it. What the other did by their own hand stays theirs;
    whom they showed the member’s words to sees them no longer.
    """
    with db.transaction():
        theirs = [one for one in parts.list_parts_of_owner(db, owner_id) if one.member_id == member_id]
        told = [one for one in theirs if _is_the_members(db, one, since)]
        if not told:
            return
        teller, hand = owner_of_part(db, member_id, at=at), consent.Hand(by.staff_id, by.role)
        for part in told:
            for checkin_id in checkins.take_checkins(db, owner_id, teller, part.checkin_ids):
                consent.take_grants(db, checkin_id, owner_id, teller, hand, since=since, at=at)
            parts.give_part(db, part.part_id, teller)


def _is_the_members(db: Database, part: Part, since: str) -> bool:
    """Whether a part was told, or done on a device that a worker handed over before anybody had joined."""
    if part.done_by != "own":
        return True
    filled = [checkins.find_checkin(db, part.owner_id, one) for one in part.checkin_ids]
    return part.asked_at < since and all(one is not None and one.present == "worker" for one in filled)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return one adult’s parts as plain data."""
    return copy.export(db, owner_id)
