"""All SQL of sign-ins and own access: rows in, frozen dataclasses out. That of the throttle stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.queries import STAFF_COLUMNS, staff_of
from wheel_app.storage import Database, later

# Requests at once are no further apart than that; what lies further ahead, a clock was set back from.
AHEAD_MINUTES = 1


@dataclass(frozen=True)
class OwnAccess:
    """A person's way back, as far as a check needs it."""

    owner_id: str
    code_hash: str
    pictures_hash: str


@dataclass(frozen=True)
class DeviceWay:
    """A way back by pictures alone on one device, open until a moment (UTC text)."""

    owner_id: str
    device_until: str


def insert_sign_in(db: Database, sign_in: SignIn) -> None:
    """Store a new sign-in."""
    db.execute(
        "INSERT INTO sign_in (sign_in_id, kind, owner_id, device_id, is_own_device, present, started_at, seen_at,"
        " staff_id, handed_by, member_id)"
        " VALUES (:sign_in_id, :kind, :owner_id, :device_id, :is_own_device, :present, :started_at, :seen_at,"
        " :staff_id, :handed_by, :member_id)",
        sign_in_id=sign_in.sign_in_id,
        kind=sign_in.kind,
        owner_id=sign_in.owner_id,
        device_id=sign_in.device_id,
        is_own_device=int(sign_in.is_own_device),
        present=sign_in.present,
        started_at=sign_in.started_at,
        seen_at=sign_in.seen_at,
        staff_id=sign_in.staff_id,
        handed_by=sign_in.handed_by,
        member_id=sign_in.member_id,
    )


def find_sign_in(db: Database, sign_in_id: str, *, token: str) -> SignIn | None:
    """Return the sign-in of a token, ended or not, with what its member of staff may do just now."""
    row = db.one(
        "SELECT i.kind, i.owner_id, i.device_id, i.is_own_device, i.present, i.started_at, i.seen_at, i.ended_at,"
        " i.handed_by, i.member_id, i.suspended_until,"
        " s.staff_id, s.organisation_id, s.email, s.full_name, s.title, s.role, s.is_active"
        " FROM sign_in i LEFT JOIN staff s ON s.staff_id = i.staff_id WHERE i.sign_in_id = :sign_in_id",
        sign_in_id=sign_in_id,
    )
    if row is None:
        return None
    staff = {name: row.pop(name) for name in STAFF_COLUMNS}
    row["is_own_device"] = row["is_own_device"] == 1
    return SignIn(sign_in_id=sign_in_id, token=token, staff=staff_of(staff) if staff["staff_id"] else None, **row)


def update_seen(db: Database, sign_in_id: str, *, at: str) -> None:
    """Note that a sign-in is in use; backwards only where the clock was set back, and never one that has ended."""
    db.execute(
        "UPDATE sign_in SET seen_at = :at, started_at = CASE WHEN started_at > :at THEN :at ELSE started_at END"
        " WHERE sign_in_id = :sign_in_id AND ended_at IS NULL AND (seen_at < :at OR seen_at > :ahead)",
        sign_in_id=sign_in_id,
        at=at,
        ahead=later(at, minutes=AHEAD_MINUTES),
    )


def update_ended(db: Database, sign_in_id: str, *, at: str) -> bool:
    """End one sign-in; the first end stands. False when it runs no more."""
    touched = db.execute(
        "UPDATE sign_in SET ended_at = :at WHERE sign_in_id = :sign_in_id AND ended_at IS NULL",
        sign_in_id=sign_in_id,
        at=at,
    )
    return touched == 1


def update_all_ended(db: Database, owner_id: str, *, at: str, except_id: str) -> None:
    """End every sign-in of an owner but one."""
    db.execute(
        "UPDATE sign_in SET ended_at = :at"
        " WHERE owner_id = :owner_id AND ended_at IS NULL AND sign_in_id <> :except_id",
        owner_id=owner_id,
        at=at,
        except_id=except_id,
    )


