"""All SQL of what is written after a visit."""

from __future__ import annotations

from wheel_app.storage import Database
from wheel_app.visits.afterwards.rules import StepWords
from wheel_app.visits.parts.rules import Step
from wheel_app.visits.rules import Change

STEP = "s.step_id, s.part_id, s.position, s.words, s.who, s.by_when, s.made_by, s.made_at, s.seq"


def list_steps_of_visit(db: Database, visit_id: str) -> tuple[Step, ...]:
    """Return every step that was agreed at a visit, by part and in order."""
    found = db.rows(
        f"SELECT {STEP} FROM visit_part p JOIN visit_step s ON s.part_id = p.part_id WHERE p.visit_id = :visit_id"
        " ORDER BY s.part_id, s.position, s.step_id",
        visit_id=visit_id,
    )
    return tuple(Step(**row) for row in found)


def list_services_of_visit(db: Database, visit_id: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the services that were put into each part of a visit."""
    rows = db.rows(
        "SELECT s.part_id, s.service_id FROM visit_part p JOIN visit_service s ON s.part_id = p.part_id"
        " WHERE p.visit_id = :visit_id ORDER BY s.part_id, s.made_at, s.service_id",
        visit_id=visit_id,
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row["part_id"]] = (*found.get(row["part_id"], ()), row["service_id"])
    return found


def update_step(db: Database, step_id: str, says: StepWords, *, by: str, at: str) -> None:
    """Let a step say something else."""
    db.execute(
        "UPDATE visit_step SET words = :words, who = :who, by_when = :by_when, made_by = :by, made_at = :at,"
        " seq = seq + 1 WHERE step_id = :step_id",
        step_id=step_id,
        by=by,
        at=at,
        words=says.words,
        who=says.who,
        by_when=says.by_when,
    )


def delete_step(db: Database, step_id: str) -> None:
    """Take a step away."""
    db.execute("DELETE FROM visit_step WHERE step_id = :step_id", step_id=step_id)


def delete_service(db: Database, part_id: str, service_id: str) -> None:
    """Take a service out of one adult’s part."""
    db.execute(
        "DELETE FROM visit_service WHERE part_id = :part_id AND service_id = :service_id",
        part_id=part_id,
        service_id=service_id,
    )


def update_next_on(db: Database, visit_id: str, next_on: str | None) -> None:
    """Store the day of the next visit; None for none."""
    db.execute("UPDATE visit SET next_on = :next_on WHERE visit_id = :visit_id", visit_id=visit_id, next_on=next_on)


def update_put_right(
    db: Database, visit_id: str, *, child_id: str, point_key: str, on_date: str, place: str, seen_seq: int
) -> bool:
    """Put right what is known of a finished visit; False when somebody else did since `seen_seq`."""
    touched = db.execute(
        "UPDATE visit SET seq = seq + 1, child_id = :child_id, point_key = :point_key, on_date = :on_date,"
        " place = :place WHERE visit_id = :visit_id AND seq = :seen_seq AND finished_at IS NOT NULL"
        " AND cancelled_at IS NULL",
        visit_id=visit_id,
        child_id=child_id,
        point_key=point_key,
        on_date=on_date,
        place=place,
        seen_seq=seen_seq,
    )
    return touched == 1


def update_parts(db: Database, visit_id: str, *, child_id: str, point_key: str) -> None:
    """Let every part of a visit be about this child at this point."""
    db.execute(
        "UPDATE visit_part SET child_id = :child_id, point_key = :point_key WHERE visit_id = :visit_id",
        visit_id=visit_id,
        child_id=child_id,
        point_key=point_key,
    )


def update_mistake(db: Database, visit_id: str, *, why: str, at: str) -> bool:
    """Say that a finished visit was written down by mistake; False when it was said before or it is not finished."""
    touched = db.execute(
        "UPDATE visit SET seq = seq + 1, cancelled_at = :at, cancelled_why = :why WHERE visit_id = :visit_id"
        " AND finished_at IS NOT NULL AND cancelled_at IS NULL",
        visit_id=visit_id,
        why=why,
        at=at,
    )
    return touched == 1


def insert_change(db: Database, change: Change) -> None:
    """Keep what a fact of a visit said before it was put right."""
    db.execute(
        "INSERT INTO visit_change (change_id, visit_id, fact, old_value, new_value, why, made_at, made_by) VALUES"
        " (:change_id, :visit_id, :fact, :old_value, :new_value, :why, :made_at, :made_by)",
        **vars(change),
    )


def list_changes(db: Database, visit_id: str) -> tuple[tuple[Change, str | None], ...]:
    """Return what was put right of a visit, the newest first, with the name of who did it."""
    found = db.rows(
        "SELECT c.change_id, c.visit_id, c.fact, c.old_value, c.new_value, c.why, c.made_at, c.made_by, s.full_name"
        " FROM visit_change c LEFT JOIN staff s ON s.staff_id = c.made_by WHERE c.visit_id = :visit_id"
        " ORDER BY c.made_at DESC, c.change_id",
        visit_id=visit_id,
    )
    return tuple((Change(**{key: row[key] for key in row if key != "full_name"}), row["full_name"]) for row in found)
