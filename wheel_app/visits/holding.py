"""What this room holds of somebody and of a family, and what it gives back or forgets of it."""

from __future__ import annotations

from typing import Any

from wheel_app import accounts, audit, checkins, consent, people, plan, tasks
from wheel_app.storage import Database
from wheel_app.visits import queries
from wheel_app.visits.parts import queries as parts

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


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return one adult’s parts as plain data."""
    return parts.export(db, owner_id)
