"""What many do at the same moment, in several threads and processes, on a store that really keeps it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import staffing
from tests.accounts.builders import (
    AT,
    DEVICE,
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
from wheel_app.accounts import AlreadyKept, CameBack, HasEnded, SignIn, begin_staff
from wheel_app.accounts.hand_over.actions import hand_over
from wheel_app.storage import Database, later

ROOT = Path(__file__).parents[2]


@pytest.fixture
def committed_address(committed_db: Database, address_of: Addresses, tmp_path: Path) -> str:
    """Where another process finds `committed_db`."""
    return f"sqlite:///{tmp_path}/committed.db" if committed_db.engine == "sqlite" else address_of("kept")


Guessing = Callable[[str, int], Counter[str]]


@pytest.fixture
def guessing(committed_address: str) -> Iterator[Guessing]:
    """Call with a way and a number: two processes of eight threads share so many wrong tries; what came of them."""
    command = [sys.executable, "-m", "tests.accounts.guesser", committed_address]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]

    def guess_at_once(way: str, tries: int) -> Counter[str]:
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(f"{way} {tries // 2}\n")
            process.stdin.flush()
        return sum((Counter(_answer(process)) for process in processes), Counter())

    # Both are ready once they have answered.
    guess_at_once("free", 2)
    yield guess_at_once
    for process in processes:
        process.communicate(timeout=120)


def _answer(process: subprocess.Popen[str]) -> dict[str, int]:
    assert process.stdout is not None
    found: dict[str, int] = json.loads(process.stdout.readline())
    return found


# How many of fifty are judged; nothing is hashed where that says so.
MOST = {
    "code": 5, "device": 5, "address": 20, "here": 5, "turn": 5, "lost-slip": 5, "invitation-address": 20,
    "staff": 5, "staff-known": 5, "staff-address": 20, "staff-again": 5, "factor": 5,
    "set-up": 5, "set-up-address": 20, "register-address": 5,
}  # fmt: skip
UNHASHED = {"here", "factor", "set-up", "set-up-address", "register-address"}


@pytest.fixture
def somebody(committed_db: Database) -> None:
    """Somebody with a way in, somebody of the staff who can sign in, and a device of theirs that waits for a PIN."""
    make_kept(committed_db)
    staff = staffing.make_staff(committed_db)
    staffing.make_ready(committed_db, staff)
    sign_in = begin_staff(committed_db, staff, device_token=DEVICE, at=AT)
    hand_over(committed_db, sign_in, device_token=DEVICE, member_id=None, at=AT, pepper=PEPPER, save_id="")


@pytest.mark.usefixtures("somebody")
def test_of_fifty_wrong_tries_at_once_exactly_the_allowed_ones_are_judged(guessing: Guessing) -> None:
    found = {way: guessing(way, 50) for way in MOST}
    assert found == {
        way: Counter(unknown=most, wait=50 - most, judged=0 if way in UNHASHED else most) for way, most in MOST.items()
    }


def test_of_fifty_wrong_numbers_of_an_invitation_three_are_judged(guessing: Guessing) -> None:
    """They are all answered alike."""
    assert guessing("invitation", 50) == Counter(unknown=50, judged=3)


def test_of_eighty_wrong_codes_of_devices_from_anywhere_sixty_are_judged(guessing: Guessing) -> None:
    assert guessing("register", 80) == Counter(unknown=60, wait=20)


@pytest.mark.usefixtures("somebody")
def test_of_fifty_wrong_pins_three_are_judged_and_nobody_waits_any_more(
    guessing: Guessing, committed_db: Database
) -> None:
    found = guessing("pin", 50)
    assert found["judged"] == 3
    assert found["unknown"] <= 2
    assert committed_db.value("SELECT count(*) FROM sign_in WHERE staff_id IS NOT NULL AND ended_at IS NULL") == 0


def test_the_count_of_guesses_bites(guessing: Guessing) -> None:
    assert guessing("free", 24) == Counter(unknown=24, judged=24)


def test_a_window_that_is_over_gives_exactly_five_more_at_once(committed_db: Database) -> None:
    for _ in range(5):
        come_back_here(committed_db, OTHER_FOUR, address=None, at=later(AT, minutes=-15))
    assert guess(committed_db, "here", 24)["unknown"] == 5


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
    assert committed_db.value("SELECT count(*) FROM sign_in WHERE staff_id IS NOT NULL AND ended_at IS NULL") == 0


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