def update_own_device(db: Database, sign_in_id: str, *, at: str) -> None:
    """Note that the device belongs to the one who signed in, who said so just now."""
    db.execute(
        "UPDATE sign_in SET is_own_device = 1, seen_at = :at WHERE sign_in_id = :sign_in_id AND ended_at IS NULL",
        sign_in_id=sign_in_id,
        at=at,
    )


def update_present(db: Database, sign_in_id: str, present: str) -> None:
    """Note who is here."""
    db.execute(
        "UPDATE sign_in SET present = :present WHERE sign_in_id = :sign_in_id AND ended_at IS NULL",
        sign_in_id=sign_in_id,
        present=present,
    )


def update_kind_own(db: Database, owner_id: str) -> None:
    """Turn the running sign-ins of somebody who is now kept from passing into own."""
    db.execute(
        "UPDATE sign_in SET kind = 'own' WHERE owner_id = :owner_id AND kind = 'passing' AND ended_at IS NULL",
        owner_id=owner_id,
    )


def update_kind_taking_home(db: Database, circle_id: str) -> None:
    """Turn the running sign-ins of people who did a wheel together into those for taking it home."""
    db.execute(
        "UPDATE sign_in SET kind = 'taking-home'"
        " WHERE owner_id = :circle_id AND kind = 'together' AND ended_at IS NULL",
        circle_id=circle_id,
    )


def delete_old_sign_ins(db: Database, *, before: str, hours_at_most: int) -> int:
    """Remove sign-ins that ended, or must have ended, before a moment; return how many."""
    return db.execute(
        "DELETE FROM sign_in WHERE ended_at < :before OR started_at < :dead",
        before=before,
        dead=later(before, hours=-hours_at_most),
    )


def insert_own_access(db: Database, access: OwnAccess, *, at: str) -> bool:
    """Store a way back that has no device yet; False when the owner has one or the code is somebody's."""
    touched = db.execute(
        "INSERT INTO own_access (owner_id, code_hash, pictures_hash, set_at)"
        " VALUES (:owner_id, :code_hash, :pictures_hash, :at) ON CONFLICT DO NOTHING",
        owner_id=access.owner_id,
        code_hash=access.code_hash,
        pictures_hash=access.pictures_hash,
        at=at,
    )
    return touched == 1


def update_own_access(db: Database, access: OwnAccess, *, at: str) -> bool:
    """Put a new code and pictures in place of the old and close the way back by device; False when nothing is kept."""
    touched = db.execute(
        "UPDATE own_access SET code_hash = :code_hash, pictures_hash = :pictures_hash, set_at = :at,"
        " device_id = NULL, device_pictures_hash = NULL, device_until = NULL, reissued_at = NULL"
        " WHERE owner_id = :owner_id",
        owner_id=access.owner_id,
        code_hash=access.code_hash,
        pictures_hash=access.pictures_hash,
        at=at,
    )
    return touched == 1


def find_own_access(db: Database, owner_id: str) -> OwnAccess | None:
    """Return the way back of an owner, None when nothing is kept."""
    row = db.one(
        "SELECT owner_id, code_hash, pictures_hash FROM own_access WHERE owner_id = :owner_id", owner_id=owner_id
    )
    return OwnAccess(**row) if row else None


def find_by_code(db: Database, code_hash: str) -> OwnAccess | None:
    """Return the way back that a code opens, None for an unknown code."""
    row = db.one(
        "SELECT owner_id, code_hash, pictures_hash FROM own_access WHERE code_hash = :code_hash", code_hash=code_hash
    )
    return OwnAccess(**row) if row else None


def list_by_device(db: Database, device_pictures_hash: str) -> tuple[DeviceWay, ...]:
    """Return the ways back that these pictures belong to on one device, closed ones too, at most two."""
    found = db.rows(
        "SELECT owner_id, device_until FROM own_access WHERE device_pictures_hash = :device_pictures_hash LIMIT 2",
        device_pictures_hash=device_pictures_hash,
    )
    return tuple(DeviceWay(**row) for row in found)


