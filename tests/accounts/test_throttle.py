"""How guessing is slowed: how many tries, for how long, and that it harms nobody for longer."""

from __future__ import annotations

import pytest

from tests.accounts.builders import (
    ADDRESS,
    AT,
    DEVICE,
    FOUR,
    OTHER_DEVICE,
    OTHER_FOUR,
    come_back,
    come_back_here,
    make_kept,
    reason,
    verifications,
    wrong_code,
)
from wheel_app import accounts
from wheel_app.accounts import Refused
from wheel_app.accounts.throttle import address_of
from wheel_app.accounts.throttle.rules import Counter, Window, minutes_to_wait
from wheel_app.storage import Database, later


def guess(db: Database, code: str, times: int, **values: str | None) -> list[str]:
    return [reason(come_back(db, code, OTHER_FOUR, **values)) for _ in range(times)]  # type: ignore[arg-type]


def test_five_wrong_tries_then_a_wait_even_with_the_right_pictures(db: Database) -> None:
    _, code = make_kept(db)
    assert guess(db, code, 6) == ["unknown"] * 5 + ["wait"]
    assert come_back(db, code) == Refused("wait", 15)


def test_a_thousand_tries_of_pictures_are_five(db: Database) -> None:
    _, code = make_kept(db)
    with verifications() as hashed:
        answers = [
            reason(come_back(db, code, OTHER_FOUR, device=f"device {number}", address=f"198.51.100.{number % 250}"))
            for number in range(1000)
        ]
    assert answers == ["unknown"] * 5 + ["wait"] * 995
    assert len(hashed) == 5


def test_the_wait_is_told_in_minutes_and_ends_on_time(db: Database) -> None:
    _, code = make_kept(db)
    guess(db, code, 5)
    assert come_back(db, code, at=later(AT, minutes=5)) == Refused("wait", 10)
    assert come_back(db, code, at="2026-11-20T10:14:59.000000Z") == Refused("wait", 1)
    assert reason(come_back(db, code, at=later(AT, minutes=15))) == "in"


def test_trying_on_while_waiting_makes_it_no_longer(db: Database) -> None:
    _, code = make_kept(db)
    guess(db, code, 5)
    for minutes in range(1, 15):
        assert guess(db, code, 3, at=later(AT, minutes=minutes), device=f"{minutes}") == ["wait"] * 3
    assert reason(come_back(db, code, at=later(AT, minutes=15))) == "in"


def test_a_window_counts_from_its_first_try(db: Database) -> None:
    _, code = make_kept(db)
    guess(db, code, 1)
    guess(db, code, 4, at=later(AT, minutes=14))
    assert reason(come_back(db, code, at=later(AT, minutes=14))) == "wait"
    assert guess(db, code, 6, at=later(AT, minutes=15)) == ["unknown"] * 5 + ["wait"]


def test_a_clock_that_was_set_back_makes_nobody_wait_for_longer(db: Database) -> None:
    _, code = make_kept(db)
    assert reason(come_back(db, code, OTHER_FOUR, at=later(AT, days=365))) == "unknown"
    guess(db, code, 5, at=later(AT, days=365))
    assert guess(db, code, 6) == ["unknown"] * 5 + ["wait"]
    assert reason(come_back(db, code, at=later(AT, minutes=15))) == "in"


def test_tries_that_come_a_little_out_of_order_are_counted_together(db: Database) -> None:
    _, code = make_kept(db)
    guess(db, code, 3, at=later(AT, minutes=1))
    assert guess(db, code, 3) == ["unknown"] * 2 + ["wait"]


def test_an_unknown_code_is_slowed_like_a_known_one(db: Database) -> None:
    _, code = make_kept(db)
    assert guess(db, wrong_code(code), 6, device=OTHER_DEVICE) == ["unknown"] * 5 + ["wait"]
    assert reason(come_back(db, code)) == "in"


def test_a_device_that_guesses_at_many_codes_waits(db: Database) -> None:
    _, code = make_kept(db)
    answers = [reason(come_back(db, f"{number:010d}")) for number in range(6)]
    assert answers == ["unknown"] * 5 + ["wait"]
    assert reason(come_back(db, code)) == "wait"
    assert reason(come_back(db, code, device=OTHER_DEVICE)) == "in"


def test_a_success_clears_code_and_device(db: Database) -> None:
    _, code = make_kept(db)
    for _ in range(5):
        assert guess(db, code, 4, address=None) == ["unknown"] * 4
        assert reason(come_back(db, code)) == "in"


