"""All SQL of families: their teams, their coordinator, and who of the staff sees them."""

from __future__ import annotations

from typing import Any

from wheel_app.people.families.rules import REASONS, Coordinator, Family, FamilyTeam, Seen, Sight
from wheel_app.storage import Database

COORDINATOR = (
    "SELECT c.family_id, c.coordinator_id, c.staff_id, s.full_name, s.title, c.chosen_with_family, c.since, c.until"
    " FROM coordinator c JOIN staff s ON s.staff_id = c.staff_id"
)
TEAM = (
    "SELECT f.family_id, f.team_id, t.name, t.organisation_id, o.name AS organisation, f.since FROM family_team f"
    " JOIN team t ON t.team_id = f.team_id JOIN organisation o ON o.organisation_id = t.organisation_id"
)
# The families that a person has joined.
JOINED = (
    "(SELECT m.family_id FROM member_owner j JOIN member m ON m.member_id = j.member_id WHERE j.owner_id = :owner_id)"
)
# Every family that somebody sees for long, with the place of the reason in REASONS: as the coordinator, by an own open
# team, by a team of theirs that the household gave its record to.
SEEN_BY = (
    "SELECT c.family_id, 0 AS reason FROM coordinator c WHERE c.staff_id = :staff_id AND c.until IS NULL"
    " UNION SELECT f.family_id, 1 AS reason FROM staff_team m"
    " JOIN team t ON t.team_id = m.team_id AND t.closed_at IS NULL"
    " JOIN family_team f ON f.team_id = m.team_id AND f.until IS NULL WHERE m.staff_id = :staff_id"
    " UNION SELECT h.family_id, 3 AS reason FROM staff_team m"
    " JOIN team t ON t.team_id = m.team_id AND t.closed_at IS NULL"
    " JOIN household_share h ON h.team_id = m.team_id AND h.state = 'given' WHERE m.staff_id = :staff_id"
)


def insert_family(db: Database, family: Family, *, sort_name: str, made_by: str | None) -> None:
    """Store a new family; `sort_name` is its name as it is sorted."""
    db.execute(
        "INSERT INTO family (family_id, name, sort_name, area, made_at, made_by)"
        " VALUES (:family_id, :name, :sort_name, :area, :made_at, :made_by)",
        family_id=family.family_id,
        name=family.name,
        sort_name=sort_name,
        area=family.area,
        made_at=family.made_at,
        made_by=made_by,
    )


def find_family(db: Database, family_id: str) -> Family | None:
    """Return a family, open or closed."""
    row = db.one(
        "SELECT family_id, name, area, made_at, closed_at FROM family WHERE family_id = :family_id",
        family_id=family_id,
    )
    return Family(**row) if row else None


def update_family(db: Database, family_id: str, *, name: str, sort_name: str, area: str | None) -> None:
    """Call a family by another name, or put it into another area."""
    db.execute(
        "UPDATE family SET name = :name, sort_name = :sort_name, area = :area WHERE family_id = :family_id",
        family_id=family_id,
        name=name,
        sort_name=sort_name,
        area=area,
    )


def insert_family_team(db: Database, family_id: str, team_id: str, *, made_by: str | None, at: str) -> None:
    """Let a team work with a family."""
    db.execute(
        "INSERT INTO family_team (family_id, team_id, since, made_by) VALUES (:family_id, :team_id, :at, :made_by)",
        family_id=family_id,
        team_id=team_id,
        at=at,
        made_by=made_by,
    )


def update_family_team_ended(db: Database, family_id: str, team_id: str, *, at: str) -> bool:
    """End the work of a team with a family; False when it did not work with it."""
    touched = db.execute(
        "UPDATE family_team SET until = :at WHERE family_id = :family_id AND team_id = :team_id AND until IS NULL",
        family_id=family_id,
        team_id=team_id,
        at=at,
    )
    return touched > 0


def list_family_teams(db: Database, family_id: str) -> tuple[FamilyTeam, ...]:
    """Return the teams that work with a family, by name."""
    found = db.rows(
        f"{TEAM} WHERE f.family_id = :family_id AND f.until IS NULL ORDER BY t.name, f.team_id", family_id=family_id
    )
    return tuple(_family_team(row) for row in found)


def list_teams_joined(db: Database, owner_id: str) -> dict[str, tuple[FamilyTeam, ...]]:
    """Return the teams that work with the families that a person has joined, by family and name."""
    rows = db.rows(
        f"{TEAM} WHERE f.family_id IN {JOINED} AND f.until IS NULL ORDER BY t.name, f.team_id", owner_id=owner_id
    )
    found: dict[str, tuple[FamilyTeam, ...]] = {}
    for row in rows:
        found[row["family_id"]] = (*found.get(row["family_id"], ()), _family_team(row))
    return found


def _family_team(row: dict[str, Any]) -> FamilyTeam:
    return FamilyTeam(**{name: value for name, value in row.items() if name != "family_id"})


def insert_coordinator(
    db: Database, coordinator_id: str, family_id: str, staff_id: str, *, chosen_with_family: bool, made_by: str, at: str
) -> None:
    """Make somebody the coordinator of a family."""
    db.execute(
        "INSERT INTO coordinator (coordinator_id, family_id, staff_id, chosen_with_family, since, made_by)"
        " VALUES (:coordinator_id, :family_id, :staff_id, :chosen, :at, :made_by)",
        coordinator_id=coordinator_id,
        family_id=family_id,
        staff_id=staff_id,
        chosen=int(chosen_with_family),
        at=at,
        made_by=made_by,
    )


