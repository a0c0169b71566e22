"""The way back by the pictures alone: on the same device, for half an hour, and never into somebody else's answers."""

from __future__ import annotations

import pytest

from tests.accounts.builders import (
    AT,
    DEVICE,
    FOUR,
    OTHER_DEVICE,
    OTHER_FOUR,
    PEPPER,
    come_back,
    come_back_here,
    keep,
    make_kept,
    make_person,
    reason,
    statements,
)
from wheel_app import accounts
from wheel_app.accounts import BadPictures, CameBack, Refused
from wheel_app.storage import Database, later

DEVICE_ID = accounts.name_of(DEVICE)
IN_TIME = later(AT, minutes=29)
TOO_LATE = later(AT, minutes=30)


def test_the_pictures_alone_open_a_draft_on_its_device(db: Database) -> None:
    owner_id, _ = make_kept(db)
    back = come_back_here(db, at=IN_TIME)
    assert isinstance(back, CameBack)
    assert back.owner_id == owner_id
    found = accounts.load_sign_in(db, back.token, at=IN_TIME, limits=accounts.Limits())
    assert found is not None
    assert (found.owner_id, found.kind, found.device_id) == (owner_id, "own", DEVICE_ID)


def test_after_half_an_hour_it_takes_the_code(db: Database) -> None:
    _, code = make_kept(db)
    assert come_back_here(db, at=TOO_LATE) == Refused("unknown")
    assert reason(come_back(db, code, at=TOO_LATE)) == "in"


def test_on_another_device_it_takes_the_code(db: Database) -> None:
    make_kept(db)
    assert reason(come_back_here(db, device=OTHER_DEVICE)) == "unknown"


@pytest.mark.parametrize("pictures", [FOUR[::-1], OTHER_FOUR])
def test_other_pictures_open_nothing(db: Database, pictures: tuple[str, ...]) -> None:
    make_kept(db)
    assert reason(come_back_here(db, pictures)) == "unknown"


def test_without_pictures_chosen_there_is_no_way_back(db: Database) -> None:
    make_person(db)
    assert reason(come_back_here(db)) == "unknown"
    with pytest.raises(BadPictures):
        come_back_here(db, FOUR[:3])


def test_somebody_kept_without_a_device_has_no_such_way(db: Database) -> None:
    keep(db, make_person(db), device=None)
    assert reason(come_back_here(db)) == "unknown"


def test_using_it_keeps_it_open(db: Database) -> None:
    make_kept(db)
    assert reason(come_back_here(db, at=IN_TIME)) == "in"
    assert reason(come_back_here(db, at=later(IN_TIME, minutes=29))) == "in"
    assert reason(come_back_here(db, at=later(IN_TIME, minutes=59))) == "unknown"


def test_being_used_keeps_it_open(db: Database) -> None:
    owner_id = make_person(db)
    _, token = accounts.begin_passing(db, owner_id=owner_id, device_token=DEVICE, present="alone", at=AT)
    keep(db, owner_id)
    for minutes in (9, 18, 27):
        assert accounts.load_sign_in(db, token, at=later(AT, minutes=minutes), limits=accounts.Limits())
    assert reason(come_back_here(db, at=later(AT, minutes=56))) == "in"


def test_being_used_elsewhere_does_not(db: Database) -> None:
    owner_id, _ = make_kept(db)
    _, token = accounts.begin_passing(db, owner_id=owner_id, device_token=OTHER_DEVICE, present="alone", at=AT)
    accounts.load_sign_in(db, token, at=later(AT, minutes=9), limits=accounts.Limits())
    assert reason(come_back_here(db, at=TOO_LATE)) == "unknown"


def test_a_touch_keeps_it_open_on_its_device_only(db: Database) -> None:
    owner_id, _ = make_kept(db)
    accounts.touch_device(db, owner_id, accounts.name_of(OTHER_DEVICE), IN_TIME)
    assert reason(come_back_here(db, at=TOO_LATE)) == "unknown"
    accounts.touch_device(db, owner_id, DEVICE_ID, IN_TIME)
    assert reason(come_back_here(db, at=TOO_LATE)) == "in"


