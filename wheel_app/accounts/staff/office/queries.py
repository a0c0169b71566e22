"""All SQL of looking after staff and teams."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wheel_app.accounts.staff.queries import STAFF_COLUMNS, Staff, Team, staff_of
from wheel_app.storage import Database

MEMBER = (
    "s.staff_id, s.organisation_id, s.email, s.full_name, s.title, s.role, s.is_active,"
    " CASE WHEN s.password_hash IS NOT NULL AND s.factor_id IS NOT NULL AND s.setup_hash IS NULL THEN 1 ELSE 0 END"
    " AS is_set_up, s.setup_until"
)


@dataclass(frozen=True)
class Member:
    """Somebody of the staff as those see them who look after accounts."""

    staff: Staff
    is_set_up: bool
    setup_until: str | None
    teams: tuple[str, ...] = ()


def list_members(db: Database, organisation_id: str) -> tuple[Member, ...]:
    """Return everybody of an organisation by name, with the names of their open teams; closed accounts last."""
    teams: dict[str, list[str]] = {}
    for row in db.rows(
        "SELECT m.staff_id, t.name FROM staff_team m JOIN team t ON t.team_id = m.team_id"
        " WHERE t.organisation_id = :organisation_id AND t.closed_at IS NULL ORDER BY t.name, t.team_id",
        organisation_id=organisation_id,
    ):
        teams.setdefault(row["staff_id"], []).append(row["name"])
    found = db.rows(
        f"SELECT {MEMBER} FROM staff s WHERE s.organisation_id = :organisation_id"
        " ORDER BY s.is_active DESC, s.full_name, s.staff_id",
        organisation_id=organisation_id,
    )
    return tuple(_member(row, tuple(teams.get(row["staff_id"], ()))) for row in found)


def find_member(db: Database, organisation_id: str, staff_id: str) -> Member | None:
    """Return somebody of an organisation."""
    row = db.one(
        f"SELECT {MEMBER} FROM staff s WHERE s.staff_id = :staff_id AND s.organisation_id = :organisation_id",
        staff_id=staff_id,
        organisation_id=organisation_id,
    )
    return _member(row) if row else None


def _member(row: dict[str, Any], teams: tuple[str, ...] = ()) -> Member:
    staff = staff_of({name: row[name] for name in STAFF_COLUMNS})
    return Member(staff, row["is_set_up"] == 1, row["setup_until"], teams)


def list_team_ids(db: Database, staff_id: str) -> frozenset[str]:
    """Return the ids of the open teams that somebody is in."""
    found = db.rows(
        "SELECT m.team_id FROM staff_team m JOIN team t ON t.team_id = m.team_id"
        " WHERE m.staff_id = :staff_id AND t.closed_at IS NULL",
        staff_id=staff_id,
    )
    return frozenset(row["team_id"] for row in found)


def count_other_administrators(db: Database, organisation_id: str, staff_id: str) -> int:
    """Return how many others of an organisation can sign in and look after accounts."""
    return db.value(
        "SELECT count(*) FROM staff WHERE organisation_id = :organisation_id AND role = 'administrator'"
        " AND is_active = 1 AND staff_id <> :staff_id AND password_hash IS NOT NULL AND factor_id IS NOT NULL"
        " AND setup_hash IS NULL",
        organisation_id=organisation_id,
        staff_id=staff_id,
    )


def update_member(db: Database, staff: Staff) -> None:
    """Put name, title and role in place of what stood there."""
    db.execute(
        "UPDATE staff SET full_name = :full_name, title = :title, role = :role WHERE staff_id = :staff_id",
        full_name=staff.full_name,
        title=staff.title,
        role=staff.role,
        staff_id=staff.staff_id,
    )


def update_active(db: Database, staff_id: str, *, is_active: bool) -> bool:
    """Close an account or open it again; False when it was so before."""
    touched = db.execute(
        "UPDATE staff SET is_active = :is_active WHERE staff_id = :staff_id AND is_active <> :is_active",
        is_active=int(is_active),
        staff_id=staff_id,
    )
    return touched == 1


def update_appointments_of(db: Database, staff_id: str, *, at: str) -> None:
    """End whatever somebody is named for."""
    db.execute(
        "UPDATE appointment SET until = :at WHERE staff_id = :staff_id AND until IS NULL", at=at, staff_id=staff_id
    )


def update_appointments_in(db: Database, staff_id: str, team_ids: Collection[str], *, at: str) -> None:
    """End what somebody is named for in these teams."""
    for team_id in team_ids:
        db.execute(
            "UPDATE appointment SET until = :at WHERE staff_id = :staff_id AND place_id = :team_id AND until IS NULL",
            at=at,
            staff_id=staff_id,
            team_id=team_id,
        )


def update_team(db: Database, team: Team) -> None:
    """Put a team's name, area and whether it is a hub in place of what stood there."""
    db.execute(
        "UPDATE team SET name = :name, area = :area, is_hub = :is_hub WHERE team_id = :team_id",
        name=team.name,
        area=team.area,
        is_hub=int(team.is_hub),
        team_id=team.team_id,
    )


def update_team_closed(db: Database, team_id: str, *, at: str) -> bool:
    """Close a team; False when it was closed before."""
    touched = db.execute(
        "UPDATE team SET closed_at = :at WHERE team_id = :team_id AND closed_at IS NULL", at=at, team_id=team_id
    )
    return touched == 1


def find_open_team(db: Database, organisation_id: str, team_id: str) -> Team | None:
    """Return an open team of an organisation."""
    row = db.one(
        "SELECT team_id, organisation_id, name, area, is_hub FROM team"
        " WHERE team_id = :team_id AND organisation_id = :organisation_id AND closed_at IS NULL",
        team_id=team_id,
        organisation_id=organisation_id,
    )
    return Team(**{**row, "is_hub": row["is_hub"] == 1}) if row else None


def update_organisation(db: Database, organisation_id: str, name: str) -> None:
    """Put another name in place of an organisation's."""
    db.execute(
        "UPDATE organisation SET name = :name WHERE organisation_id = :organisation_id",
        name=name,
        organisation_id=organisation_id,
    )


def is_organisation_known(db: Database, name: str) -> bool:
    """Whether an organisation has this name."""
    return db.value("SELECT 1 FROM organisation WHERE name = :name", name=name) is not None
