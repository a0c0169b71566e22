"""The hand-back PIN: what it may be, and that the store alone tells nothing of it."""

from __future__ import annotations

import pytest

from tests import staffing
from wheel_app.accounts.staff.pin import BadPin, has_pin, pin_matches, read_new_pin, read_pin, set_pin
from wheel_app.accounts.staff.pin.queries import find_pin_hash, update_pin_hash
from wheel_app.storage import Database

PEPPER = b"a pepper for tests"


@pytest.mark.parametrize("text", ["482913", " 482 913 ", "٤٨٢٩١٣", "４８２９１３"])
def test_it_is_read_in_any_script_and_spacing(text: str) -> None:
    assert read_pin(text) == "482913"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("48291", "length"),
        ("4829133", "length"),
        ("4829l3", "letters"),
        ("½½", "letters"),
    ],
)
def test_what_is_no_pin_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadPin) as told:
        read_pin(text)
    assert told.value.reason == reason


@pytest.mark.parametrize("text", ["000000", "121212", "123123", "123456", "987654", "567890", "111222"])
def test_one_that_is_guessed_at_once_cannot_be_chosen(text: str) -> None:
    with pytest.raises(BadPin) as told:
        read_new_pin(text)
    assert told.value.reason == "easy"


def test_only_the_chosen_one_matches_and_only_for_whoever_chose_it(db: Database) -> None:
    mine, other = staffing.make_staff(db), staffing.make_staff(db)
    for staff in (mine, other):
        assert not has_pin(db, staff.staff_id)
        assert not pin_matches(db, staff.staff_id, "482913", pepper=PEPPER)
        set_pin(db, staff.staff_id, "482913" if staff is mine else "590218", pepper=PEPPER)
    assert pin_matches(db, mine.staff_id, "482913", pepper=PEPPER)
    assert not pin_matches(db, mine.staff_id, "482914", pepper=PEPPER)
    assert not pin_matches(db, other.staff_id, "482913", pepper=PEPPER)
    assert not pin_matches(db, mine.staff_id, "482913", pepper=b"another pepper")


def test_a_hash_moved_to_somebody_else_opens_nothing(db: Database) -> None:
    mine, thief = staffing.make_staff(db), staffing.make_staff(db)
    set_pin(db, thief.staff_id, "482913", pepper=PEPPER)
    with db.transaction():
        update_pin_hash(db, mine.staff_id, find_pin_hash(db, thief.staff_id))
    assert not pin_matches(db, mine.staff_id, "482913", pepper=PEPPER)


def test_nobody_unknown_matches(db: Database) -> None:
    assert not pin_matches(db, "nobody", "482913", pepper=PEPPER)


def test_a_pin_is_kept_only_with_what_is_written_down_of_it(db: Database) -> None:
    mine = staffing.make_staff(db)

    def broken() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        set_pin(db, mine.staff_id, "482913", pepper=PEPPER, also=broken)
    assert not has_pin(db, mine.staff_id)
