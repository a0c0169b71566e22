"""All SQL of the parent’s copies: one’s own parts alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wheel_app.people import SILENT_FOR
from wheel_app.storage import Database

# The day of the next visit is for those who were at this one, and who agreed on it.
AGREED = (
    "v.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM visit_present w WHERE w.visit_id = v.visit_id"
    " AND w.member_id = p.member_id)"
)
NEXT_ON = f"CASE WHEN {AGREED} THEN v.next_on END AS next_on"
NEXT_IF_SPOKEN_OF = f"CASE WHEN {AGREED} AND NOT EXISTS ({SILENT_FOR} p.child_id) THEN v.next_on END AS next_on"
OWN = (
    "SELECT p.part_id, p.visit_id, p.child_id, p.owner_id, p.member_id, p.checklist_id, p.scale_id, v.point_key,"
    f" v.on_date, v.place, {NEXT_ON}, v.finished_at, m.known_as AS child"
    " FROM visit_part p JOIN visit v ON v.visit_id = p.visit_id JOIN member m ON m.member_id = v.child_id"
    " WHERE v.finished_at IS NOT NULL AND v.cancelled_at IS NULL"
)


@dataclass(frozen=True)
class Own:
    """One adult’s part of a finished visit, with what is the visit’s: nothing of who else was there.

    Days are ISO text; `child` is what the child is called. `may_be_silent` is False where it is known already that
    nothing fell silent about the child.
    """

    part_id: str
    visit_id: str
    child_id: str
    owner_id: str
    member_id: str
    checklist_id: str | None
    scale_id: str | None
    point_key: str
    on_date: str
    place: str
    next_on: str | None
    finished_at: str
    child: str
    may_be_silent: bool = True

    @property
    def checkin_ids(self) -> frozenset[str]:
        """The check-ins that it holds."""
        return frozenset(one for one in (self.checklist_id, self.scale_id) if one)


def list_own(db: Database, owner_id: str) -> tuple[Own, ...]:
    """Return somebody’s parts of finished visits, the newest visit first."""
    found = db.rows(f"{OWN} AND p.owner_id = :owner_id ORDER BY v.on_date DESC, p.part_id DESC", owner_id=owner_id)
    return tuple(Own(**row) for row in found)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return one adult’s parts as plain data: nothing of who else was there.

    And no next visit of a child of whom their own pages are silent.
    """
    return {
        "visit_parts": db.rows(
            "SELECT p.part_id, p.visit_id, p.point_key, p.checklist_id, p.scale_id, p.done_by, p.asked_at,"
            f" p.finished_at, v.on_date, v.place, {NEXT_IF_SPOKEN_OF} FROM visit_part p"
            " LEFT JOIN visit v ON v.visit_id = p.visit_id WHERE p.owner_id = :owner_id"
            " ORDER BY p.asked_at, p.part_id",
            owner_id=owner_id,
        ),
        "visit_steps": db.rows(
            "SELECT s.part_id, s.words, s.who, s.by_when, s.made_at FROM visit_part p"
            " JOIN visit_step s ON s.part_id = p.part_id WHERE p.owner_id = :owner_id"
            " ORDER BY s.part_id, s.position, s.step_id",
            owner_id=owner_id,
        ),
        "visit_services": db.rows(
            "SELECT s.part_id, s.service_id, v.name, s.made_at FROM visit_part p"
            " JOIN visit_service s ON s.part_id = p.part_id LEFT JOIN service v ON v.service_id = s.service_id"
            " WHERE p.owner_id = :owner_id ORDER BY s.part_id, s.service_id",
            owner_id=owner_id,
        ),
    }
