"""Whose a part is, and what changes it: each function is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wheel_app import consent
from wheel_app.accounts import Staff
from wheel_app.people import insert_person, owner_of_member
from wheel_app.storage import Database, new_id
from wheel_app.visits.parts import queries
from wheel_app.visits.parts.rules import WITH_THE_FAMILY, DoneBy, Part
from wheel_app.visits.rules import Visit


def owner_of_part(db: Database, member_id: str, *, at: str) -> str:
    """Return whose a member’s part is: their own person’s where they joined, else that of one made for what they tell.

    Such a person has no way in, and is kept as long as the family’s record.
    """
    with db.transaction():
        owner_id = owner_of_member(db, member_id) or queries.find_teller(db, member_id)
        if owner_id is None:
            owner_id = new_id()
            insert_person(db, owner_id, at=at, keep_until=WITH_THE_FAMILY)
            queries.insert_teller(db, member_id, owner_id)
    return owner_id


def put_part(
    db: Database,
    visit: Visit,
    member_id: str,
    *,
    done_by: DoneBy,
    at: str,
    checklist_id: str | None = None,
    scale_id: str | None = None,
    is_finished: bool = False,
) -> Part:
    """Open one adult’s part of a visit; the one there is, where there is one, whoever opened it.

    One that a sheet of paper had made and that was emptied takes what the sheet says now.
    """
    with db.transaction():
        there = queries.find_part(db, visit.visit_id, member_id)
        if there is not None:
            if there.done_by == done_by == "paper" and not there.checkin_ids:
                there = replace(there, checklist_id=checklist_id, scale_id=scale_id)
                queries.update_part(db, there)
            return there
        part = Part(
            part_id=new_id(),
            visit_id=visit.visit_id,
            child_id=visit.child_id,
            point_key=visit.point_key,
            member_id=member_id,
            owner_id=owner_of_part(db, member_id, at=at),
            checklist_id=checklist_id,
            scale_id=scale_id,
            done_by=done_by,
            asked_at=at,
            finished_at=at if is_finished else None,
        )
        queries.insert_part(db, part)
    return part


def tell(db: Database, part: Part, checkin_id: str, staff_ids: Iterable[str], *, by: Staff, at: str) -> None:
    """Let whoever is told something at a visit see it: one yes to each of them, which the teller sees and can stop.

    In the transaction of the first answer, and never again: what was stopped stays so.
    """
    for staff_id in staff_ids:
        to, hand = consent.Recipient("staff", staff_id), consent.Hand(by.staff_id, by.role, how="told")
        consent.give(db, part.owner_id, to, consent.Terms(checkin_id), hand, at=at)


def tell_also(db: Database, visit: Visit, by: Staff, *, at: str) -> None:
    """Let somebody who joins a visit see what is told at it, as far as those who heard it still may."""
    for part in queries.list_parts(db, visit.visit_id):
        if part.done_by == "told":
            for checkin_id in _still_told(db, part, at=at):
                tell(db, part, checkin_id, [by.staff_id], by=by, at=at)


def _still_told(db: Database, part: Part, *, at: str) -> list[str]:
    running = {one.checkin_id for one in consent.grants_of(db, part.owner_id) if one.how == "told" and one.runs(at)}
    return [one for one in part.checkin_ids if one in running]
