"""A process of its own that guesses with many threads at once: asked for a way on a line, it prints what came of it."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests import staffing
from tests.accounts.builders import (
    AT,
    DEVICE,
    OTHER_FOUR,
    PEPPER,
    come_back,
    come_back_here,
    reason,
    verifications,
)
from wheel_app.accounts import Refused, knows_pictures, recognise
from wheel_app.accounts.hand_over.actions import NobodyWaits, take_back
from wheel_app.accounts.hub.actions import Registered, register_device
from wheel_app.accounts.staff.entry import Step, check_factor, check_password, confirm_password, open_setup
from wheel_app.accounts.staff.entry.queries import find_keys
from wheel_app.accounts.staff.entry.sealing import mark_of
from wheel_app.people.joining.inviting import open_invitation
from wheel_app.storage import Database, connect

THREADS = 8
CODE, WRONG = "4821773095", "wrong, wrong, wrong"
# What only a try asks that is judged, where nothing is hashed.
JUDGED = "FROM invitation WHERE token_hash"
UNKNOWN, WAIT = Refused("unknown"), Refused("wait", 1)


def guess_password(db: Database, email: str, address: str | None, known: str | None = None) -> object:
    """A wrong password of the staff."""
    return check_password(db, email, WRONG, address=address, at=AT, pepper=PEPPER, known=known)


def guess_factor(db: Database, text: str) -> object:
    """A wrong number, or a wrong recovery code, of whoever is the first of the staff, after their right password."""
    keys = find_keys(db, staff_of(db))
    assert keys
    step = Step(staff_of(db), mark_of(staffing.PEPPER, "factor", staff_of(db), keys.password_hash), AT)
    return check_factor(
        db, step, text, device_token=DEVICE, machine="other", address=None, at=AT, pepper=staffing.PEPPER
    )


def guess_setup(db: Database, device_id: str, address: str | None) -> object:
    """A wrong set-up code."""
    return open_setup(db, "2222 2222 2222", device_id=device_id, address=address, at=AT, pepper=PEPPER)


def guess_again(db: Database) -> object:
    """A wrong password of somebody who is signed in."""
    refused = confirm_password(db, staff_of(db), WRONG, at=AT, pepper=PEPPER)
    assert refused
    return refused


def guess_pin(db: Database) -> object:
    """A wrong PIN on the one device that was handed over; once nobody waits for it, there is nothing to guess at."""
    outcome = take_back(db, DEVICE, "590218", at=AT, pepper=PEPPER)
    return WAIT if isinstance(outcome, NobodyWaits) else UNKNOWN


def guess_lost_slip(db: Database, device: str) -> object:
    """Wrong pictures of the one person with a way in, on a device that was handed over to find them."""
    owner_id = str(db.value("SELECT min(owner_id) FROM own_access"))
    known = knows_pictures(db, owner_id, OTHER_FOUR, device_token=device, address=None, at=AT, pepper=PEPPER)
    return known if isinstance(known, Refused) else UNKNOWN


def guess_invitation(db: Database, token: str, address: str | None) -> object:
    """A wrong number of an invitation."""
    return open_invitation(db, token, "0000", address=address, at=AT, pepper=PEPPER)


def guess_device_code(db: Database, name: str, address: str) -> object:
    """A wrong code to register a device."""
    outcome = register_device(db, "00000000", save_id=name, address=address, at=AT, pepper=PEPPER)
    assert not isinstance(outcome, Registered)
    return WAIT if outcome.minutes else UNKNOWN


def staff_of(db: Database) -> str:
    """The first of the staff."""
    return str(db.value("SELECT min(staff_id) FROM staff"))


def code_for(name: str) -> str:
    """Another code for each name."""
    return f"{int.from_bytes(name.encode(), 'big') % 10**10:010d}"


def numbered(name: str, most: int) -> int:
    """The number at the end of a name, as one of so many."""
    return int(name.rpartition("-")[2]) % most


# Each way meets one counter, the last none: whatever else is counted differs from try to try.
WAYS: dict[str, Callable[[Database, str], object]] = {
    "code": lambda db, name: come_back(db, CODE, OTHER_FOUR, device=name, address=None),
    "device": lambda db, name: come_back(db, code_for(name), OTHER_FOUR, address=None),
    "address": lambda db, name: come_back(db, code_for(name), OTHER_FOUR, device=name, address="192.0.2.1"),
    "here": lambda db, _: come_back_here(db, OTHER_FOUR, address=None),
    "turn": lambda db, name: recognise(
        db, "1111111111", OTHER_FOUR, device_token=name, address=None, at=AT, pepper=PEPPER
    ),
    "lost-slip": guess_lost_slip,
    "invitation": lambda db, _: guess_invitation(db, "000000000000", None),
    "invitation-address": lambda db, name: guess_invitation(db, code_for(name), "192.0.2.2"),
    "staff": lambda db, _: guess_password(db, "jo@example.org", None),
    "staff-known": lambda db, _: guess_password(db, "jo@example.org", "192.0.2.3", known="a browser of theirs"),
    "staff-address": lambda db, name: guess_password(db, f"{name}@example.org", "192.0.2.4"),
    "staff-again": lambda db, _: guess_again(db),
    "factor": lambda db, name: guess_factor(db, "000000" if numbered(name, 2) else "000000000000"),
    "pin": lambda db, _: guess_pin(db),
    "set-up": lambda db, _: guess_setup(db, DEVICE, None),
    "set-up-address": lambda db, name: guess_setup(db, name, "192.0.2.5"),
    "register-address": lambda db, name: guess_device_code(db, name, "192.0.2.6"),
    "register": lambda db, name: guess_device_code(db, name, f"198.51.{os.getpid() % 250}.{numbered(name, 250)}"),
    "free": lambda db, name: come_back(db, code_for(name), OTHER_FOUR, device=name, address=None),
}


def guess(db: Database, way: str, tries: int) -> dict[str, int]:
    """Try what is wrong from many threads at once; count the answers, and what was verified or looked up to judge."""
    ready, judged = Barrier(THREADS), []
    db.observe(lambda statement: judged.append(statement) if JUDGED in statement else None)

    def one_thread(numbers: range) -> list[str]:
        ready.wait()
        return [reason(WAYS[way](db, f"{os.getpid()}-{number}")) for number in numbers]

    shares = [range(first, tries, THREADS) for first in range(THREADS)]
    with verifications() as hashed, ThreadPoolExecutor(THREADS) as threads:
        answers = Counter(answer for found in threads.map(one_thread, shares) for answer in found)
    db.observe(None)
    found = {name: answers[name] for name in ("unknown", "wait", "in")}
    return {**found, "judged": len(hashed) + len(judged)}


if __name__ == "__main__":
    store = connect(sys.argv[1])
    for line in sys.stdin:
        wanted, number = line.split()
        sys.stdout.write(json.dumps(guess(store, wanted, int(number))) + "\n")
        sys.stdout.flush()
    store.close()
