"""Coming back with code and pictures, or on the same device with the pictures alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wheel_app.accounts import queries, rules, sealing, throttle
from wheel_app.accounts.actions import begin_for_family, new_sign_in
from wheel_app.accounts.keeping import set_device
from wheel_app.accounts.pictures import NAMES
from wheel_app.accounts.queries import OwnAccess
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.storage import Database, later


@dataclass(frozen=True)
class CameBack:
    """Somebody is back: who, and the sign-in that was begun for them."""

    owner_id: str
    sign_in: SignIn
    token: str


@dataclass(frozen=True)
class Refused:
    """Nobody came in. `reason` is 'unknown', or 'wait' with the minutes until the next try counts."""

    reason: str
    minutes: int = 0


UNKNOWN = Refused("unknown")


def come_back(
    db: Database,
    code_text: str,
    pictures: Sequence[str],
    *,
    device_token: str,
    address: str | None,
    at: str,
    pepper: bytes,
    present: str = "alone",
) -> CameBack | Refused:
    """Let somebody in by code and pictures. Raises BadCode or BadPictures, uncounted, where these cannot be any.

    `address` is where the request comes from; None for a device that the place vouches for.
    An unknown code takes the statements, the hashing and the answer that wrong pictures take.
    """
    code_hash = sealing.seal_code(pepper, rules.read_code(code_text))
    chosen = rules.check_pictures(pictures, NAMES)
    sign_in = new_sign_in("own", None, device_token=device_token, present=present, at=at)
    proved = _prove(db, code_hash, chosen, device_id=sign_in.device_id, address=address, at=at, pepper=pepper)
    if isinstance(proved, Refused):
        return proved
    found, counters = proved
    with db.transaction():
        # The code may have been changed while the pictures were looked at. The draft's way back by pictures
        # alone stays closed until there is a draft.
        if not set_device(db, found, sign_in.device_id, chosen, pepper=pepper, until=at):
            return UNKNOWN
        return _let_in(db, sign_in, found.owner_id, counters, at=at)


def recognise(
    db: Database,
    code_text: str,
    pictures: Sequence[str],
    *,
    device_token: str,
    address: str | None,
    at: str,
    pepper: bytes,
) -> str | Refused:
    """Return who somebody is by code and pictures, counted and refused as in come_back, without letting them in."""
    code_hash = sealing.seal_code(pepper, rules.read_code(code_text))
    chosen, device_id = rules.check_pictures(pictures, NAMES), sealing.name_of(device_token)
    proved = _prove(db, code_hash, chosen, device_id=device_id, address=address, at=at, pepper=pepper)
    if isinstance(proved, Refused):
        return proved
    found, counters = proved
    with db.transaction():
        throttle.forgive(db, counters, at=at)
    return found.owner_id


def knows_pictures(
    db: Database,
    owner_id: str,
    pictures: Sequence[str],
    *,
    device_token: str,
    address: str | None,
    at: str,
    pepper: bytes,
) -> bool | Refused:
    """Whether these are the pictures of somebody whose code is lost; counted as a try with their code. BadPictures."""
    chosen, device_id = rules.check_pictures(pictures, NAMES), sealing.name_of(device_token)
    access = queries.find_own_access(db, owner_id)
    if access is None:
        return False
    proved = _prove(db, access.code_hash, chosen, device_id=device_id, address=address, at=at, pepper=pepper)
    if isinstance(proved, Refused):
        return proved if proved.reason == "wait" else False
    with db.transaction():
        throttle.forgive(db, proved[1], at=at)
    return True


def _prove(
    db: Database,
    code_hash: str,
    chosen: Sequence[str],
    *,
    device_id: str,
    address: str | None,
    at: str,
    pepper: bytes,
) -> tuple[OwnAccess, Sequence[throttle.Counter]] | Refused:
    """Return the way back that code and pictures open, and what was counted; all else is counted and refused."""
    counters = throttle.counters_of_code(code_hash, device_id, seal_address(address, pepper))
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return Refused("wait", wait)
    found = queries.find_by_code(db, code_hash)
    owner_id, pictures_hash = (found.owner_id, found.pictures_hash) if found else ("", None)
    if not sealing.pictures_match(pepper, owner_id, chosen, pictures_hash) or found is None:
        return UNKNOWN
    return found, counters


def come_back_here(
    db: Database,
    pictures: Sequence[str],
    *,
    device_token: str,
    address: str | None,
    at: str,
    pepper: bytes,
    present: str = "alone",
) -> CameBack | Refused:
    """Let somebody in by the pictures alone, on the device where they gave them no more than 30 minutes ago.

    Where the pictures are those of two people on this device, neither is let in: one would see the other's answers.
    Raises BadPictures.
    """
    chosen = rules.check_pictures(pictures, NAMES)
    sign_in = new_sign_in("own", None, device_token=device_token, present=present, at=at)
    device_pictures_hash = sealing.seal_device_pictures(pepper, sign_in.device_id, chosen)
    counters = throttle.counters_of_device(sign_in.device_id, seal_address(address, pepper))
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return Refused("wait", wait)
    until = later(at, minutes=rules.DEVICE_MINUTES)
    with db.transaction():
        ways = queries.list_by_device(db, device_pictures_hash)
        owner_id = ways[0].owner_id if len(ways) == 1 else ""
        if not queries.take_device_way(db, owner_id, device_pictures_hash, at=at, until=until):
            return UNKNOWN
        return _let_in(db, sign_in, owner_id, counters, at=at)


def _let_in(db: Database, sign_in: SignIn, owner_id: str, counters: Sequence[throttle.Counter], *, at: str) -> CameBack:
    throttle.forgive(db, counters, at=at)
    begun = begin_for_family(db, replace(sign_in, owner_id=owner_id))
    return CameBack(owner_id, begun, begun.token)


def seal_address(address: str | None, pepper: bytes) -> str | None:
    """Return what an address is counted under, None for a device that the place vouches for."""
    return None if address is None else sealing.seal(pepper, "address", throttle.address_of(address))
