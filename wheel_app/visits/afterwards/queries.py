"""All SQL of what is written after a visit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wheel_app.storage import Database
from wheel_app.visits.afterwards.rules import StepWords, WrittenDown
from wheel_app.visits.parts.queries import SERVICE_ROWS, STEP_ROWS, services_in, steps_in
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.rules import Change

PART_ROWS = (
    "SELECT 'part' AS kind, p.part_id, 0 AS position, 0 AS seq, p.asked_at AS made_at, '' AS made_by, p.member_id AS a,"
    " p.owner_id AS b, p.child_id AS c, p.point_key AS d, p.checklist_id AS e, p.scale_id AS f, p.done_by AS g,"
    " p.finished_at AS h FROM visit_part p"
)
THEME_ROWS = (
    "SELECT 'theme' AS kind, '' AS part_id, 0 AS position, 0 AS seq, '' AS made_at, '' AS made_by, p.theme AS a,"
    " '' AS b, '' AS c, '' AS d, '' AS e, '' AS f, '' AS g, '' AS h FROM visit_theme p"
)
CHANGE_ROWS = (
    "SELECT 'change' AS kind, '' AS part_id, 0 AS position, 0 AS seq, p.made_at, p.made_by, p.change_id AS a,"
    " p.fact AS b, p.old_value AS c, p.new_value AS d, p.why AS e, s.full_name AS f, '' AS g, '' AS h"
    " FROM visit_change p LEFT JOIN staff s ON s.staff_id = p.made_by"
)
THIS = "WHERE p.visit_id = :visit_id"


def read_written_down(db: Database, visit_id: str) -> WrittenDown:
    """Return all that stands of a visit, in one statement, however many adults and steps there are."""
    rows = db.rows(
        f"{PART_ROWS} {THIS} UNION ALL {STEP_ROWS} {THIS} UNION ALL {SERVICE_ROWS} {THIS}"
        f" UNION ALL {THEME_ROWS} {THIS} UNION ALL {CHANGE_ROWS} {THIS}",
        visit_id=visit_id,
    )
    return WrittenDown(
        _parts(rows, visit_id),
        steps_in(rows),
        services_in(rows),
        tuple(sorted(row["a"] for row in rows if row["kind"] == "theme")),
        _changes(rows, visit_id),
    )


def _parts(rows: Iterable[dict[str, Any]], visit_id: str) -> tuple[Part, ...]:
    parts = (
        Part(row["part_id"], visit_id, row["c"], row["d"], row["a"], row["b"], row["e"], row["f"], row["g"],
             row["made_at"], row["h"])
        for row in rows if row["kind"] == "part"
    )  # fmt: skip
    return tuple(sorted(parts, key=lambda one: (one.asked_at, one.part_id)))


def _changes(rows: Iterable[dict[str, Any]], visit_id: str) -> tuple[tuple[Change, str | None], ...]:
    made = [
        (Change(row["a"], visit_id, row["b"], row["c"], row["d"], row["e"], row["made_at"], row["made_by"]), row["f"])
        for row in rows
        if row["kind"] == "change"
    ]
    by_id = sorted(made, key=lambda one: one[0].change_id)
    return tuple(sorted(by_id, key=lambda one: one[0].made_at, reverse=True))


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
