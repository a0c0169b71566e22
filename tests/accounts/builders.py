"""Made-up people and visits for the tests of this room, and ways to watch what coming in costs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from wheel_app import accounts
from wheel_app.accounts import CameBack, Refused, SignIn
from wheel_app.people import insert_person
from wheel_app.storage import Database, later, new_id

AT = "2026-11-20T10:00:00.000000Z"
PEPPER = b"a pepper for tests, long enough!"
FOUR = ("boat", "sun", "key", "tree")
OTHER_FOUR = ("cat", "cup", "moon", "fish")
DEVICE = "device-token-of-the-hub-tablet-1"
OTHER_DEVICE = "device-token-of-another-tablet-2"
ADDRESS = "192.0.2.7"


def make_person(db: Database, *, at: str = AT) -> str:
    """A nameless person, who is not kept yet."""
    owner_id = new_id()
    with db.transaction():
        insert_person(db, owner_id, at=at, keep_until=later(at, days=1))
    return owner_id


def make_kept(db: Database, pictures: tuple[str, ...] = FOUR, *, device: str = DEVICE, at: str = AT) -> tuple[str, str]:
    """A kept person and their code."""
    owner_id = make_person(db, at=at)
    return owner_id, keep(db, owner_id, pictures, device=device, at=at)


def keep(
    db: Database,
    owner_id: str,
    pictures: tuple[str, ...] = FOUR,
    *,
    device: str | None = DEVICE,
    at: str = AT,
    **values: Any,
) -> str:
    device_id = accounts.name_of(device) if device else None
    return accounts.keep(db, owner_id, pictures, device_id=device_id, at=at, pepper=PEPPER, **values)


def come_back(
    db: Database,
    code: str,
    pictures: tuple[str, ...] = FOUR,
    *,
    device: str = DEVICE,
    address: str | None = ADDRESS,
    at: str = AT,
) -> CameBack | Refused:
    return accounts.come_back(db, code, pictures, device_token=device, address=address, at=at, pepper=PEPPER)


def come_back_here(
    db: Database,
    pictures: tuple[str, ...] = FOUR,
    *,
    device: str = DEVICE,
    address: str | None = ADDRESS,
    at: str = AT,
) -> CameBack | Refused:
    return accounts.come_back_here(db, pictures, device_token=device, address=address, at=at, pepper=PEPPER)


def reason(outcome: object) -> str:
    """'in', 'unknown' or 'wait'."""
    return outcome.reason if isinstance(outcome, Refused) else "in"


def begin(db: Database, owner_id: str | None = None, *, present: str = "alone", at: str = AT) -> tuple[SignIn, str]:
    return accounts.begin_passing(db, owner_id=owner_id, device_token=DEVICE, present=present, at=at)


def load(db: Database, token: str, *, at: str = AT) -> SignIn | None:
    return accounts.load_sign_in(db, token, at=at, limits=accounts.Limits())


def erase(db: Database, owner_id: str) -> None:
    with db.transaction():
        accounts.erase(db, owner_id)


def wrong_code(code: str) -> str:
    """Another code of ten digits."""
    return f"{(int(code) + 1) % 10**10:010d}"


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """Every statement that the store is asked meanwhile."""
    seen: list[str] = []
    db.observe(seen.append)
    try:
        yield seen
    finally:
        db.observe(None)


@contextmanager
def verifications(meanwhile: Callable[[], object] = lambda: None) -> Iterator[list[str]]:
    """One entry for each time that argon2 verifies something; `meanwhile` runs at the moment of the first one."""
    with argon2_calls("verify_secret", meanwhile=meanwhile) as seen:
        yield seen


@contextmanager
def argon2_calls(*names: str, meanwhile: Callable[[], object] = lambda: None) -> Iterator[list[str]]:
    """The names of these functions of the real library as they are called, in this thread and in those begun meanwhile.

    Python's own profiler tells of them, so nothing is put in their place.
    """
    seen: list[str] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_name in names and "argon2" in code.co_filename:
            seen.append(code.co_name)
            if len(seen) == 1:
                meanwhile()

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
