"""What changes a visit after it: each function is one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wheel_app import audit, checkins, clock
from wheel_app.accounts import Staff
from wheel_app.storage import Database, new_id
from wheel_app.visits.afterwards import queries
from wheel_app.visits.afterwards.rules import Clash, StepWritten, Written, WrittenDown, settle
from wheel_app.visits.parts.actions import put_part
from wheel_app.visits.parts.queries import find_part, insert_service, insert_step, let_go, list_parts
from wheel_app.visits.parts.rules import Step
from wheel_app.visits.queries import find_visit, replace_themes
from wheel_app.visits.rules import Change, Visit, VisitFacts

# The facts of a finished visit that can be put right.
PUT_RIGHT = ("child_id", "point_key", "on_date", "place")


def write_afterwards(db: Database, visit: Visit, written: Written, *, by: Staff, at: str) -> tuple[Clash, ...]:
    """Store what came up, what was agreed and the next day; nothing of it where somebody else wrote the same meanwhile.

    Sent again it changes nothing. What others added meanwhile stays.
    """
    with db.transaction():
        stands, now = queries.read_written_down(db, visit.visit_id), find_visit(db, visit.visit_id)
        steps, ticked = {step.step_id: step for step in stands.steps}, frozenset(stands.themes)
        next_on = (now.next_on if now else None) or ""
        plan, clashes = settle(written, steps, ticked, next_on)
        if clashes:
            return clashes
        _put_steps(db, visit, plan.put, stands, by=by, at=at)
        for step_id in plan.gone:
            queries.delete_step(db, step_id)
        if plan.themes != ticked:
            replace_themes(db, visit.visit_id, sorted(plan.themes))
        if plan.next_on != next_on:
            queries.update_next_on(db, visit.visit_id, plan.next_on or None)
    return ()


def _put_steps(
    db: Database, visit: Visit, written: Sequence[StepWritten], stands: WrittenDown, *, by: Staff, at: str
) -> None:
    parts = {part.member_id: part.part_id for part in stands.parts}
    places, standing = Counter(step.part_id for step in stands.steps), {step.step_id for step in stands.steps}
    for one in written:
        if one.step_id in standing:
            queries.update_step(db, one.step_id, one.says, by=by.staff_id, at=at)
            continue
        if one.member_id not in parts:
            parts[one.member_id] = put_part(db, visit, one.member_id, done_by="told", at=at).part_id
        part_id = parts[one.member_id]
        places[part_id] += 1
        says = one.says
        insert_step(
            db, Step(one.step_id, part_id, places[part_id], says.words, says.who, says.by_when, by.staff_id, at)
        )


def put_service_in(db: Database, visit: Visit, member_id: str, service_id: str, *, by: Staff, at: str) -> None:
    """Put a local service into one adult’s part; there already, nothing changes."""
    with db.transaction():
        part = put_part(db, visit, member_id, done_by="told", at=at)
        insert_service(db, part.part_id, service_id, by=by.staff_id, at=at)


def take_service_out(db: Database, visit: Visit, member_id: str, service_id: str) -> None:
    """Take a local service out of one adult’s part again."""
    with db.transaction():
        part = find_part(db, visit.visit_id, member_id)
        if part is not None:
            queries.delete_service(db, part.part_id, service_id)


def put_right(db: Database, visit: Visit, facts: VisitFacts, *, why: str, seen_seq: int, by: Staff, at: str) -> bool:
    """Put right whom a finished visit was about, which point it was, the day or the place; the old stays beside it.

    What is due for the children follows, and so does each adult’s part with whoever may read it. Said again it changes
    nothing; False when somebody else put it right since `seen_seq`.
    """
    with db.transaction():
        now = find_visit(db, visit.visit_id) or visit
        new: dict[str, str] = {fact: getattr(facts, fact) for fact in PUT_RIGHT}
        changed = {fact: getattr(now, fact) for fact in PUT_RIGHT if getattr(now, fact) != new[fact]}
        if not changed:
            return True
        if not queries.update_put_right(db, visit.visit_id, **new, seen_seq=seen_seq):
            return False
        for fact, old in changed.items():
            queries.insert_change(db, Change(new_id(), visit.visit_id, fact, old, new[fact], why, at, by.staff_id))
        queries.update_parts(db, visit.visit_id, child_id=facts.child_id, point_key=facts.point_key)
        if facts.child_id != now.child_id:
            for part in list_parts(db, visit.visit_id):
                checkins.move_about(db, part.owner_id, part.checkin_ids, facts.child_id)
        clock.mark_delivered(db, facts.child_id, facts.point_key, facts.on_date, visit.visit_id)
        _note(db, visit, "visit-put-right", [fact.replace("_", "-") for fact in changed], by, at)
    return True


def was_a_mistake(db: Database, visit: Visit, *, why: str, by: Staff, at: str) -> bool:
    """Say that a finished visit was never made: it counts no more, and its point is open again. False when said before.

    What somebody told at it stays theirs, and what they did before it waits for the next one.
    """
    with db.transaction():
        is_taken_back = queries.update_mistake(db, visit.visit_id, why=why, at=at)
        if is_taken_back:
            change = Change(new_id(), visit.visit_id, "mistake", visit.on_date, "", why, at, by.staff_id)
            queries.insert_change(db, change)
            let_go(db, visit.visit_id, with_present=True)
            clock.unmark_delivered(db, visit.visit_id)
            _note(db, visit, "visit-put-right", ["mistake"], by, at)
    return is_taken_back


def _note(db: Database, visit: Visit, action: str, codes: list[str], by: Staff, at: str) -> None:
    chain = audit.chain_of_family(visit.family_id)
    audit.write(db, chain, action, actor=by.staff_id, role=by.role, at=at, about=visit.visit_id, codes=codes)
