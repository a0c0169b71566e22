"""What staff do at the same moment, in several threads, on a store that really keeps it."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests import staffing
from tests.accounts.builders import reason
from wheel_app.accounts.staff.entry import Step, check_factor, check_password, make_recovery_codes
from wheel_app.storage import Database


def signed_in_at_once(db: Database, email: str, numbers: list[str]) -> Counter[str]:
    """Give the password once, and then these numbers all at once."""
    step = check_password(db, email, staffing.PASSWORD, address=None, at=staffing.AT, pepper=staffing.PEPPER)
    assert isinstance(step, Step)

    def one(number: str) -> str:
        given = {"device_token": "d" * 32, "machine": "other", "address": None}
        return reason(check_factor(db, step, number, **given, at=staffing.AT, pepper=staffing.PEPPER))  # type: ignore[arg-type]

    with ThreadPoolExecutor(5) as threads:
        return Counter(threads.map(one, numbers))


def test_one_number_lets_one_in(committed_db: Database) -> None:
    staff = staffing.make_staff(committed_db)
    factor_id = staffing.make_ready(committed_db, staff)
    came = signed_in_at_once(committed_db, staff.email, [staffing.number(factor_id)] * 5)
    assert came == {"in": 1, "unknown": 4}
    assert committed_db.value("SELECT count(*) FROM sign_in WHERE staff_id IS NOT NULL") == 1


def test_one_recovery_code_lets_one_in(committed_db: Database) -> None:
    staff = staffing.make_staff(committed_db)
    staffing.make_ready(committed_db, staff)
    codes = make_recovery_codes(committed_db, staff, "a press", at=staffing.AT, pepper=staffing.PEPPER)
    assert codes
    assert signed_in_at_once(committed_db, staff.email, codes[:1] * 5) == {"in": 1, "unknown": 4}


def test_codes_asked_for_many_times_at_once_are_ten(committed_db: Database) -> None:
    staff = staffing.make_staff(committed_db)

    def press(_: int) -> tuple[str, ...]:
        made = make_recovery_codes(committed_db, staff, "a press", at=staffing.AT, pepper=staffing.PEPPER)
        return tuple(made or ())

    with ThreadPoolExecutor(5) as threads:
        assert len(set(threads.map(press, range(10)))) == 1
    assert committed_db.value("SELECT count(*) FROM recovery_code") == 10


def test_of_twenty_numbers_guessed_at_once_five_are_judged(committed_db: Database) -> None:
    staff = staffing.make_staff(committed_db)
    staffing.make_ready(committed_db, staff)
    came = signed_in_at_once(committed_db, staff.email, ["12345"] * 20)
    assert came == {"unknown": 5, "wait": 15}