def test_an_address_waits_after_twenty_wrong_tries_in_an_hour(db: Database) -> None:
    _, code = make_kept(db)
    answers = [reason(come_back(db, f"{number:010d}", device=f"{number}")) for number in range(21)]
    assert answers == ["unknown"] * 20 + ["wait"]
    assert come_back(db, code) == Refused("wait", 60)
    assert reason(come_back(db, code, address="192.0.2.8")) == "in"
    assert reason(come_back(db, code, address=None)) == "in"
    assert reason(come_back(db, code, at=later(AT, minutes=60))) == "in"


def test_right_tries_never_count_against_an_address(db: Database) -> None:
    _, code = make_kept(db)
    for _ in range(25):
        assert reason(come_back(db, code)) == "in"
    assert db.value("SELECT tries FROM throttle WHERE throttle_key LIKE 'address:%'") == 0


def test_a_wait_counts_nothing_anywhere(db: Database) -> None:
    _, code = make_kept(db)
    guess(db, code, 5)
    before = db.rows("SELECT * FROM throttle ORDER BY throttle_key")
    guess(db, code, 10)
    assert db.rows("SELECT * FROM throttle ORDER BY throttle_key") == before
    assert guess(db, code, 10, device=OTHER_DEVICE) == ["wait"] * 10
    assert db.rows("SELECT * FROM throttle ORDER BY throttle_key") == before


def test_a_right_try_that_outlives_its_window_takes_nothing_from_the_next(db: Database) -> None:
    with db.transaction():
        counter = Counter("address:x", most=2, minutes=60, is_cleared=False)
        accounts.throttle.take(db, [counter], at=AT)
        accounts.throttle.take(db, [counter], at=later(AT, minutes=60))
        accounts.throttle.forgive(db, [counter], at=AT)
    assert db.value("SELECT tries FROM throttle") == 1


def test_guessing_at_pictures_alone_is_slowed(db: Database) -> None:
    make_kept(db)
    answers = [reason(come_back_here(db, OTHER_FOUR)) for _ in range(6)]
    assert answers == ["unknown"] * 5 + ["wait"]
    assert come_back_here(db) == Refused("wait", 15)
    assert reason(come_back_here(db, at=later(AT, minutes=15))) == "in"


def test_own_pictures_do_not_clear_the_tries_at_anothers(db: Database) -> None:
    make_kept(db)
    make_kept(db, OTHER_FOUR)
    for _ in range(3):
        come_back_here(db, FOUR[::-1])
        assert reason(come_back_here(db, OTHER_FOUR)) == "in"
    assert reason(come_back_here(db, FOUR[::-1])) == "unknown"
    assert reason(come_back_here(db, FOUR[::-1])) == "unknown"
    assert reason(come_back_here(db, OTHER_FOUR)) == "wait"


def test_waiting_here_does_not_bar_the_code(db: Database) -> None:
    _, code = make_kept(db)
    for _ in range(6):
        come_back_here(db, OTHER_FOUR)
    assert reason(come_back(db, code)) == "in"


def test_over_counts_are_purged_and_running_ones_stay(db: Database) -> None:
    _, code = make_kept(db)
    guess(db, code, 5)
    assert accounts.purge_throttles(db, later(AT, minutes=14)) == 0
    assert accounts.purge_throttles(db, later(AT, minutes=16)) == 2
    assert accounts.purge_throttles(db, later(AT, minutes=61)) == 1
    assert db.value("SELECT count(*) FROM throttle") == 0


@pytest.mark.parametrize(
    ("window", "minutes"),
    [
        (Window(later(AT, minutes=15), 5), 15),
        (Window(later(AT, minutes=1), 5), 1),
        (Window("2026-11-20T10:00:00.000001Z", 5), 1),
        (Window("2026-11-20T10:01:00.000001Z", 5), 2),
        (Window(later(AT, minutes=15), 4), 1),
    ],
)
def test_the_wait_is_whole_minutes_of_full_windows(window: Window, minutes: int) -> None:
    assert minutes_to_wait([(Counter("x", most=5, minutes=15, is_cleared=True), window)], AT) == minutes


def test_of_two_full_windows_the_later_end_is_told() -> None:
    counter = Counter("x", most=5, minutes=15, is_cleared=True)
    windows = [(counter, Window(later(AT, minutes=minutes), 5)) for minutes in (3, 40, 12)]
    assert minutes_to_wait(windows, AT) == 40
    assert minutes_to_wait([], AT) == 1


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_addresses_of_one_home_are_counted_as_one(text: str, counted: str) -> None:
    assert address_of(text) == counted


def test_a_phone_with_many_addresses_is_still_one(db: Database) -> None:
    for number in range(20):
        come_back(db, f"{number:010d}", device=f"{number}", address=f"2001:db8::{number:x}")
    assert reason(come_back(db, "9999999999", device=DEVICE, address="2001:db8::ffff")) == "wait"
    assert reason(come_back(db, "9999999999", device=DEVICE, address=ADDRESS)) == "unknown"
