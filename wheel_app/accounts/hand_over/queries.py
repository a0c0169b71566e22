"""All SQL of handing over: the staff sign-in that waits, and the sign-ins of families that are begun meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.queries import STAFF_COLUMNS, Staff, staff_of
from wheel_app.storage import Database, later

WAIT_MINUTES = 60


@dataclass(frozen=True)
class Waiting:
    """A staff sign-in that waits until its device is taken back, and for which member it was handed over just now.

    `language` is the one that its pages were read in, where it had been chosen.
    """

    sign_in_id: str
    started_at: str
    machine: str | None
    member_id: str | None
    language: str | None
    staff: Staff


def update_suspended(db: Database, sign_in_id: str, *, device_id: str, language: str | None, at: str) -> bool:
    """Let a staff sign-in wait on this device, with its language; False when it has ended or waits already."""
    touched = db.execute(
        "UPDATE sign_in SET suspended_until = :until, device_id = :device_id, language = :language"
        " WHERE sign_in_id = :sign_in_id"
        " AND staff_id IS NOT NULL AND ended_at IS NULL AND suspended_until IS NULL",
        sign_in_id=sign_in_id,
        device_id=device_id,
        language=language,
        until=later(at, minutes=WAIT_MINUTES),
    )
    return touched == 1


def find_waiting(db: Database, device_id: str, *, at: str) -> Waiting | None:
    """Return the staff sign-in that waits on a device; None also for one that a clock set back would keep too long."""
    row = db.one(
        "SELECT w.sign_in_id, w.started_at, w.machine, w.language,"
        " s.staff_id, s.organisation_id, s.email, s.full_name, s.title, s.role, s.is_active,"
        " (SELECT max(h.member_id) FROM sign_in h WHERE h.handed_by = w.sign_in_id AND h.ended_at IS NULL) AS member_id"
        " FROM sign_in w JOIN staff s ON s.staff_id = w.staff_id"
        " WHERE w.device_id = :device_id AND w.ended_at IS NULL AND s.is_active = 1"
        " AND w.suspended_until > :at AND w.suspended_until <= :latest ORDER BY w.suspended_until DESC LIMIT 1",
        device_id=device_id,
        at=at,
        latest=later(at, minutes=WAIT_MINUTES),
    )
    if row is None:
        return None
    staff = {name: row.pop(name) for name in STAFF_COLUMNS}
    return Waiting(**row, staff=staff_of(staff))


def insert_beginning(db: Database, sign_in: SignIn, *, handed_kind: str) -> dict[str, str | None]:
    """Store a family's new sign-in; where staff wait for its device, as `handed_kind` and with by whom and for whom.

    Return its kind, handed_by and member_id. One statement, as coming back has many.
    """
    rows = db.rows(
        "INSERT INTO sign_in (sign_in_id, kind, owner_id, device_id, is_own_device, present, started_at, seen_at,"
        " handed_by, member_id)"
        " SELECT CAST(:sign_in_id AS TEXT), CASE WHEN w.sign_in_id IS NULL THEN :kind ELSE :handed_kind END,"
        " CAST(:owner_id AS TEXT), CAST(:device_id AS TEXT), 0, CAST(:present AS TEXT), CAST(:at AS TEXT),"
        " CAST(:at AS TEXT), w.sign_in_id,"
        " (SELECT max(h.member_id) FROM sign_in h WHERE h.handed_by = w.sign_in_id AND h.ended_at IS NULL)"
        " FROM (SELECT 1 AS one) alone LEFT JOIN (SELECT i.sign_in_id FROM sign_in i"
        " JOIN staff s ON s.staff_id = i.staff_id WHERE i.device_id = :device_id AND i.ended_at IS NULL"
        " AND s.is_active = 1 AND i.suspended_until > :at AND i.suspended_until <= :latest"
        " ORDER BY i.suspended_until DESC LIMIT 1) w ON alone.one = 1 RETURNING kind, handed_by, member_id",
        sign_in_id=sign_in.sign_in_id,
        kind=sign_in.kind,
        handed_kind=handed_kind,
        owner_id=sign_in.owner_id,
        device_id=sign_in.device_id,
        present=sign_in.present,
        at=sign_in.started_at,
        latest=later(sign_in.started_at, minutes=WAIT_MINUTES),
    )
    return dict(rows[0])


def end_waiting(db: Database, sign_in_id: str, *, at: str) -> bool:
    """End a staff sign-in that waits; False when it waits no more."""
    touched = db.execute(
        "UPDATE sign_in SET ended_at = :at"
        " WHERE sign_in_id = :sign_in_id AND ended_at IS NULL AND suspended_until IS NOT NULL",
        sign_in_id=sign_in_id,
        at=at,
    )
    return touched == 1


def end_handed_over(db: Database, handed_by: str, *, at: str) -> None:
    """End every sign-in of a family that was begun while this staff sign-in waited."""
    db.execute(
        "UPDATE sign_in SET ended_at = :at WHERE handed_by = :handed_by AND ended_at IS NULL",
        handed_by=handed_by,
        at=at,
    )


def end_all_waiting(db: Database, device_id: str, *, at: str) -> None:
    """End whatever staff sign-in waits on a device, and the families' sign-ins of that hand-over."""
    db.execute(
        "UPDATE sign_in SET ended_at = :at WHERE ended_at IS NULL AND handed_by IN"
        " (SELECT w.sign_in_id FROM sign_in w WHERE w.device_id = :device_id AND w.suspended_until IS NOT NULL"
        " AND w.ended_at IS NULL)",
        device_id=device_id,
        at=at,
    )
    db.execute(
        "UPDATE sign_in SET ended_at = :at"
        " WHERE device_id = :device_id AND suspended_until IS NOT NULL AND ended_at IS NULL",
        device_id=device_id,
        at=at,
    )


def find_hander(db: Database, sign_in_id: str) -> str | None:
    """Return whose staff sign-in this is, running or not."""
    return db.value("SELECT staff_id FROM sign_in WHERE sign_in_id = :sign_in_id", sign_in_id=sign_in_id)