def update_device(db: Database, access: OwnAccess, *, device_id: str, device_pictures_hash: str, until: str) -> bool:
    """Move the way back by pictures alone to this device; False when code or pictures are no longer these."""
    touched = db.execute(
        "UPDATE own_access SET device_id = :device_id, device_pictures_hash = :device_pictures_hash,"
        " device_until = :until"
        " WHERE owner_id = :owner_id AND code_hash = :code_hash AND pictures_hash = :pictures_hash",
        owner_id=access.owner_id,
        code_hash=access.code_hash,
        pictures_hash=access.pictures_hash,
        device_id=device_id,
        device_pictures_hash=device_pictures_hash,
        until=until,
    )
    return touched == 1


def update_device_until(db: Database, owner_id: str, device_id: str, *, until: str, open_after: str) -> bool:
    """Keep the way back by this device open longer; False when it is not here or was closed by `open_after`."""
    touched = db.execute(
        "UPDATE own_access SET device_until = :until WHERE owner_id = :owner_id AND device_id = :device_id"
        " AND device_until > :open_after AND device_until < :until",
        owner_id=owner_id,
        device_id=device_id,
        until=until,
        open_after=open_after,
    )
    return touched == 1


def take_device_way(db: Database, owner_id: str, device_pictures_hash: str, *, at: str, until: str) -> bool:
    """Use an open way back by pictures alone and keep it open; False when it has closed or changed."""
    touched = db.execute(
        "UPDATE own_access SET device_until = :until WHERE owner_id = :owner_id"
        " AND device_pictures_hash = :device_pictures_hash AND device_until > :at",
        owner_id=owner_id,
        device_pictures_hash=device_pictures_hash,
        at=at,
        until=until,
    )
    return touched == 1


def close_device(db: Database, owner_id: str, *, at: str) -> None:
    """Close an owner's way back by pictures alone; whose pictures they are stays known, so that nobody else's open."""
    db.execute(
        "UPDATE own_access SET device_until = :at WHERE owner_id = :owner_id AND device_until > :at",
        owner_id=owner_id,
        at=at,
    )


def is_kept(db: Database, owner_id: str) -> bool:
    """Whether somebody set their pictures, and so is kept."""
    return db.value("SELECT 1 FROM own_access WHERE owner_id = :owner_id", owner_id=owner_id) is not None


def update_reissued(db: Database, owner_id: str, *, at: str | None) -> None:
    """Note when a lost code was given anew with a worker; None once the person has one of their own making."""
    db.execute("UPDATE own_access SET reissued_at = :at WHERE owner_id = :owner_id", owner_id=owner_id, at=at)


def lately_reissued(db: Database, owner_id: str, *, at: str) -> str | None:
    """Return when a lost code was given anew with a worker, for a month after that; None where it was not."""
    return db.value(
        "SELECT reissued_at FROM own_access WHERE owner_id = :owner_id AND reissued_at > :since",
        owner_id=owner_id,
        since=later(at, days=-30),
    )


def erase(db: Database, owner_id: str) -> None:
    """Remove an owner's way back and sign-ins; whoever is signed in is signed out by that."""
    db.execute("DELETE FROM own_access WHERE owner_id = :owner_id", owner_id=owner_id)
    db.execute("DELETE FROM sign_in WHERE owner_id = :owner_id", owner_id=owner_id)


def forget_family(db: Database, family_id: str) -> None:
    """Let no sign-in name anybody of a family that goes; whoever holds the device goes on as one who walked in."""
    db.execute(
        "UPDATE sign_in SET member_id = NULL"
        " WHERE member_id IN (SELECT member_id FROM member WHERE family_id = :family_id)",
        family_id=family_id,
    )


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return what this room holds of one owner, as plain data; hashes are no data of anybody."""
    return {
        "own_access": db.rows(
            "SELECT set_at, reissued_at FROM own_access WHERE owner_id = :owner_id", owner_id=owner_id
        ),
        "sign_ins": db.rows(
            "SELECT kind, is_own_device, present, started_at, seen_at, ended_at FROM sign_in"
            " WHERE owner_id = :owner_id ORDER BY started_at",
            owner_id=owner_id,
        ),
    }
