"""A process of its own that guesses at pictures with many threads at once and prints what came of it as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.accounts.builders import (
    ADDRESS,
    AT,
    OTHER_FOUR,
    PEPPER,
    come_back,
    come_back_here,
    reason,
    verifications,
)
from wheel_app.accounts import CameBack, Refused
from wheel_app.accounts.staff.entry import Step, check_password
from wheel_app.storage import Database, connect

THREADS = 8
CODE = "4821773095"

# Each way meets one counter, the last none: whatever else is counted differs from try to try.
WAYS: dict[str, Callable[[Database, str], CameBack | Step | Refused]] = {
    "code": lambda db, name: come_back(db, CODE, OTHER_FOUR, device=name, address=None),
    "device": lambda db, name: come_back(db, code_for(name), OTHER_FOUR, address=None),
    "address": lambda db, name: come_back(db, code_for(name), OTHER_FOUR, device=name, address=ADDRESS),
    "here": lambda db, _: come_back_here(db, OTHER_FOUR, address=None),
    "staff": lambda db, _: guess_password(db, "jo@example.org", None),
    "staff-address": lambda db, name: guess_password(db, f"{name}@example.org", ADDRESS),
    "free": lambda db, name: come_back(db, code_for(name), OTHER_FOUR, device=name, address=None),
}


def guess_password(db: Database, email: str, address: str | None) -> Step | Refused:
    """A wrong password of the staff."""
    return check_password(db, email, "wrong, wrong, wrong", address=address, at=AT, pepper=PEPPER)


def code_for(name: str) -> str:
    """Another code for each name."""
    return f"{int.from_bytes(name.encode(), 'big') % 10**10:010d}"


def guess(url: str, way: str, tries: int) -> dict[str, int]:
    """Try with wrong pictures from many threads at once; count the answers and the hashes verified."""
    db = connect(url)
    ready = Barrier(THREADS)

    def one_thread(numbers: range) -> list[str]:
        ready.wait()
        return [reason(WAYS[way](db, f"{os.getpid()}-{number}")) for number in numbers]

    shares = [range(first, tries, THREADS) for first in range(THREADS)]
    with verifications() as hashed, ThreadPoolExecutor(THREADS) as threads:
        answers = Counter(answer for found in threads.map(one_thread, shares) for answer in found)
    db.close()
    return {"unknown": answers["unknown"], "wait": answers["wait"], "in": answers["in"], "hashed": len(hashed)}


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(guess(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
