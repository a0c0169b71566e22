"""Many at once at one PIN, in threads of their own: three are judged, and one right one takes the device back once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.staffing import PEPPER, PIN
from wheel_app.accounts import begin_staff
from wheel_app.accounts.hand_over.actions import NobodyWaits, TakenBack, WrongPin, hand_over, take_back
from wheel_app.accounts.staff.pin import set_pin
from wheel_app.storage import Database, new_id

DEVICE = "d" * 32


@pytest.fixture
def waiting(committed_db: Database, clock: Clock) -> Database:
    """A device that somebody with a PIN has handed over."""
    staff = staffing.make_staff(committed_db)
    set_pin(committed_db, staff.staff_id, PIN, pepper=PEPPER)
    sign_in = begin_staff(committed_db, staff, device_token=DEVICE, at=clock.at)
    hand_over(committed_db, sign_in, device_token=DEVICE, member_id=None, at=clock.at, pepper=PEPPER, save_id=new_id())
    return committed_db


def all_at_once(db: Database, clock: Clock, pins: list[str]) -> list[object]:
    with ThreadPoolExecutor(len(pins)) as threads:
        return list(threads.map(lambda pin: take_back(db, DEVICE, pin, at=clock.at, pepper=PEPPER), pins))


def running(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM sign_in WHERE staff_id IS NOT NULL AND ended_at IS NULL"))


def test_of_twenty_wrong_ones_three_are_judged_and_nothing_waits_any_more(waiting: Database, clock: Clock) -> None:
    outcomes = all_at_once(waiting, clock, ["590218"] * 20)
    assert sum(isinstance(one, WrongPin) for one in outcomes) <= 2
    assert all(isinstance(one, (WrongPin, NobodyWaits)) for one in outcomes)
    assert waiting.value("SELECT tries FROM throttle WHERE throttle_key LIKE 'pin:%'") == 3
    assert running(waiting) == 0
    assert isinstance(take_back(waiting, DEVICE, PIN, at=clock.at, pepper=PEPPER), NobodyWaits)


def test_the_right_one_sent_three_times_at_once_takes_it_back_once(waiting: Database, clock: Clock) -> None:
    outcomes = all_at_once(waiting, clock, [PIN] * 3)
    assert sum(isinstance(one, TakenBack) for one in outcomes) == 1
    assert running(waiting) == 1
