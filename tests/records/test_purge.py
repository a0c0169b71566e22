"""Who chose nothing is gone a day after the last touch; who kept it stays for the promised months."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.builders import AT, give, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.records.lives import held, make_kept, make_life
from wheel_app import ERASERS, accounts, audit
from wheel_app.people import get_keep_until
from wheel_app.records import purge
from wheel_app.serving import Passing, purge_now, purge_round, seconds_since_start
from wheel_app.storage import Database, later


def run(db: Database, *, hours: int = 0, days: int = 0, most: int = 50) -> int:
    return purge(db, ERASERS, at=later(AT, hours=hours, days=days), purge_hours=24, most=most)


def is_there(db: Database, owner_id: str) -> bool:
    return get_keep_until(db, owner_id) is not None


def test_who_chose_nothing_is_gone_a_day_after_the_last_touch(db: Database) -> None:
    before = held(db)
    owner_id = make_person(db)
    make_finished(db, owner_id, {"home": 42})
    assert run(db, hours=24) == 0
    assert is_there(db, owner_id)
    assert run(db, hours=25) == 1
    assert held(db) == before


def test_a_draft_that_was_touched_since_has_a_day_from_then_on(db: Database) -> None:
    owner_id = make_person(db)
    give(db, make_draft(db, owner_id), "home", 42, at=later(AT, hours=20))
    assert run(db, hours=43) == 0
    assert is_there(db, owner_id)
    assert run(db, hours=45) == 1
    assert not is_there(db, owner_id)


def test_who_never_began_a_wheel_is_gone_too(db: Database) -> None:
    owner_id = make_person(db)
    assert run(db, hours=25) == 1
    assert not is_there(db, owner_id)


def test_who_is_kept_stays_for_the_promised_time_and_no_longer(db: Database) -> None:
    owner_id, _ = make_life(db, with_staff=False)
    assert run(db, days=456) == 0
    assert is_there(db, owner_id)
    assert run(db, days=457) == 1
    assert not is_there(db, owner_id)


def test_a_wheel_begun_at_the_very_end_is_not_torn_away(db: Database) -> None:
    owner_id, _ = make_life(db)
    last_day = later(AT, days=456)
    give(db, make_draft(db, owner_id, at=last_day), "money", 42, at=last_day)
    assert run(db, days=456, hours=12) == 0
    assert is_there(db, owner_id)


def test_nobody_else_goes_with_them(db: Database) -> None:
    make_life(db)
    before = held(db)
    make_finished(db, make_person(db, at=later(AT, days=-2)), {"home": 42}, at=later(AT, days=-2))
    assert run(db) == 1
    assert held(db) == before


def test_only_so_many_go_at_once(db: Database) -> None:
    for _ in range(5):
        make_person(db)
    assert [run(db, hours=25, most=2) for _ in range(4)] == [2, 2, 1, 0]


def test_all_go_in_one_round_however_many(app: Flask, db: Database, clock: Clock) -> None:
    for _ in range(120):
        make_person(db, at=clock.at)
    kept, _ = make_life(db, at=clock.at)
    clock.forward(hours=25)
    purge_now(app)
    people = "SELECT owner_id FROM person WHERE owner_id NOT IN (SELECT owner_id FROM circle)"
    assert [row["owner_id"] for row in db.rows(people)] == [kept]
    assert is_there(db, kept)


def test_a_round_that_goes_wrong_is_told_and_the_next_one_goes_on(
    app: Flask, db: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(db: Database, owner_id: str) -> None:
        raise RuntimeError("canary")

    owner_id = make_person(db, at=clock.at)
    clock.forward(hours=25)
    app.extensions["wheel_erasers"] = (broken,)
    purge_now(app)
    assert "RuntimeError" in caplog.text
    assert "canary" not in caplog.text
    assert is_there(db, owner_id)
    app.extensions["wheel_erasers"] = ERASERS
    purge_now(app)
    assert not is_there(db, owner_id)


def test_a_clock_that_is_set_ahead_erases_nobody_until_it_is_right(
    app: Flask, db: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    kept, _ = make_life(db, at=clock.at)
    passing = make_person(db, at=clock.at)
    passed = Passing(clock, lambda: 0)
    clock.forward(days=500)
    purge_round(app, passed)
    assert is_there(db, kept)
    assert is_there(db, passing)
    assert "set ahead" in caplog.text
    clock.forward(days=-498)
    purge_round(app, passed)
    assert is_there(db, kept)
    assert not is_there(db, passing)


def test_time_that_has_really_passed_is_believed(app: Flask, db: Database, clock: Clock) -> None:
    passing = make_person(db, at=clock.at)
    slept = iter((0, 500 * 24 * 3600))
    passed = Passing(clock, lambda: next(slept))
    clock.forward(days=500)
    purge_round(app, passed)
    assert not is_there(db, passing)


def test_the_machine_counts_its_seconds() -> None:
    before = seconds_since_start()
    assert 0 < before <= seconds_since_start()


def test_who_is_kept_while_others_go_is_not_taken_along(db: Database) -> None:
    first, second = make_person(db), make_person(db)
    done: list[str] = []

    def keep_the_second(statement: str) -> None:
        if statement.startswith("DELETE FROM person") and not done:
            done.append(statement)
            make_kept(db, second, at=later(AT, hours=25))

    db.observe(keep_the_second)
    gone = run(db, hours=25)
    db.observe(None)
    assert done
    assert (gone, is_there(db, first), is_there(db, second)) == (1, False, True)


def test_sign_ins_and_counts_that_are_over_go_too(db: Database) -> None:
    owner_id, _ = make_life(db)
    accounts.come_back(
        db, "1234567890", ("cat", "cup", "moon", "fish"), device_token="d", address="192.0.2.1", at=AT, pepper=b"p" * 32
    )
    assert db.value("SELECT count(*) FROM throttle") > 0
    run(db, days=3)
    assert db.value("SELECT count(*) FROM throttle") == 0
    assert db.value("SELECT count(*) FROM sign_in") == 0
    assert is_there(db, owner_id)


def test_how_many_went_is_written_down_and_not_who(db: Database) -> None:
    owners = [make_person(db) for _ in range(3)]
    run(db, hours=1)
    run(db, hours=25)
    run(db, hours=26)
    rows = audit.list_rows(db, audit.SYSTEM, most=9)
    assert [(row.action, row.codes) for row in rows] == [("purged", ("persons:3",))]
    assert not any(owner_id in repr(rows) for owner_id in owners)
