"""All SQL of the devices of hubs."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.accounts.hub.rules import CODE_MINUTES
from wheel_app.storage import Database, later


@dataclass(frozen=True)
class HubDevice:
    """A device that families use at a hub. `seen_at` is when somebody last began on it."""

    device_id: str
    team_id: str
    label: str
    registered_at: str
    registered_by: str
    seen_at: str | None = None


@dataclass(frozen=True)
class OpenCode:
    """What a one-time code registers a device as, and who made the code."""

    team_id: str
    label: str
    made_by: str


def insert_device(db: Database, device: HubDevice) -> None:
    """Store a device that was registered."""
    db.execute(
        "INSERT INTO hub_device (device_id, team_id, label, registered_at, registered_by)"
        " VALUES (:device_id, :team_id, :label, :registered_at, :registered_by)",
        device_id=device.device_id,
        team_id=device.team_id,
        label=device.label,
        registered_at=device.registered_at,
        registered_by=device.registered_by,
    )


def find_device(db: Database, device_id: str) -> HubDevice | None:
    """Return a device that is registered and was not revoked."""
    row = db.one(
        "SELECT device_id, team_id, label, registered_at, registered_by, seen_at FROM hub_device"
        " WHERE device_id = :device_id AND revoked_at IS NULL",
        device_id=device_id,
    )
    return HubDevice(**row) if row else None


def list_devices(db: Database, staff_id: str, organisation_id: str | None) -> tuple[HubDevice, ...]:
    """Return the registered devices of the teams that somebody is in, or of a whole organisation, by label."""
    found = db.rows(
        "SELECT d.device_id, d.team_id, d.label, d.registered_at, d.registered_by, d.seen_at FROM hub_device d"
        " JOIN team t ON t.team_id = d.team_id WHERE d.revoked_at IS NULL AND (t.organisation_id = :organisation_id OR"
        " EXISTS (SELECT 1 FROM staff_team m WHERE m.team_id = d.team_id AND m.staff_id = :staff_id))"
        " ORDER BY d.label, d.device_id",
        staff_id=staff_id,
        organisation_id=organisation_id or "",
    )
    return tuple(HubDevice(**row) for row in found)


def is_seen_by(db: Database, device_id: str, staff_id: str, organisation_id: str | None) -> bool:
    """Whether a device, revoked or not, is of a team that somebody is in, or of a whole organisation."""
    found = db.value(
        "SELECT 1 FROM hub_device d JOIN team t ON t.team_id = d.team_id"
        " WHERE d.device_id = :device_id AND (t.organisation_id = :organisation_id OR"
        " EXISTS (SELECT 1 FROM staff_team m WHERE m.team_id = d.team_id AND m.staff_id = :staff_id))",
        device_id=device_id,
        staff_id=staff_id,
        organisation_id=organisation_id or "",
    )
    return found is not None


def update_device_seen(db: Database, device_id: str, *, at: str) -> None:
    """Note that somebody begins on a device; where it is none of a hub's, nothing is noted."""
    db.execute(
        "UPDATE hub_device SET seen_at = :at WHERE device_id = :device_id AND revoked_at IS NULL",
        device_id=device_id,
        at=at,
    )


def update_revoked(db: Database, device_id: str, *, at: str) -> bool:
    """Revoke a device; False when it is not registered any more."""
    touched = db.execute(
        "UPDATE hub_device SET revoked_at = :at WHERE device_id = :device_id AND revoked_at IS NULL",
        device_id=device_id,
        at=at,
    )
    return touched == 1


def update_all_revoked(db: Database, team_id: str, *, at: str) -> tuple[str, ...]:
    """Revoke every device of a team; return which those were."""
    found = db.rows(
        "UPDATE hub_device SET revoked_at = :at WHERE team_id = :team_id AND revoked_at IS NULL RETURNING device_id",
        team_id=team_id,
        at=at,
    )
    return tuple(row["device_id"] for row in found)


def end_sign_ins_on(db: Database, device_id: str, *, at: str) -> None:
    """End every sign-in on a device, of families and of staff, also one that waits."""
    db.execute(
        "UPDATE sign_in SET ended_at = :at WHERE device_id = :device_id AND ended_at IS NULL",
        device_id=device_id,
        at=at,
    )


def end_sign_ins_of(db: Database, team_id: str, *, at: str) -> None:
    """End every sign-in on the devices of a team, also those that wait."""
    db.execute(
        "UPDATE sign_in SET ended_at = :at WHERE ended_at IS NULL"
        " AND device_id IN (SELECT d.device_id FROM hub_device d WHERE d.team_id = :team_id)",
        team_id=team_id,
        at=at,
    )


def insert_code(db: Database, code_hash: str, opens: OpenCode, *, at: str) -> bool:
    """Store a one-time code; False when there is such a one already."""
    touched = db.execute(
        "INSERT INTO hub_device_code (code_hash, team_id, label, made_by, until)"
        " VALUES (:code_hash, :team_id, :label, :made_by, :until) ON CONFLICT DO NOTHING",
        code_hash=code_hash,
        team_id=opens.team_id,
        label=opens.label,
        made_by=opens.made_by,
        until=later(at, minutes=CODE_MINUTES),
    )
    return touched == 1


def knows_code(db: Database, code_hash: str, made_by: str) -> bool:
    """Whether somebody has made this code themselves, used or not."""
    found = db.value(
        "SELECT 1 FROM hub_device_code WHERE code_hash = :code_hash AND made_by = :made_by",
        code_hash=code_hash,
        made_by=made_by,
    )
    return found is not None


def take_code(db: Database, code_hash: str, *, at: str) -> OpenCode | None:
    """Use up a one-time code and return what it registers; None for an unknown one, an old one, and one that was used.

    Where the clock was set back, a code that would last longer than it may is an old one.
    """
    rows = db.rows(
        "UPDATE hub_device_code SET used_at = :at WHERE code_hash = :code_hash AND used_at IS NULL"
        " AND until > :at AND until <= :latest RETURNING team_id, label, made_by",
        code_hash=code_hash,
        at=at,
        latest=later(at, minutes=CODE_MINUTES),
    )
    return OpenCode(**rows[0]) if rows else None


def end_codes_of(db: Database, team_id: str, *, at: str) -> None:
    """Let no open code of a team register a device."""
    db.execute(
        "UPDATE hub_device_code SET used_at = :at WHERE team_id = :team_id AND used_at IS NULL", at=at, team_id=team_id
    )


def delete_old_codes(db: Database, *, at: str) -> None:
    """Remove one-time codes that nobody can use any more."""
    db.execute("DELETE FROM hub_device_code WHERE until < :before", before=later(at, days=-1))
