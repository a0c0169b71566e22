"""Typing a strip in: its answers become check-ins of whoever filled the sheet in, and the visit is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.checkins import Given, Sitting, record
from wheel_app.paper.sheets.rules import Asked, Sheet, lines_of
from wheel_app.paper.strips import queries
from wheel_app.paper.strips.forgetting import forget
from wheel_app.paper.strips.rules import Filled, Typed, Whose
from wheel_app.storage import Database, NotUnique
from wheel_app.tools import Library
from wheel_app.tools.rules import CHECKLIST, SCALE
from wheel_app.visits import (
    PointSet,
    Present,
    Record,
    RecordedPart,
    Visit,
    VisitFacts,
    list_visits_of_child,
    owner_of_part,
    put_part,
    put_there,
    record_visit,
)

# What stands where a device would: it was filled in with a pen.
BY_PEN = "paper"


@dataclass(frozen=True)
class Outcome:
    """What became of a strip: 'stored', 'same' (it was there already, nothing changed) or 'differs' (refused)."""

    what: str
    typed: Typed


def type_in(db: Database, library: Library, sheet: Sheet, filled: Filled, *, by: Staff, at: str) -> Outcome:
    """Store a strip, once. Typed in again alike it changes nothing; with other content it is refused, and flagged.

    What is nobody’s keeps no answer: it is only known that the sheet came back.
    """
    try:
        return _type_in(db, library, sheet, filled, by=by, at=at)
    except NotUnique:
        # Somebody else typed it in at the same moment: it is there now.
        return _type_in(db, library, sheet, filled, by=by, at=at)


def _type_in(db: Database, library: Library, sheet: Sheet, filled: Filled, *, by: Staff, at: str) -> Outcome:
    with db.transaction():
        there = queries.find_typed(db, sheet.sheet_no)
        if there is not None:
            return _again(db, there, filled, by, at)
        visit_id: str | None = None
        checkin_ids: tuple[str, ...] = ()
        if filled.whose is not None:
            visit_id, checkin_ids = _keep(db, library, sheet, filled, filled.whose, by=by, at=at)
        typed = Typed(
            sheet.sheet_no,
            filled.on_date,
            at,
            by.staff_id,
            by.full_name,
            filled.digest,
            filled.whose.family_id if filled.whose else None,
            visit_id,
            filled.whose.member_id if filled.whose else None,
        )
        queries.insert_strip(db, typed, checkin_ids)
        note(db, "strip-typed", typed, by, at, sheet.facts.kind)
        return Outcome("stored", typed)


def _again(db: Database, there: Typed, filled: Filled, by: Staff, at: str) -> Outcome:
    if there.digest == filled.digest:
        return Outcome("same", there)
    note(db, "strip-differed", there, by, at, "refused")
    return Outcome("differs", there)


def note(db: Database, action: str, typed: Typed, by: Staff, at: str, code: str, *, text: str | None = None) -> None:
    """Write down in its family’s chain what was done with a strip; what is nobody’s has only the app’s own."""
    chain = audit.chain_of_family(typed.family_id) if typed.family_id else audit.SYSTEM
    about = typed.sheet_no.lower()
    audit.write(db, chain, action, actor=by.staff_id, role=by.role, at=at, about=about, codes=(code,), text=text)


def _keep(
    db: Database, library: Library, sheet: Sheet, filled: Filled, whose: Whose, *, by: Staff, at: str
) -> tuple[str | None, tuple[str, ...]]:
    """Store the check-ins and the visit; return the visit’s id and the check-ins’ ids.

    What the strip had made before it was taken back is put right by them; what it had put to somebody else goes.
    """
    owner_id = owner_of_part(db, whose.member_id, at=at)
    before = queries.list_before(db, sheet.sheet_no)
    forget(db, [one for one in before if one.owner_id != owner_id], by=by, at=at)
    old = {one.tool_id: one.checkin_id for one in before if one.owner_id == owner_id}
    made = {}
    for asked, answers in _answers(library, sheet, filled):
        if answers:
            tool = library.get(asked.tool_id, asked.tool_version)
            made[tool.kind] = record(
                db, tool, owner_id, sheet.facts.about, _sitting(sheet, filled), answers,
                about_member=whose.child_id, filled_on=filled.on_date, at=at, revises=old.get(tool.id),
            ).checkin_id  # fmt: skip
    visit = _visit(db, sheet, filled, whose, made, by=by, at=at) if sheet.facts.kind == "point" else None
    return (visit.visit_id if visit else None), tuple(made.values())


def _answers(library: Library, sheet: Sheet, filled: Filled) -> list[tuple[Asked, dict[str, Given]]]:
    """Return what was said with each tool of a sheet, by topic key."""
    lines = {line.number: line for line in lines_of(library, sheet.facts.asked)}
    found = []
    for asked in sheet.facts.asked:
        marks = {
            lines[number].topic.key: given
            for number, given in filled.marks.items()
            if lines[number].tool.id == asked.tool_id
        }
        words = {
            key: Given("worded", note=said) for key, said in filled.words.items() if key in asked.word_keys and said
        }
        found.append((asked, marks | words))
    return found


def _sitting(sheet: Sheet, filled: Filled) -> Sitting:
    return Sitting("worker", filled.interpreter, sheet.facts.language, BY_PEN, given_by="paper")


def _visit(
    db: Database, sheet: Sheet, filled: Filled, whose: Whose, made: dict[str, str], *, by: Staff, at: str
) -> Visit:
    """Record the visit; another adult’s sheet of the same visit, or one that was typed in before, is put to it."""
    facts, part = sheet.facts, RecordedPart(whose.member_id, "paper", made.get(CHECKLIST), made.get(SCALE))
    point_key = facts.point_key or facts.about
    for visit in list_visits_of_child(db, whose.child_id or ""):
        if (visit.point_key, visit.on_date) == (point_key, filled.on_date) and visit.cancelled_at is None:
            put_part(db, visit, at=at, is_finished=True, **vars(part))
            put_there(db, visit, whose.member_id)
            return visit
    visit_facts = VisitFacts(whose.child_id or "", point_key, filled.on_date, filled.place, _present(filled, whose))
    points = PointSet(facts.set_key or "", facts.set_version or "")
    made_record = Record(whose.family_id, visit_facts, points, how="paper", sheet_no=sheet.sheet_no, parts=(part,))
    return record_visit(db, made_record, by=by, at=at)


def _present(filled: Filled, whose: Whose) -> tuple[Present, ...]:
    here = [Present("member", whose.member_id)]
    here += [Present("carer")] if filled.with_others else []
    here += [Present("interpreter", who=filled.interpreter)] if filled.interpreter != "none" else []
    return tuple(here)