def test_a_late_touch_never_shortens_it(db: Database) -> None:
    owner_id, _ = make_kept(db)
    accounts.touch_device(db, owner_id, DEVICE_ID, later(AT, minutes=-20))
    assert reason(come_back_here(db, at=IN_TIME)) == "in"


def test_coming_back_by_code_opens_it_with_the_next_draft_only(db: Database) -> None:
    owner_id, code = make_kept(db)
    come_back(db, code, device=OTHER_DEVICE)
    assert reason(come_back_here(db, device=OTHER_DEVICE)) == "unknown"
    assert reason(come_back_here(db)) == "unknown"
    accounts.touch_device(db, owner_id, accounts.name_of(OTHER_DEVICE), AT)
    assert reason(come_back_here(db, device=OTHER_DEVICE)) == "in"


def test_it_closes_when_the_draft_is_finished(db: Database) -> None:
    owner_id, _ = make_kept(db)
    _, token = accounts.begin_passing(db, owner_id=owner_id, device_token=DEVICE, present="alone", at=AT)
    accounts.close_device(db, owner_id, AT)
    assert reason(come_back_here(db)) == "unknown"
    accounts.load_sign_in(db, token, at=later(AT, minutes=2), limits=accounts.Limits())
    assert reason(come_back_here(db, at=later(AT, minutes=2))) == "unknown"


def test_use_at_the_very_moment_of_closing_does_not_open_it_again(db: Database) -> None:
    owner_id, _ = make_kept(db)
    _, token = accounts.begin_passing(db, owner_id=owner_id, device_token=DEVICE, present="alone", at=AT)
    at = later(AT, minutes=2)
    accounts.close_device(db, owner_id, at)
    assert accounts.load_sign_in(db, token, at=at, limits=accounts.Limits())
    assert reason(come_back_here(db, at=at)) == "unknown"


def test_it_closes_with_a_new_code(db: Database) -> None:
    owner_id, _ = make_kept(db)
    accounts.new_code(db, owner_id, None, sign_in_id=None, at=AT, pepper=PEPPER)
    assert reason(come_back_here(db)) == "unknown"
    accounts.touch_device(db, owner_id, DEVICE_ID, AT)
    assert reason(come_back_here(db)) == "unknown"


def test_two_with_the_same_pictures_on_one_device_are_both_refused(db: Database) -> None:
    first, first_code = make_kept(db)
    second, second_code = make_kept(db, at=later(AT, minutes=5))
    assert come_back_here(db, at=later(AT, minutes=6)) == Refused("unknown")
    for owner_id, code in ((first, first_code), (second, second_code)):
        back = come_back(db, code, at=later(AT, minutes=6))
        assert isinstance(back, CameBack)
        assert back.owner_id == owner_id


@pytest.mark.parametrize("closed", ["too late", "finished"])
def test_who_comes_too_late_does_not_open_the_next_ones_answers(db: Database, closed: str) -> None:
    first, _ = make_kept(db)
    at = later(AT, minutes=40)
    if closed == "finished":
        accounts.close_device(db, first, AT)
    make_kept(db, at=at)
    assert come_back_here(db, at=at) == Refused("unknown")


def test_the_same_pictures_on_two_devices_open_each_their_own(db: Database) -> None:
    here, _ = make_kept(db)
    there, _ = make_kept(db, device=OTHER_DEVICE)
    for owner_id, device in ((here, DEVICE), (there, OTHER_DEVICE)):
        back = come_back_here(db, device=device)
        assert isinstance(back, CameBack)
        assert back.owner_id == owner_id


def test_somebody_erased_leaves_the_pictures_to_the_next(db: Database) -> None:
    first, _ = make_kept(db)
    with db.transaction():
        accounts.erase(db, first)
    second, _ = make_kept(db)
    back = come_back_here(db)
    assert isinstance(back, CameBack)
    assert back.owner_id == second


def test_refusals_here_look_alike_too(db: Database) -> None:
    make_kept(db)
    with statements(db) as for_unknown:
        come_back_here(db, OTHER_FOUR)
    with statements(db) as for_late:
        come_back_here(db, at=TOO_LATE)
    make_kept(db)
    with statements(db) as for_two:
        come_back_here(db)
    assert for_unknown == for_late == for_two
