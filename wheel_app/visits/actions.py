"""What changes a visit: each function is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wheel_app import audit, clock
from wheel_app.accounts import Staff
from wheel_app.people import hold_member
from wheel_app.storage import Database, new_id
from wheel_app.visits import queries
from wheel_app.visits.parts.actions import put_part, tell_also
from wheel_app.visits.parts.doing import bring_along, finish_part
from wheel_app.visits.parts.queries import let_go, list_parts
from wheel_app.visits.parts.rules import DoneBy
from wheel_app.visits.rules import How, PointSet, Visit, VisitFacts


@dataclass(frozen=True)
class RecordedPart:
    """One adult’s part as it is recorded at once: the check-ins, which are that adult’s, and how they were given."""

    member_id: str
    done_by: DoneBy
    checklist_id: str | None = None
    scale_id: str | None = None


@dataclass(frozen=True)
class Record:
    """Everything of a visit that is recorded at once. `visit_id` names a page’s one press; `points` is the set used."""

    family_id: str
    facts: VisitFacts
    points: PointSet
    how: How = "room"
    sheet_no: str | None = None
    next_on: str | None = None
    themes: tuple[str, ...] = ()
    parts: tuple[RecordedPart, ...] = ()
    visit_id: str | None = None


def begin_visit(
    db: Database, family_id: str, facts: VisitFacts, points: PointSet, *, by: Staff, at: str, visit_id: str
) -> Visit:
    """Begin a visit; pressed twice (the same `visit_id`) it is one, and so it is where a colleague began it already.

    LookupError for an id that is another family’s.
    """
    with db.transaction():
        there = queries.find_visit(db, visit_id)
        if there is not None:
            if (there.family_id, there.made_by) != (family_id, by.staff_id):
                raise LookupError(visit_id)
            return there
        hold_member(db, facts.child_id)
        goes_on = queries.find_going_on(db, family_id, facts)
        if goes_on is not None:
            return goes_on
        visit = _new_visit(Record(family_id, facts, points, visit_id=visit_id), made_by=by.staff_id, at=at)
        _insert(db, visit, facts, [by.staff_id])
        bring_along(db, visit, by.staff_id, at=at)
        _note(db, visit, "visit-begun", by, at)
    return visit


def record_visit(db: Database, record: Record, *, by: Staff | None, at: str, workers: Iterable[str] = ()) -> Visit:
    """Store a finished visit at once: from paper, from another list, made up. `workers` are more staff ids than `by`.

    The same `visit_id` again changes nothing.
    """
    with db.transaction():
        there = queries.find_visit(db, record.visit_id) if record.visit_id else None
        if there is not None:
            return there
        visit = _new_visit(record, made_by=by.staff_id if by else None, at=at)
        _insert(db, visit, record.facts, [*([by.staff_id] if by else []), *workers])
        queries.replace_themes(db, visit.visit_id, record.themes)
        for one in record.parts:
            put_part(db, visit, at=at, is_finished=True, **vars(one))
        finish_visit(db, visit, by=by, at=at)
    return queries.find_visit(db, visit.visit_id) or visit


def finish_visit(db: Database, visit: Visit, *, by: Staff | None, at: str) -> bool:
    """Finish a visit; False when it is finished or called off already."""
    with db.transaction():
        is_finished = queries.update_finished(db, visit.visit_id, at=at)
        if is_finished:
            for part in list_parts(db, visit.visit_id):
                if part.done_by == "told":
                    finish_part(db, part, at=at)
            clock.mark_delivered(db, visit.child_id, visit.point_key, visit.on_date, visit.visit_id)
            _note(db, replace(visit, finished_at=at), "visit-finished", by, at)
    return is_finished


def _new_visit(record: Record, *, made_by: str | None, at: str) -> Visit:
    facts = record.facts
    return Visit(
        visit_id=record.visit_id or new_id(),
        family_id=record.family_id,
        child_id=facts.child_id,
        set_key=record.points.key,
        set_version=record.points.version,
        point_key=facts.point_key,
        on_date=facts.on_date,
        place=facts.place,
        how=record.how,
        sheet_no=record.sheet_no,
        made_by=made_by,
        made_at=at,
        seq=1,
        next_on=record.next_on,
    )


def _insert(db: Database, visit: Visit, facts: VisitFacts, workers: Iterable[str]) -> None:
    queries.insert_visit(db, visit)
    queries.insert_present(db, visit.visit_id, facts.present)
    for staff_id in dict.fromkeys(workers):
        queries.insert_worker(db, visit.visit_id, staff_id)


def _note(db: Database, visit: Visit, action: str, by: Staff | None, at: str) -> None:
    audit.write(
        db,
        audit.chain_of_family(visit.family_id),
        action,
        actor=by.staff_id if by else "system",
        role=by.role if by else "system",
        at=at,
        about=visit.visit_id,
        codes=(visit.how, visit.point_key),
    )


def change_facts(db: Database, visit: Visit, facts: VisitFacts, *, seen_seq: int, at: str) -> bool:
    """Store what is known now of a visit that goes on; said again it changes nothing.

    What was done beforehand comes along with who turns out to be there, and waits again with who was not.
    False when somebody else changed it to something else since `seen_seq`, or it goes on no more.
    """
    with db.transaction():
        now = queries.find_visit(db, visit.visit_id)
        if now and now.is_open and now.facts(queries.list_present(db, visit.visit_id)) == facts:
            return True
        if not queries.update_facts(db, visit.visit_id, facts, seen_seq=seen_seq):
            return False
        queries.replace_present(db, visit.visit_id, facts.present)
        let_go(db, visit.visit_id, with_present=False)
        for staff_id, _ in queries.list_workers(db, visit.visit_id):
            bring_along(db, visit, staff_id, at=at)
    return True


def join_visit(db: Database, visit: Visit, *, by: Staff, at: str) -> None:
    """Let another member of staff be at a visit that goes on: what is told there is told to them too."""
    with db.transaction():
        if queries.insert_worker(db, visit.visit_id, by.staff_id):
            tell_also(db, visit, by, at=at)
            bring_along(db, visit, by.staff_id, at=at)
            _note(db, visit, "visit-joined", by, at)


def cancel_visit(db: Database, visit: Visit, *, why: str, by: Staff, at: str) -> bool:
    """Call a visit off that goes on, with a reason; what was told stays theirs who told it. False when it is over.

    What was done before it waits for the next one.
    """
    with db.transaction():
        is_cancelled = queries.update_cancelled(db, visit.visit_id, why=why, at=at)
        if is_cancelled:
            let_go(db, visit.visit_id, with_present=True)
            _note(db, visit, "visit-cancelled", by, at)
    return is_cancelled
