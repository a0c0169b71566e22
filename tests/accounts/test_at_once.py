"""What many do at the same moment, in several threads and processes, on a store that really keeps it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.accounts.builders import (
    AT,
    OTHER_FOUR,
    PEPPER,
    argon2_calls,
    come_back,
    come_back_here,
    keep,
    make_kept,
    make_person,
    reason,
)
from tests.accounts.guesser import guess
from tests.conftest import Addresses
from wheel_app import accounts
from wheel_app.accounts import AlreadyKept, CameBack, HasEnded, SignIn
from wheel_app.storage import Database, later

ROOT = Path(__file__).parents[2]


@pytest.fixture
def committed_address(committed_db: Database, address_of: Addresses, tmp_path: Path) -> str:
    """Where another process finds `committed_db`."""
    return f"sqlite:///{tmp_path}/committed.db" if committed_db.engine == "sqlite" else address_of("kept")


def guess_from_two_processes(address: str, way: str, tries: int) -> Counter[str]:
    """Let two processes of eight threads share `tries` wrong tries; add up what came of them."""
    command = [sys.executable, "-m", "tests.accounts.guesser", address, way, str(tries // 2)]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    found: Counter[str] = Counter()
    for process in processes:
        found.update(json.loads(process.communicate(timeout=120)[0]))
    return found


@pytest.mark.parametrize(
    ("way", "most", "hashed"),
    [("code", 5, 5), ("device", 5, 5), ("address", 20, 20), ("here", 5, 0), ("staff", 5, 5), ("staff-address", 20, 20)],
)
def test_of_fifty_wrong_tries_at_once_exactly_the_allowed_ones_are_judged(
    committed_address: str, way: str, most: int, hashed: int
) -> None:
    found = guess_from_two_processes(committed_address, way, 50)
    assert found == Counter({"unknown": most, "wait": 50 - most, "in": 0, "hashed": hashed})


def test_the_count_of_guesses_bites(committed_address: str) -> None:
    found = guess_from_two_processes(committed_address, "free", 24)
    assert found == Counter({"unknown": 24, "wait": 0, "in": 0, "hashed": 24})


def test_a_window_that_is_over_gives_exactly_five_more_at_once(committed_db: Database, committed_address: str) -> None:
    for _ in range(5):
        come_back_here(committed_db, OTHER_FOUR, address=None, at=later(AT, minutes=-15))
    assert guess(committed_address, "here", 24)["unknown"] == 5


def test_right_and_wrong_tries_at_once_let_the_right_ones_in(committed_db: Database) -> None:
    owner_id, code = make_kept(committed_db)

    def one_try(number: int) -> str:
        # Each on a device of its own; two wrong ones at most are counted beside the right ones.
        pictures = OTHER_FOUR if number < 2 else ("boat", "sun", "key", "tree")
        return reason(come_back(committed_db, code, pictures, device=f"device {number}", address=f"192.0.2.{number}"))

    with ThreadPoolExecutor(4) as threads:
        answers = Counter(threads.map(one_try, range(5)))
    assert answers == {"in": 3, "unknown": 2}
    assert committed_db.value("SELECT count(*) FROM sign_in WHERE owner_id = :owner_id", owner_id=owner_id) == 3


def test_finish_pressed_many_times_at_once_is_one_code(committed_db: Database) -> None:
    owner_id = make_person(committed_db)
    with ThreadPoolExecutor(8) as threads:
        codes = set(threads.map(lambda _: keep(committed_db, owner_id, save_id="form"), range(16)))
    assert len(codes) == 1
    assert reason(come_back(committed_db, codes.pop())) == "in"


def test_of_two_pages_at_once_one_is_kept(committed_db: Database) -> None:
    owner_id = make_person(committed_db)

    def one_page(number: int) -> str | None:
        try:
            return keep(committed_db, owner_id, save_id=f"page {number}")
        except AlreadyKept:
            return None

    with ThreadPoolExecutor(8) as threads:
        codes = [code for code in threads.map(one_page, range(8)) if code]
    assert len(codes) == 1
    assert reason(come_back(committed_db, codes[0])) == "in"


def test_a_sign_in_renewed_many_times_at_once_is_renewed_once(committed_db: Database) -> None:
    sign_in, _ = accounts.begin_passing(
        committed_db, owner_id=make_person(committed_db), device_token="x", present="alone", at=AT
    )

    def renew(_: int) -> SignIn | None:
        try:
            return accounts.renew_sign_in(committed_db, sign_in, at=AT)[0]
        except HasEnded:
            return None

    with ThreadPoolExecutor(8) as threads:
        renewed = [one for one in threads.map(renew, range(16)) if one]
    assert len(renewed) == 1
    assert committed_db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 1


def test_old_codes_used_while_the_code_is_changed_leave_nobody_inside(committed_db: Database) -> None:
    owner_id, code = make_kept(committed_db)

    def come_or_change(number: int) -> None:
        if number == 3:
            accounts.new_code(committed_db, owner_id, None, sign_in_id=None, at=AT, pepper=PEPPER)
        else:
            come_back(committed_db, code, device=f"device {number}", address=None)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(come_or_change, range(8)))
    assert committed_db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 0


def test_nothing_slow_happens_while_others_wait_to_write(committed_db: Database) -> None:
    seat = committed_db.seat()  # type: ignore[attr-defined]
    inside: list[bool] = []
    owner_id = make_person(committed_db)
    with argon2_calls("hash_secret", "verify_secret", meanwhile=lambda: inside.append(seat.in_transaction)):
        code = keep(committed_db, owner_id)
    with argon2_calls("hash_secret", "verify_secret", meanwhile=lambda: inside.append(seat.in_transaction)):
        assert isinstance(come_back(committed_db, code), CameBack)
    with argon2_calls("hash_secret", "verify_secret", meanwhile=lambda: inside.append(seat.in_transaction)):
        accounts.new_code(committed_db, owner_id, OTHER_FOUR, sign_in_id=None, at=AT, pepper=PEPPER)
    assert inside == [False, False, False]


def test_watching_for_slow_work_bites(committed_db: Database) -> None:
    seat = committed_db.seat()  # type: ignore[attr-defined]
    inside: list[bool] = []
    watching = argon2_calls("hash_secret", meanwhile=lambda: inside.append(seat.in_transaction))
    with watching, committed_db.transaction():
        accounts.sealing.hash_pictures(PEPPER, "owner", OTHER_FOUR)
    assert inside == [True]
