"""What is kept in place of codes, pictures, tokens and addresses, so that the store alone opens nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wheel_app.accounts.rules import CODE_LENGTH

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# The hash of something random that nobody kept, made with the parameters of HASHER (a test holds them equal):
# it is verified where there is no such code, so that an unknown code costs what wrong pictures cost.
STAND_IN = "$argon2id$v=19$m=19456,t=2,p=1$E0Oyw2gJEqPRj/JGHw5uDA$+iWjbYwT/XPPkHrUY3t6buoNizzNUXvreGXL3RP02SE"


def new_token() -> str:
    """Return a secret of 256 bits that a cookie can carry."""
    return secrets.token_urlsafe(32)


def token_after(pepper: bytes, token: str, save_id: str) -> str:
    """Return the token that takes the place of another by this save: the same save has the same one."""
    return seal(pepper, "token-after", token, save_id)


def registered_name(pepper: bytes, code: str, save_id: str) -> str:
    """Return the name (43 characters) that a press with a one-time code gives a device: the same press, the same."""
    sealed = hmac.new(
        pepper, f"device-name\0{code}\0{save_id or new_token()}".encode("utf-8", "replace"), hashlib.sha256
    )
    return base64.urlsafe_b64encode(sealed.digest()).decode().rstrip("=")


def name_of(token: str) -> str:
    """Return what is stored in place of a sign-in's or a device's token."""
    # A broken cookie may hold half a character; it must be unknown, not an error.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def seal(pepper: bytes, purpose: str, *parts: str) -> str:
    """Return the keyed hash of these parts for one purpose."""
    return hmac.new(pepper, "\0".join((purpose, *parts)).encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def make_code(pepper: bytes, owner_id: str, purpose: str, save_id: str, attempt: int) -> str:
    """Return the ten digits that belong to one save of one person: the same save has the same code."""
    number = int(seal(pepper, "make-code", owner_id, purpose, save_id, str(attempt)), 16)
    return f"{number % 10**CODE_LENGTH:0{CODE_LENGTH}d}"


def seal_code(pepper: bytes, code: str) -> str:
    """Return what a code is stored and found as."""
    return seal(pepper, "code", code)


def seal_device_pictures(pepper: bytes, device_id: str, names: Sequence[str]) -> str:
    """Return what pictures in order are found as on one device."""
    return seal(pepper, "device-pictures", device_id, *names)


def hash_pictures(pepper: bytes, owner_id: str, names: Sequence[str]) -> str:
    """Return the slow hash of pictures in order; takes some 20 ms, so never inside a transaction."""
    return HASHER.hash(_pictures(pepper, owner_id, names))


def pictures_match(pepper: bytes, owner_id: str, names: Sequence[str], pictures_hash: str | None) -> bool:
    """Whether these are somebody's pictures; as slow, and always False, where there is no hash to compare with."""
    try:
        HASHER.verify(pictures_hash or STAND_IN, _pictures(pepper, owner_id, names))
    except (VerificationError, InvalidHashError):
        return False
    return pictures_hash is not None


def _pictures(pepper: bytes, owner_id: str, names: Sequence[str]) -> str:
    # Four of 24 pictures are soon tried through; with the pepper inside, only this server can try.
    return seal(pepper, "pictures", owner_id, *names)
