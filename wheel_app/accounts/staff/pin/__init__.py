"""The six digits by which a member of staff takes back a device that they handed over."""

from __future__ import annotations

from collections.abc import Callable

from argon2.exceptions import InvalidHashError, VerificationError

from wheel_app.accounts.sealing import HASHER, STAND_IN, seal
from wheel_app.accounts.staff.pin.queries import find_pin_hash, update_pin_hash
from wheel_app.accounts.staff.pin.rules import PIN_LENGTH, BadPin, read_new_pin, read_pin
from wheel_app.storage import Database

__all__ = ["PIN_LENGTH", "BadPin", "has_pin", "pin_matches", "read_new_pin", "read_pin", "set_pin"]


def set_pin(
    db: Database, staff_id: str, pin_text: str, *, pepper: bytes, also: Callable[[], None] = lambda: None
) -> None:
    """Give somebody a PIN in place of any other; BadPin for a text that is none or is guessed at once.

    `also` runs in the same transaction. Takes some 20 ms: call it outside a transaction.
    """
    pin_hash = HASHER.hash(_sealed(pepper, staff_id, read_new_pin(pin_text)))
    with db.transaction():
        update_pin_hash(db, staff_id, pin_hash)
        also()


def has_pin(db: Database, staff_id: str) -> bool:
    """Whether somebody can take a device back by a PIN."""
    return find_pin_hash(db, staff_id) is not None


def pin_matches(db: Database, staff_id: str, pin: str, *, pepper: bytes) -> bool:
    """Whether these six digits are somebody's PIN. Counts nothing: whoever asks has counted the try.

    Takes some 20 ms, also where there is none: call it outside a transaction.
    """
    pin_hash = find_pin_hash(db, staff_id)
    try:
        HASHER.verify(pin_hash or STAND_IN, _sealed(pepper, staff_id, pin))
    except (VerificationError, InvalidHashError):
        return False
    return pin_hash is not None


def _sealed(pepper: bytes, staff_id: str, pin: str) -> str:
    # A million numbers are soon tried through; with the pepper inside, only this server can try.
    return seal(pepper, "hand-back-pin", staff_id, pin)
