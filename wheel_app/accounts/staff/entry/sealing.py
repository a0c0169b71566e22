"""What is kept in place of passwords, numbers and codes of staff, so that the store alone opens nothing."""

from __future__ import annotations

import base64
import hmac
import secrets

import pyotp
from argon2.exceptions import InvalidHashError, VerificationError

from wheel_app.accounts.sealing import HASHER, STAND_IN, seal
from wheel_app.accounts.staff.entry.rules import (
    NUMBER_SECONDS,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    SETUP_LENGTH,
    SETUP_LETTERS,
    as_typed,
)


def hash_password(pepper: bytes, staff_id: str, password: str) -> str:
    """Return the slow hash of a password; takes some 20 ms, so never inside a transaction."""
    return HASHER.hash(_password(pepper, staff_id, password))


def password_matches(pepper: bytes, staff_id: str, password: str, password_hash: str | None) -> bool:
    """Whether this is somebody's password; as slow, and always False, where there is no hash to compare with."""
    try:
        HASHER.verify(password_hash or STAND_IN, _password(pepper, staff_id, password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def _password(pepper: bytes, staff_id: str, password: str) -> str:
    return seal(pepper, "staff-password", staff_id, as_typed(password))


def factor_secret(pepper: bytes, factor_id: str) -> str:
    """Return the secret that an app makes numbers from, which is kept nowhere: it follows from the key and the id."""
    digest = hmac.new(pepper, b"staff-factor\0" + factor_id.encode(), "sha256").digest()
    return base64.b32encode(digest[:20]).decode()


def factor_address(pepper: bytes, factor_id: str, email: str, *, place: str) -> str:
    """Return what an app reads from the QR picture."""
    return pyotp.TOTP(factor_secret(pepper, factor_id)).provisioning_uri(name=email, issuer_name=place)


def step_of_number(pepper: bytes, factor_id: str, number: str, around: int) -> int | None:
    """Return to which half minute a number belongs: this one, the one before or after; None for any other number."""
    app = pyotp.TOTP(factor_secret(pepper, factor_id))
    fits = [
        step
        for step in (around - 1, around, around + 1)
        if hmac.compare_digest(app.at(step * NUMBER_SECONDS).encode(), number.encode())
    ]
    return fits[-1] if fits else None


def recovery_codes(pepper: bytes, staff_id: str, save_id: str) -> list[str]:
    """Return the codes that belong to one press of the button: the same press has the same codes."""
    made = (int(seal(pepper, "recovery", staff_id, save_id, str(place)), 16) for place in range(RECOVERY_CODES))
    return [f"{number % 10**RECOVERY_LENGTH:0{RECOVERY_LENGTH}d}" for number in made]


def seal_recovery(pepper: bytes, staff_id: str, code: str) -> str:
    """Return what a recovery code is stored and found as."""
    return seal(pepper, "recovery-code", staff_id, code)


def new_setup_code() -> str:
    """Return a code of 59 random bits."""
    return "".join(secrets.choice(SETUP_LETTERS) for _ in range(SETUP_LENGTH))


def seal_setup(pepper: bytes, code: str) -> str:
    """Return what a set-up code is stored and found as."""
    return seal(pepper, "setup-code", code)


def mark_of(pepper: bytes, purpose: str, staff_id: str, kept: str | None) -> str:
    """Return what binds a step to what is kept just now: with another password or code it leads nowhere."""
    return seal(pepper, f"step-{purpose}", staff_id, kept or "")
