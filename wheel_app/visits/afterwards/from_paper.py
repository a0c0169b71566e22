"""What a sheet of paper does to a visit that is over: another adult’s is put to it, one typed in wrongly taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from wheel_app.accounts import Staff
from wheel_app.storage import Database
from wheel_app.visits.afterwards.actions import was_a_mistake
from wheel_app.visits.parts import queries as parts
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.queries import find_visit, list_present, replace_present
from wheel_app.visits.rules import Present, Visit


def put_there(db: Database, visit: Visit, member_id: str) -> None:
    """Say of a visit that is known from paper alone that this adult was there too: their sheet came as well."""
    present = list_present(db, visit.visit_id)
    if visit.how == "paper" and all(one.member_id != member_id for one in present):
        replace_present(db, visit.visit_id, [*present, Present("member", member_id)])


def take_paper_back(
    db: Database,
    visit_id: str,
    checkin_ids: Collection[str],
    member_id: str | None,
    *,
    is_only: bool,
    why: str,
    by: Staff,
    at: str,
) -> bool:
    """Take one sheet’s check-ins out of a visit; return whether the visit never was: nothing else made it (`is_only`).

    What was agreed with that adult since stays in their part.
    """
    with db.transaction():
        visit, there = find_visit(db, visit_id), parts.list_parts(db, visit_id)
        part = next((one for one in there if _is_of_sheet(one, checkin_ids, member_id)), None)
        is_gone = part is not None and _empty(db, part)
        if visit and is_only and visit.how == "paper" and all(one is part for one in there):
            return was_a_mistake(db, visit, why=why, by=by, at=at)
        if visit and part and is_gone and visit.how == "paper":
            present = list_present(db, visit_id)
            replace_present(db, visit_id, [one for one in present if one.member_id != part.member_id])
    return False


def _is_of_sheet(part: Part, checkin_ids: Collection[str], member_id: str | None) -> bool:
    return part.done_by == "paper" and member_id in (part.member_id, None) and set(part.checkin_ids) <= set(checkin_ids)


def _empty(db: Database, part: Part) -> bool:
    """Let go of a part’s check-ins; True where nothing was in it beside them, so that it is gone."""
    if parts.holds_agreed(db, part.part_id):
        parts.update_part(db, replace(part, checklist_id=None, scale_id=None))
        return False
    parts.delete_part(db, part.part_id)
    return True
