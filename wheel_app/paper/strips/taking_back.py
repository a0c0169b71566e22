"""Taking back a strip that was put in wrongly: its number can be typed in again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wheel_app import checkins
from wheel_app.accounts import Staff
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips import queries
from wheel_app.paper.strips.actions import note
from wheel_app.paper.strips.forgetting import forget
from wheel_app.paper.strips.rules import Typed
from wheel_app.people import sees_family
from wheel_app.storage import Database
from wheel_app.visits import take_paper_back

Outcome = Literal["taken-back", "before", "changed"]


@dataclass(frozen=True)
class Mistake:
    """What was wrong: 'whose' (it is somebody else’s sheet) or 'said' (the day or an answer); and why, in words."""

    what: Literal["whose", "said"]
    why: str


def may_take_back(db: Database, typed: Typed, staff: Staff, *, at: str) -> bool:
    """Whether one of the team that printed a sheet may take its strip back: who typed it, or works with the family."""
    if typed.typed_by == staff.staff_id or typed.family_id is None:
        return True
    sight = sees_family(db, staff, typed.family_id, at=at)
    return sight is not None and sight.may_change


def take_back(db: Database, sheet: Sheet, mistake: Mistake, *, seen: str, by: Staff, at: str) -> Outcome:
    """Take a strip back as it stood on the page (`seen`, its mark).

    Somebody else’s answers are removed from whom they were put to, with all that was made of them. A slip of the pen or
    the keyboard steps out of sight, and what is typed in next for the same person puts it right. A visit that only this
    strip made is called off. 'before' where it is not typed in (any more), 'changed' where it was typed in anew.
    """
    with db.transaction():
        typed = queries.find_typed(db, sheet.sheet_no)
        if typed is None:
            return "before"
        if typed.mark != seen:
            return "changed"
        made = queries.list_made(db, sheet.sheet_no)
        queries.delete_typed(db, sheet.sheet_no)
        _leave_visit(db, typed, [one.checkin_id for one in made], mistake, by=by, at=at)
        if mistake.what == "whose":
            forget(db, [*queries.list_before(db, sheet.sheet_no), *made], by=by, at=at)
        elif typed.family_id:
            checkins.take_back(db, [one.checkin_id for one in made], at=at)
            queries.insert_before(db, typed, [one.checkin_id for one in made])
        note(db, "strip-taken-back", typed, by, at, mistake.what, text=mistake.why if typed.family_id else None)
    return "taken-back"


def _leave_visit(
    db: Database, typed: Typed, checkin_ids: Sequence[str], mistake: Mistake, *, by: Staff, at: str
) -> None:
    if typed.visit_id:
        is_only = not queries.has_strip(db, typed.visit_id)
        take_paper_back(
            db, typed.visit_id, checkin_ids, typed.member_id, is_only=is_only, why=mistake.why, by=by, at=at
        )
