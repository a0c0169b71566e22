"""All SQL of who works here: organisations, teams, staff, and who is named for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.storage import Database

STAFF_COLUMNS = ("staff_id", "organisation_id", "email", "full_name", "title", "role", "is_active")
_STAFF = "s.staff_id, s.organisation_id, s.email, s.full_name, s.title, s.role, s.is_active"
AT_ONCE = 10
_IDS = ", ".join(f":id_{place}" for place in range(AT_ONCE))


@dataclass(frozen=True)
class Organisation:
    """Who employs staff, and is named when something is shared with it."""

    organisation_id: str
    name: str


@dataclass(frozen=True)
class Team:
    """Some staff of one organisation; a hub is a team with devices that families use."""

    team_id: str
    organisation_id: str
    name: str
    area: str | None
    is_hub: bool


@dataclass(frozen=True)
class Staff:
    """Somebody who works with families, or sees to those who do."""

    staff_id: str
    organisation_id: str
    email: str
    full_name: str
    title: str
    role: str
    is_active: bool


@dataclass(frozen=True)
class Post:
    """A team that somebody is in ('in-team'), or what they are named for; of a team also who leads it, if anybody."""

    kind: str
    place_id: str
    lead_id: str | None


def insert_organisation(db: Database, organisation: Organisation, *, at: str) -> None:
    """Store a new organisation."""
    db.execute(
        "INSERT INTO organisation (organisation_id, name, made_at) VALUES (:organisation_id, :name, :at)",
        organisation_id=organisation.organisation_id,
        name=organisation.name,
        at=at,
    )


def insert_team(db: Database, team: Team, *, at: str) -> None:
    """Store a new team."""
    db.execute(
        "INSERT INTO team (team_id, organisation_id, name, area, is_hub, made_at)"
        " VALUES (:team_id, :organisation_id, :name, :area, :is_hub, :at)",
        team_id=team.team_id,
        organisation_id=team.organisation_id,
        name=team.name,
        area=team.area,
        is_hub=int(team.is_hub),
        at=at,
    )


def insert_staff(db: Database, staff: Staff, *, at: str) -> None:
    """Store somebody new, who cannot sign in before they have set their password; NotUnique for a known address."""
    db.execute(
        "INSERT INTO staff (staff_id, organisation_id, email, full_name, title, role, is_active, made_at)"
        " VALUES (:staff_id, :organisation_id, :email, :full_name, :title, :role, :is_active, :at)",
        staff_id=staff.staff_id,
        organisation_id=staff.organisation_id,
        email=staff.email,
        full_name=staff.full_name,
        title=staff.title,
        role=staff.role,
        is_active=int(staff.is_active),
        at=at,
    )


def insert_staff_team(db: Database, staff_id: str, team_id: str, *, at: str) -> None:
    """Put somebody into a team; in it already, nothing changes."""
    db.execute(
        "INSERT INTO staff_team (staff_id, team_id, since) VALUES (:staff_id, :team_id, :at) ON CONFLICT DO NOTHING",
        staff_id=staff_id,
        team_id=team_id,
        at=at,
    )


def delete_staff_team(db: Database, staff_id: str, team_id: str) -> None:
    """Take somebody out of a team."""
    db.execute(
        "DELETE FROM staff_team WHERE staff_id = :staff_id AND team_id = :team_id", staff_id=staff_id, team_id=team_id
    )


def find_staff(db: Database, staff_id: str) -> Staff | None:
    """Return somebody, active or not."""
    row = db.one(f"SELECT {_STAFF} FROM staff s WHERE s.staff_id = :staff_id", staff_id=staff_id)
    return staff_of(row) if row else None


def list_staff_by_ids(db: Database, staff_ids: Iterable[str]) -> tuple[Staff, ...]:
    """Return these members of staff, active or not, in the order of the ids; ten with one statement."""
    wanted, found = list(dict.fromkeys(staff_ids)), dict[str, Staff]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        rows = db.rows(
            f"SELECT {_STAFF} FROM staff s WHERE s.staff_id IN ({_IDS})",
            **{f"id_{place}": part[place] if place < len(part) else "" for place in range(AT_ONCE)},
        )
        found |= {row["staff_id"]: staff_of(row) for row in rows}
    return tuple(found[one] for one in wanted if one in found)


def has_staff(db: Database) -> bool:
    """Whether anybody of any staff is stored at all."""
    return db.value("SELECT staff_id FROM staff LIMIT 1") is not None


def list_staff(db: Database, organisation_id: str) -> tuple[Staff, ...]:
    """Return everybody of an organisation by name, closed accounts too."""
    found = db.rows(
        f"SELECT {_STAFF} FROM staff s WHERE s.organisation_id = :organisation_id ORDER BY s.full_name, s.staff_id",
        organisation_id=organisation_id,
    )
    return tuple(map(staff_of, found))


def list_team_staff(db: Database, team_id: str) -> tuple[Staff, ...]:
    """Return who is active in a team, by name."""
    found = db.rows(
        f"SELECT {_STAFF} FROM staff_team m JOIN staff s ON s.staff_id = m.staff_id"
        " WHERE m.team_id = :team_id AND s.is_active = 1 ORDER BY s.full_name, s.staff_id",
        team_id=team_id,
    )
    return tuple(map(staff_of, found))


def find_organisation(db: Database, organisation_id: str) -> Organisation | None:
    """Return an organisation."""
    row = db.one(
        "SELECT organisation_id, name FROM organisation WHERE organisation_id = :organisation_id",
        organisation_id=organisation_id,
    )
    return Organisation(**row) if row else None


def find_team(db: Database, team_id: str) -> Team | None:
    """Return a team, closed or not."""
    row = db.one(
        "SELECT team_id, organisation_id, name, area, is_hub FROM team WHERE team_id = :team_id", team_id=team_id
    )
    return _team(row) if row else None


def list_teams(db: Database, organisation_id: str | None = None) -> tuple[Team, ...]:
    """Return the open teams of an organisation, or of all, by name."""
    found = db.rows(
        "SELECT team_id, organisation_id, name, area, is_hub FROM team"
        " WHERE closed_at IS NULL AND (organisation_id = :organisation_id OR :of_all = 1) ORDER BY name, team_id",
        organisation_id=organisation_id or "",
        of_all=int(organisation_id is None),
    )
    return tuple(map(_team, found))


def list_teams_of(db: Database, staff_id: str) -> tuple[Team, ...]:
    """Return the open teams that somebody is in, by name."""
    found = db.rows(
        "SELECT t.team_id, t.organisation_id, t.name, t.area, t.is_hub FROM staff_team m"
        " JOIN team t ON t.team_id = m.team_id WHERE m.staff_id = :staff_id AND t.closed_at IS NULL"
        " ORDER BY t.name, t.team_id",
        staff_id=staff_id,
    )
    return tuple(map(_team, found))


def list_teams_that_read(db: Database, team_ids: Iterable[str]) -> dict[str, str]:
    """Return of these teams (of more than ten the first ten) the open ones that somebody works in or leads, by id."""
    wanted = list(dict.fromkeys(team_ids))[:AT_ONCE]
    found = db.rows(
        f"SELECT t.team_id, t.name FROM team t WHERE t.team_id IN ({_IDS}) AND t.closed_at IS NULL AND EXISTS"
        " (SELECT 1 FROM staff s WHERE s.is_active = 1 AND s.role IN ('worker', 'manager') AND s.staff_id IN"
        " (SELECT m.staff_id FROM staff_team m WHERE m.team_id = t.team_id UNION SELECT a.staff_id FROM appointment a"
        " WHERE a.kind = 'team-lead' AND a.place_id = t.team_id AND a.until IS NULL))",
        **{f"id_{place}": wanted[place] if place < len(wanted) else "" for place in range(AT_ONCE)},
    )
    return {row["team_id"]: row["name"] for row in found}


def find_team_of_device(db: Database, device_id: str) -> Team | None:
    """Return the hub that a registered device belongs to; None for any other device, and for one that was revoked."""
    row = db.one(
        "SELECT t.team_id, t.organisation_id, t.name, t.area, t.is_hub FROM hub_device d"
        " JOIN team t ON t.team_id = d.team_id"
        " WHERE d.device_id = :device_id AND d.revoked_at IS NULL AND t.closed_at IS NULL",
        device_id=device_id,
    )
    return _team(row) if row else None


def find_staff_of_sign_in(db: Database, sign_in_id: str) -> Staff | None:
    """Return whose sign-in this is, as long as their account is open: of the one who handed a device over."""
    row = db.one(
        f"SELECT {_STAFF} FROM sign_in i JOIN staff s ON s.staff_id = i.staff_id"
        " WHERE i.sign_in_id = :sign_in_id AND s.is_active = 1",
        sign_in_id=sign_in_id,
    )
    return staff_of(row) if row else None


def insert_appointment(db: Database, appointment_id: str, kind: str, place_id: str, staff_id: str, *, at: str) -> None:
    """Name somebody lead of a team ('team-lead') or of safeguarding in an organisation ('safeguarding-lead')."""
    db.execute(
        "INSERT INTO appointment (appointment_id, kind, place_id, staff_id, since)"
        " VALUES (:appointment_id, :kind, :place_id, :staff_id, :at)",
        appointment_id=appointment_id,
        kind=kind,
        place_id=place_id,
        staff_id=staff_id,
        at=at,
    )


def update_appointment_ended(db: Database, kind: str, place_id: str, *, at: str) -> None:
    """End whatever appointment of this kind runs for a place."""
    db.execute(
        "UPDATE appointment SET until = :at WHERE kind = :kind AND place_id = :place_id AND until IS NULL",
        kind=kind,
        place_id=place_id,
        at=at,
    )


def find_lead(db: Database, kind: str, place_id: str) -> Staff | None:
    """Return who is named for a team ('team-lead') or an organisation ('safeguarding-lead') and still active."""
    row = db.one(
        f"SELECT {_STAFF} FROM appointment a JOIN staff s ON s.staff_id = a.staff_id"
        " WHERE a.kind = :kind AND a.place_id = :place_id AND a.until IS NULL AND s.is_active = 1"
        " AND s.role IN ('worker', 'manager')",
        kind=kind,
        place_id=place_id,
    )
    return staff_of(row) if row else None


def list_answering(db: Database, organisation_id: str) -> tuple[tuple[Staff, bool], ...]:
    """Return who of an organisation answers for keeping people safe, and whether as the named lead: else as manager."""
    found = db.rows(
        f"SELECT {_STAFF}, CASE WHEN a.staff_id IS NULL THEN 0 ELSE 1 END AS is_lead FROM staff s"
        " LEFT JOIN appointment a ON a.kind = 'safeguarding-lead' AND a.place_id = s.organisation_id"
        " AND a.until IS NULL AND a.staff_id = s.staff_id"
        " WHERE s.organisation_id = :organisation_id AND s.is_active = 1"
        " AND (s.role = 'manager' OR (s.role = 'worker' AND a.staff_id IS NOT NULL)) ORDER BY s.full_name, s.staff_id",
        organisation_id=organisation_id,
    )
    return tuple((staff_of(row), is_lead == 1) for row in found for is_lead in [row.pop("is_lead")])


def list_posts(db: Database, staff_id: str) -> tuple[Post, ...]:
    """Return the open teams that somebody is in, and what they are named for."""
    found = db.rows(
        "SELECT 'in-team' AS kind, t.team_id AS place_id, s.staff_id AS lead_id FROM staff_team m"
        " JOIN team t ON t.team_id = m.team_id AND t.closed_at IS NULL"
        " LEFT JOIN appointment a ON a.kind = 'team-lead' AND a.place_id = t.team_id AND a.until IS NULL"
        " LEFT JOIN staff s ON s.staff_id = a.staff_id AND s.is_active = 1 AND s.role IN ('worker', 'manager')"
        " WHERE m.staff_id = :staff_id UNION SELECT a.kind, a.place_id, a.staff_id FROM appointment a"
        " WHERE a.staff_id = :staff_id AND a.until IS NULL",
        staff_id=staff_id,
    )
    return tuple(Post(**row) for row in found)


def staff_of(row: dict[str, object]) -> Staff:
    """Return the staff that a row with STAFF_COLUMNS holds."""
    return Staff(**{**row, "is_active": row["is_active"] == 1})  # type: ignore[arg-type]


def _team(row: dict[str, object]) -> Team:
    return Team(**{**row, "is_hub": row["is_hub"] == 1})  # type: ignore[arg-type]
