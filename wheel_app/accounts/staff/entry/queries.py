"""All SQL of how staff sign in: passwords, second factors, recovery and set-up codes, and their running sign-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wheel_app.accounts.staff.entry.rules import RECOVERY_CODES
from wheel_app.accounts.staff.queries import STAFF_COLUMNS, Staff, staff_of
from wheel_app.storage import Database

COLUMNS = (
    "staff_id, organisation_id, email, full_name, title, role, is_active,"
    " password_hash, factor_id, setup_hash, setup_until"
)
SLOTS = ", ".join(f"(:staff_id, :hash_{place})" for place in range(RECOVERY_CODES))


@dataclass(frozen=True)
class Keys:
    """Somebody of the staff with what is kept to know them by."""

    staff: Staff
    password_hash: str | None
    factor_id: str | None
    setup_hash: str | None
    setup_until: str | None

    @property
    def is_ready(self) -> bool:
        """Whether they are active and have set up all that signing in asks for."""
        is_set_up = self.setup_hash is None and None not in (self.password_hash, self.factor_id)
        return self.staff.is_active and is_set_up


def find_by_email(db: Database, email: str) -> Keys | None:
    """Return whose folded address this is."""
    return _keys(db.one(f"SELECT {COLUMNS} FROM staff WHERE email = :email", email=email))


def find_keys(db: Database, staff_id: str) -> Keys | None:
    """Return what is kept of somebody."""
    return _keys(db.one(f"SELECT {COLUMNS} FROM staff WHERE staff_id = :staff_id", staff_id=staff_id))


def find_by_setup(db: Database, setup_hash: str) -> Keys | None:
    """Return for whom a set-up code was made, run out or not."""
    return _keys(db.one(f"SELECT {COLUMNS} FROM staff WHERE setup_hash = :setup_hash", setup_hash=setup_hash))


def _keys(row: dict[str, Any] | None) -> Keys | None:
    if row is None:
        return None
    staff = staff_of({name: row.pop(name) for name in STAFF_COLUMNS})
    return Keys(staff, **row)


def update_password(db: Database, staff_id: str, password_hash: str, *, at: str) -> None:
    """Put a password in place of the old one."""
    db.execute(
        "UPDATE staff SET password_hash = :password_hash, password_set_at = :at WHERE staff_id = :staff_id",
        password_hash=password_hash,
        at=at,
        staff_id=staff_id,
    )


def update_to_set_up(db: Database, staff_id: str, *, setup_hash: str | None, until: str | None, at: str) -> None:
    """Take away every way in but a set-up code, if there is one; what somebody had is gone."""
    db.execute(
        "UPDATE staff SET setup_hash = :setup_hash, setup_until = :until, password_hash = NULL, password_set_at = NULL,"
        " factor_id = NULL, factor_step = NULL, pin_hash = NULL WHERE staff_id = :staff_id",
        setup_hash=setup_hash,
        until=until,
        staff_id=staff_id,
    )
    update_recovery_used(db, staff_id, at=at)


def update_setting_up(
    db: Database, staff_id: str, setup_hash: str, *, password_hash: str, factor_id: str, at: str
) -> bool:
    """Keep what was chosen while a set-up code is used; False when it was replaced or has run out."""
    touched = db.execute(
        "UPDATE staff SET password_hash = :password_hash, password_set_at = :at, factor_id = :factor_id,"
        " factor_step = NULL WHERE staff_id = :staff_id AND setup_hash = :setup_hash AND setup_until > :at"
        " AND is_active = 1",
        password_hash=password_hash,
        at=at,
        factor_id=factor_id,
        staff_id=staff_id,
        setup_hash=setup_hash,
    )
    return touched == 1


def update_set_up(db: Database, staff_id: str, setup_hash: str, *, at: str) -> bool:
    """Spend a set-up code; False when it was spent or replaced, or has run out."""
    touched = db.execute(
        "UPDATE staff SET setup_hash = NULL, setup_until = NULL"
        " WHERE staff_id = :staff_id AND setup_hash = :setup_hash AND setup_until > :at AND is_active = 1",
        staff_id=staff_id,
        setup_hash=setup_hash,
        at=at,
    )
    return touched == 1


def take_factor_step(db: Database, staff_id: str, factor_id: str, step: int) -> bool:
    """Use the number of a half minute; False when it, or a later one, was used before."""
    touched = db.execute(
        "UPDATE staff SET factor_step = :step WHERE staff_id = :staff_id AND factor_id = :factor_id"
        " AND (factor_step IS NULL OR factor_step < :step)",
        step=step,
        staff_id=staff_id,
        factor_id=factor_id,
    )
    return touched == 1


def take_recovery(db: Database, staff_id: str, code_hash: str, *, at: str) -> bool:
    """Use a recovery code; False when it is none, or was used."""
    touched = db.execute(
        "UPDATE recovery_code SET used_at = :at"
        " WHERE staff_id = :staff_id AND code_hash = :code_hash AND used_at IS NULL",
        at=at,
        staff_id=staff_id,
        code_hash=code_hash,
    )
    return touched == 1


def insert_recovery(db: Database, staff_id: str, hashes: Sequence[str]) -> None:
    """Store a set of recovery codes."""
    db.execute(
        f"INSERT INTO recovery_code (staff_id, code_hash) VALUES {SLOTS}",
        staff_id=staff_id,
        **{f"hash_{place}": code_hash for place, code_hash in enumerate(hashes)},
    )


def update_recovery_used(db: Database, staff_id: str, *, at: str) -> None:
    """Let no recovery code of somebody work any more."""
    db.execute(
        "UPDATE recovery_code SET used_at = :at WHERE staff_id = :staff_id AND used_at IS NULL",
        at=at,
        staff_id=staff_id,
    )


def list_recovery(db: Database, staff_id: str) -> dict[str, bool]:
    """Return every recovery code that somebody was ever given (its hash), and whether it still works."""
    found = db.rows("SELECT code_hash, used_at FROM recovery_code WHERE staff_id = :staff_id", staff_id=staff_id)
    return {row["code_hash"]: row["used_at"] is None for row in found}


def count_recovery(db: Database, staff_id: str) -> int:
    """Return how many recovery codes somebody has left."""
    return db.value(
        "SELECT count(*) FROM recovery_code WHERE staff_id = :staff_id AND used_at IS NULL", staff_id=staff_id
    )