def update_coordinator_ended(db: Database, family_id: str, *, at: str) -> None:
    """End the task of whoever is the coordinator of a family."""
    db.execute(
        "UPDATE coordinator SET until = :at WHERE family_id = :family_id AND until IS NULL",
        family_id=family_id,
        at=at,
    )


def find_coordinator(db: Database, family_id: str) -> Coordinator | None:
    """Return the coordinator of a family."""
    row = db.one(f"{COORDINATOR} WHERE c.family_id = :family_id AND c.until IS NULL", family_id=family_id)
    return _coordinator(row) if row else None


def find_who_works(db: Database, family_id: str) -> tuple[str | None, str | None]:
    """Return the ids of a family’s coordinator and of the first of the open teams that work with it."""
    found = db.one(
        "SELECT (SELECT c.staff_id FROM coordinator c WHERE c.family_id = :family_id AND c.until IS NULL) AS staff_id,"
        " (SELECT f.team_id FROM family_team f JOIN team t ON t.team_id = f.team_id AND t.closed_at IS NULL"
        " WHERE f.family_id = :family_id AND f.until IS NULL ORDER BY t.name, f.team_id LIMIT 1) AS team_id",
        family_id=family_id,
    )
    return (found["staff_id"], found["team_id"]) if found else (None, None)


def list_coordinators_joined(db: Database, owner_id: str) -> dict[str, Coordinator]:
    """Return the coordinators of the families that a person has joined, by family."""
    found = db.rows(f"{COORDINATOR} WHERE c.family_id IN {JOINED} AND c.until IS NULL", owner_id=owner_id)
    return {row["family_id"]: _coordinator(row) for row in found}


def list_coordinators(db: Database, family_id: str) -> tuple[Coordinator, ...]:
    """Return all who are or were the coordinator of a family, the last first."""
    found = db.rows(
        f"{COORDINATOR} WHERE c.family_id = :family_id ORDER BY c.since DESC, c.coordinator_id DESC",
        family_id=family_id,
    )
    return tuple(map(_coordinator, found))


def find_sight(db: Database, staff_id: str, family_id: str, *, at: str) -> Sight | None:
    """Return a family and the first of REASONS why somebody of the staff sees it at a moment; None when they do not."""
    found = db.one(
        "SELECT min(v.reason) AS reason, f.name, f.area, f.made_at, f.closed_at FROM family f JOIN ("
        "SELECT c.family_id, 0 AS reason FROM coordinator c"
        " WHERE c.family_id = :family_id AND c.staff_id = :staff_id AND c.until IS NULL"
        " UNION ALL SELECT w.family_id, 1 AS reason FROM family_team w"
        " JOIN staff_team m ON m.team_id = w.team_id AND m.staff_id = :staff_id"
        " JOIN team t ON t.team_id = w.team_id AND t.closed_at IS NULL"
        " WHERE w.family_id = :family_id AND w.until IS NULL"
        " UNION ALL SELECT g.family_id, 2 AS reason FROM break_glass g"
        " WHERE g.family_id = :family_id AND g.staff_id = :staff_id AND g.from_at <= :at AND g.until_at > :at"
        " UNION ALL SELECT h.family_id, 3 AS reason FROM household_share h"
        " JOIN staff_team m ON m.team_id = h.team_id AND m.staff_id = :staff_id"
        " JOIN team t ON t.team_id = h.team_id AND t.closed_at IS NULL"
        " WHERE h.family_id = :family_id AND h.state = 'given'"
        ") v ON v.family_id = f.family_id WHERE f.family_id = :family_id"
        " GROUP BY f.family_id, f.name, f.area, f.made_at, f.closed_at",
        family_id=family_id,
        staff_id=staff_id,
        at=at,
    )
    if found is None:
        return None
    reason = REASONS[found.pop("reason")]
    return Sight(family_id, reason, Family(family_id, **found))


def list_seen(db: Database, staff_id: str, *, with_closed: bool, most: int = 50, skip: int = 0) -> tuple[Seen, ...]:
    """Return the families that somebody of the staff sees, by name, without the first `skip`."""
    found = db.rows(
        "SELECT f.family_id, f.name, f.closed_at, min(v.reason) AS reason"
        f" FROM ({SEEN_BY}) v JOIN family f ON f.family_id = v.family_id"
        " WHERE f.closed_at IS NULL OR :with_closed = 1"
        " GROUP BY f.family_id, f.name, f.sort_name, f.closed_at ORDER BY f.sort_name, f.family_id"
        " LIMIT :most OFFSET :skip",
        staff_id=staff_id,
        with_closed=int(with_closed),
        most=most,
        skip=skip,
    )
    return tuple(Seen(**{**row, "reason": REASONS[row["reason"]]}) for row in found)


def count_seen(db: Database, staff_id: str, *, with_closed: bool) -> int:
    """Return how many families somebody of the staff sees."""
    found: int = db.value(
        f"SELECT count(DISTINCT f.family_id) FROM ({SEEN_BY}) v JOIN family f ON f.family_id = v.family_id"
        " WHERE f.closed_at IS NULL OR :with_closed = 1",
        staff_id=staff_id,
        with_closed=int(with_closed),
    )
    return found


def _coordinator(row: dict[str, Any]) -> Coordinator:
    known = {name: value for name, value in row.items() if name != "family_id"}
    return Coordinator(**{**known, "chosen_with_family": row["chosen_with_family"] == 1})
