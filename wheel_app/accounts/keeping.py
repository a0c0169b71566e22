"""Setting and changing a person's own way back: the code and the four pictures."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from wheel_app.accounts import queries, rules, sealing
from wheel_app.accounts.pictures import NAMES
from wheel_app.accounts.queries import OwnAccess
from wheel_app.storage import Database, NotUnique, later

MOST_ATTEMPTS = 20


class AlreadyKept(Exception):
    """This person has a code from another save; it stands."""


class NotKept(Exception):
    """This person has no code that could be changed."""


class NoFreeCode(Exception):
    """Every code that was tried is somebody's."""


def keep(
    db: Database,
    owner_id: str,
    pictures: Sequence[str],
    *,
    device_id: str | None,
    at: str,
    pepper: bytes,
    save_id: str | None = None,
    first: Callable[[], None] | None = None,
    also: Callable[[], None] | None = None,
) -> str:
    """Keep a person under four pictures and return their code, to be shown once.

    `first` and `also` run in the same transaction, before it and after.

    The same `save_id` sent again gets the same code, so that a finish pressed twice shows a slip that works; the
    pictures sent last stand. Another save is refused with AlreadyKept. Raises BadPictures. With a `device_id`
    the pictures alone open it on that device for 30 minutes.
    """
    chosen = rules.check_pictures(pictures, NAMES)
    pictures_hash = sealing.hash_pictures(pepper, owner_id, chosen)
    codes = _codes(pepper, owner_id, "keep", save_id)
    with db.transaction():
        if first is not None:
            first()
        code, access = _insert(db, codes, owner_id, pictures_hash, pepper=pepper, at=at)
        if device_id is not None:
            until = later(at, minutes=rules.DEVICE_MINUTES)
            set_device(db, access, device_id, chosen, pepper=pepper, until=until)
        queries.update_kind_own(db, owner_id)
        if also is not None:
            also()
    return code


def new_code(
    db: Database,
    owner_id: str,
    pictures: Sequence[str] | None,
    *,
    sign_in_id: str | None,
    at: str,
    pepper: bytes,
    save_id: str | None = None,
    also: Callable[[], None] | None = None,
) -> str:
    """Put a new code in place of one that somebody else may know, and return it, to be shown once.

    Every sign-in of the owner but `sign_in_id` ends and the way back by pictures alone closes at once. No pictures:
    the old ones stay. `also` runs in the same transaction. The same `save_id` sent again gets the same code. Raises
    BadPictures, and NotKept when there is no code to change.
    """
    kept = queries.find_own_access(db, owner_id)
    if kept is None:
        raise NotKept
    pictures_hash = kept.pictures_hash
    if pictures is not None:
        pictures_hash = sealing.hash_pictures(pepper, owner_id, rules.check_pictures(pictures, NAMES))
    codes = _codes(pepper, owner_id, "new", save_id)
    with db.transaction():
        code = _replace(db, codes, owner_id, pictures_hash, pepper=pepper, at=at)
        queries.update_all_ended(db, owner_id, at=at, except_id=sign_in_id or "")
        if also is not None:
            also()
    return code


def set_device(
    db: Database, access: OwnAccess, device_id: str, chosen: Sequence[str], *, pepper: bytes, until: str
) -> bool:
    """Let these pictures alone open the way back on one device until a moment; False when it was changed meanwhile."""
    device_pictures_hash = sealing.seal_device_pictures(pepper, device_id, chosen)
    return queries.update_device(
        db, access, device_id=device_id, device_pictures_hash=device_pictures_hash, until=until
    )


def touch_device(db: Database, owner_id: str, device_id: str, at: str) -> None:
    """Keep, or open again, the way back by pictures alone for 30 minutes from now, on the device where they were given.

    Pages call it when a draft is begun; while a sign-in there is in use it stays open by itself.
    """
    with db.transaction():
        until = later(at, minutes=rules.DEVICE_MINUTES)
        queries.update_device_until(db, owner_id, device_id, until=until, open_after="")


def close_device(db: Database, owner_id: str, at: str) -> None:
    """Close the way back by pictures alone: the draft is finished or the visit is over."""
    with db.transaction():
        queries.close_device(db, owner_id, at=at)


def _codes(pepper: bytes, owner_id: str, purpose: str, save_id: str | None) -> list[str]:
    save_id = save_id or secrets.token_hex(32)
    return [sealing.make_code(pepper, owner_id, purpose, save_id, attempt) for attempt in range(MOST_ATTEMPTS)]


def _insert(
    db: Database, codes: Sequence[str], owner_id: str, pictures_hash: str, *, pepper: bytes, at: str
) -> tuple[str, OwnAccess]:
    for code in codes:
        access = OwnAccess(owner_id, sealing.seal_code(pepper, code), pictures_hash)
        if queries.insert_own_access(db, access, at=at):
            return code, access
        standing = queries.find_own_access(db, owner_id)
        if standing is not None:
            code = _same_code(codes, standing, pepper)
            access = replace(standing, pictures_hash=pictures_hash)
            queries.update_own_access(db, access, at=at)
            return code, access
    raise NoFreeCode


def _same_code(codes: Sequence[str], standing: OwnAccess, pepper: bytes) -> str:
    for code in codes:
        if sealing.seal_code(pepper, code) == standing.code_hash:
            return code
    raise AlreadyKept


def _replace(db: Database, codes: Sequence[str], owner_id: str, pictures_hash: str, *, pepper: bytes, at: str) -> str:
    for code in codes:
        access = OwnAccess(owner_id, sealing.seal_code(pepper, code), pictures_hash)
        with contextlib.suppress(NotUnique), db.transaction():
            if not queries.update_own_access(db, access, at=at):
                raise NotKept
            return code
    raise NoFreeCode
