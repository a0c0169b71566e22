"""All SQL of saying who somebody of the staff, or which team, is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wheel_app.storage import Database

AT_ONCE = 30
SLOTS = ", ".join(f"(:kind_{place}, :id_{place})" for place in range(AT_ONCE))
NAMES = (
    "SELECT 'staff' AS kind, s.staff_id AS id, s.full_name AS name, s.title, o.name AS organisation,"
    " CASE WHEN s.is_active = 1 AND s.role IN ('worker', 'manager') THEN 1 ELSE 0 END AS is_open"
    " FROM asked a JOIN staff s ON a.kind = 'staff' AND s.staff_id = a.id"
    " JOIN organisation o ON o.organisation_id = s.organisation_id"
    " UNION ALL SELECT 'team' AS kind, t.team_id AS id, t.name, '' AS title, o.name AS organisation,"
    " CASE WHEN t.closed_at IS NULL THEN 1 ELSE 0 END AS is_open"
    " FROM asked a JOIN team t ON a.kind = 'team' AND t.team_id = a.id"
    " JOIN organisation o ON o.organisation_id = t.organisation_id"
)


# Whoever handed a device over, their teams, and the hub whose device it is.
HERE = (
    "SELECT 'staff' AS kind, i.staff_id AS id FROM sign_in i WHERE i.sign_in_id = :handed_by"
    " UNION SELECT 'team' AS kind, m.team_id AS id FROM sign_in i JOIN staff s ON s.staff_id = i.staff_id"
    " JOIN staff_team m ON m.staff_id = s.staff_id WHERE i.sign_in_id = :handed_by AND s.is_active = 1"
    " UNION SELECT 'team' AS kind, d.team_id AS id FROM hub_device d"
    " WHERE d.device_id = :device_id AND d.revoked_at IS NULL"
)


@dataclass(frozen=True)
class Named:
    """Somebody of the staff, or a team; `is_open` while they can be shown something of a family's."""

    kind: str
    id: str
    name: str
    title: str
    organisation: str
    is_open: bool


def names_of(db: Database, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """Return who these are, by kind ('staff' or 'team') and id, as asked; those that there are not are left out."""
    wanted = list(dict.fromkeys(asked))
    found: dict[tuple[str, str], Named] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = db.rows(f"WITH asked (kind, id) AS (VALUES {SLOTS}) {NAMES}", **_slots(wanted[start : start + AT_ONCE]))
        found |= {(row["kind"], row["id"]): _named(row) for row in rows}
    return {one: found[one] for one in wanted if one in found}


def names_here(
    db: Database, *, handed_by: str | None, device_id: str, also: Sequence[tuple[str, str]] = ()
) -> tuple[Named, ...]:
    """Return who can be met on a device: staff first, each by name. At most thirty of `also` are looked up."""
    rows = db.rows(
        f"WITH asked (kind, id) AS ({HERE} UNION VALUES {SLOTS}) {NAMES} ORDER BY kind, name, id",
        handed_by=handed_by or "",
        device_id=device_id,
        **_slots(also[:AT_ONCE]),
    )
    return tuple(map(_named, rows))


def _slots(part: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    slots: dict[str, str | None] = {}
    for place in range(AT_ONCE):
        kind, name = part[place] if place < len(part) else (None, None)
        slots |= {f"kind_{place}": kind, f"id_{place}": name}
    return slots


def _named(row: dict[str, Any]) -> Named:
    return Named(**{**row, "is_open": row["is_open"] == 1})
