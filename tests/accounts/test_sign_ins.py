"""Sign-ins: begun, found by their token, used, purged and given out."""

from __future__ import annotations

import base64

import pytest

from tests.accounts.builders import (
    AT,
    DEVICE,
    OTHER_DEVICE,
    begin,
    erase,
    keep,
    load,
    make_kept,
    make_person,
    statements,
)
from tests.conftest import Clock
from wheel_app import accounts
from wheel_app.storage import Database, later, new_id


def test_a_sign_in_is_found_by_its_token(db: Database) -> None:
    owner_id = make_person(db)
    begun, token = begin(db, owner_id, present="worker")
    found = load(db, token)
    assert found is not None
    assert (found.sign_in_id, found.owner_id, found.kind, found.present) == (
        begun.sign_in_id,
        owner_id,
        "passing",
        "worker",
    )
    assert found.device_id == accounts.name_of(DEVICE)
    assert found.is_own_device is False
    assert found.get_id() == token
    assert found.is_authenticated


def test_the_store_holds_no_token_and_nothing_shows_it(db: Database) -> None:
    begun, token = begin(db)
    stored = str(db.rows("SELECT * FROM sign_in"))
    assert token not in stored
    assert DEVICE not in stored
    assert token not in repr(begun)
    assert len(base64.urlsafe_b64decode(token + "=")) >= 16


@pytest.mark.parametrize("token", ["", "nobody", "\ud800", "\x00", "x" * 100_000, "' OR 1=1 --"])
def test_any_other_token_is_unknown(db: Database, token: str) -> None:
    begin(db)
    assert load(db, token) is None


def test_the_name_of_a_sign_in_is_no_token(db: Database) -> None:
    begun, _ = begin(db)
    assert load(db, begun.sign_in_id) is None


def test_who_is_here_and_whose_phone_it_is_can_be_said_later(db: Database) -> None:
    begun, token = begin(db)
    accounts.say_present(db, begun.sign_in_id, "helped")
    accounts.say_own_device(db, begun.sign_in_id, AT)
    found = load(db, token)
    assert found is not None
    assert (found.present, found.is_own_device) == ("helped", True)


def test_an_unknown_word_for_who_is_here_is_refused(db: Database) -> None:
    begun, _ = begin(db)
    with pytest.raises(ValueError):
        accounts.say_present(db, begun.sign_in_id, "police")
    with pytest.raises(ValueError):
        begin(db, present="")


def test_a_fresh_sign_in_costs_one_statement(db: Database) -> None:
    _, token = begin(db)
    with statements(db) as seen:
        assert load(db, token, at=later(AT, minutes=0))
    assert len(seen) == 1


def test_use_is_noted_once_a_minute(db: Database) -> None:
    _, token = begin(db, make_person(db))
    at = later(AT, minutes=1)
    with statements(db) as seen:
        load(db, token, at=at)
    assert len(seen) == 3
    with statements(db) as seen:
        load(db, token, at=at)
    assert len(seen) == 1


@pytest.mark.parametrize(("present", "minutes"), [("alone", 10), ("helped", 10), ("worker", 30)])
def test_an_unused_sign_in_ends_on_the_server(db: Database, present: str, minutes: int) -> None:
    begun, token = begin(db, present=present)
    at = later(AT, minutes=minutes)
    assert load(db, token, at=at) is None
    row = db.one("SELECT ended_at FROM sign_in WHERE sign_in_id = :id", id=begun.sign_in_id)
    assert row == {"ended_at": at}
    # A clock set back does not open it again.
    assert load(db, token, at=AT) is None


def test_a_sign_in_in_use_goes_on_but_not_for_ever(db: Database, clock: Clock) -> None:
    _, token = begin(db)
    for _ in range(79):
        assert load(db, token, at=clock.forward(minutes=9)) is not None
    assert load(db, token, at=clock.forward(minutes=9)) is None


def test_a_sign_in_becomes_own_when_its_person_is_kept(db: Database) -> None:
    owner_id = make_person(db)
    _, token = begin(db, owner_id)
    _, stranger = begin(db, make_person(db))
    keep(db, owner_id)
    kinds = [one.kind for one in (load(db, token), load(db, stranger)) if one]
    assert kinds == ["own", "passing"]


def test_old_sign_ins_are_purged_and_running_ones_stay(db: Database) -> None:
    begin(db, at=later(AT, days=-2))
    gone, _ = begin(db, at=later(AT, hours=-2))
    accounts.end_sign_in(db, gone.sign_in_id, later(AT, hours=-1))
    ended, _ = begin(db, at=later(AT, hours=-2))
    accounts.end_sign_in(db, ended.sign_in_id, AT)
    running, _ = begin(db, at=later(AT, hours=-11))
    assert accounts.purge_ended_sign_ins(db, AT) == 2
    left = {row["sign_in_id"] for row in db.rows("SELECT sign_in_id FROM sign_in")}
    assert left == {ended.sign_in_id, running.sign_in_id}


def test_erasing_one_person_leaves_the_others(db: Database) -> None:
    owner_id, _ = make_kept(db)
    other, _ = make_kept(db, device=OTHER_DEVICE)
    _, token = begin(db, other)
    begin(db, owner_id)
    erase(db, owner_id)
    assert load(db, token)
    assert accounts.is_kept(db, other)
    assert not accounts.is_kept(db, owner_id)
    assert db.value("SELECT count(*) FROM sign_in WHERE owner_id = :owner_id", owner_id=owner_id) == 0
    erase(db, new_id())


def test_the_export_tells_what_is_held_but_no_hash(db: Database) -> None:
    owner_id, _ = make_kept(db)
    begin(db, owner_id)
    given = accounts.export(db, owner_id)
    assert given["own_access"] == [{"set_at": AT, "reissued_at": None}]
    assert [one["present"] for one in given["sign_ins"]] == ["alone"]
    assert not [key for rows in given.values() for row in rows for key in row if "hash" in key or "_id" in key]


def test_a_family_goes_on_where_the_clock_was_set_back_and_no_longer_than_it_may(db: Database) -> None:
    _, token = begin(db, make_person(db))
    back = later(AT, days=-1)
    assert load(db, token, at=back)
    assert db.rows("SELECT started_at, seen_at FROM sign_in") == [{"started_at": back, "seen_at": back}]
    assert load(db, token, at=later(back, minutes=10)) is None


def test_requests_a_little_out_of_order_move_nothing_back(db: Database) -> None:
    _, token = begin(db, make_person(db))
    load(db, token, at=later(AT, minutes=2))
    load(db, token, at=later(AT, minutes=1))
    assert db.value("SELECT seen_at FROM sign_in") == later(AT, minutes=2)
