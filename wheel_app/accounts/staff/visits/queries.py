"""All SQL of the running sign-ins of staff."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.storage import Database


@dataclass(frozen=True)
class OwnVisit:
    """One running sign-in of somebody of the staff, as they and the operator see it."""

    sign_in_id: str
    staff_id: str
    email: str
    machine: str | None
    started_at: str
    seen_at: str
    suspended_until: str | None


def list_visits(
    db: Database, staff_id: str | None = None, *, at: str, since: str, seen_since: str
) -> tuple[OwnVisit, ...]:
    """Return the running sign-ins of somebody, or of all staff, the last used first.

    One that began before `since` is over, and so is one unused since `seen_since`, unless it waits.
    """
    found = db.rows(
        "SELECT i.sign_in_id, i.staff_id, s.email, i.machine, i.started_at, i.seen_at, i.suspended_until"
        " FROM sign_in i JOIN staff s ON s.staff_id = i.staff_id"
        " WHERE i.ended_at IS NULL AND i.started_at > :since AND (i.staff_id = :staff_id OR :of_all = 1)"
        " AND (i.seen_at > :seen_since OR i.suspended_until > :at)"
        " ORDER BY i.seen_at DESC, i.sign_in_id",
        at=at,
        since=since,
        seen_since=seen_since,
        staff_id=staff_id or "",
        of_all=int(staff_id is None),
    )
    return tuple(OwnVisit(**row) for row in found)


def update_visits_ended(db: Database, staff_id: str, *, at: str, except_id: str = "") -> int:
    """End every sign-in of somebody of the staff but one, waiting ones too; return how many."""
    return db.execute(
        "UPDATE sign_in SET ended_at = :at"
        " WHERE staff_id = :staff_id AND ended_at IS NULL AND sign_in_id <> :except_id",
        at=at,
        staff_id=staff_id,
        except_id=except_id,
    )


def update_visit_ended(db: Database, staff_id: str, sign_in_id: str, *, at: str) -> bool:
    """End one sign-in of somebody of the staff; False when it is not theirs or has ended."""
    touched = db.execute(
        "UPDATE sign_in SET ended_at = :at"
        " WHERE staff_id = :staff_id AND sign_in_id = :sign_in_id AND ended_at IS NULL",
        at=at,
        staff_id=staff_id,
        sign_in_id=sign_in_id,
    )
    return touched == 1


def find_staff_of_visit(db: Database, sign_in_id: str) -> str | None:
    """Return whose sign-in this is or was, None for that of a family."""
    return db.value("SELECT staff_id FROM sign_in WHERE sign_in_id = :sign_in_id", sign_in_id=sign_in_id)


def update_machine(db: Database, sign_in_id: str, machine: str) -> None:
    """Note on what kind of machine a sign-in runs."""
    db.execute(
        "UPDATE sign_in SET machine = :machine WHERE sign_in_id = :sign_in_id", machine=machine, sign_in_id=sign_in_id
    )
