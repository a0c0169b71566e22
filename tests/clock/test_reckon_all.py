"""Everybody reckoned at once: those of before, and after another set was chosen."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.builders import AT, everything, statements
from tests.clock.children import five, make_child, seven
from tests.households import make_family, make_member
from wheel_app import clock
from wheel_app.clock import actions
from wheel_app.serving import reckon_now
from wheel_app.storage import Database


@pytest.fixture
def many(db: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Some children who were put in before there was a clock, in more than one batch."""
    monkeypatch.setattr(actions, "A_BATCH", 3)
    family = make_family(db)
    make_member(db, family, "Maeve")
    found = [make_member(db, family, f"Child {n}", "child", born_on=f"2026-0{n + 1}-15") for n in range(7)]
    unborn = make_member(db, family, "Baby", "unborn", due_on="2027-01-01")
    undated = make_member(db, family, "Ann", "child", born_on="2026")
    return [one.member_id for one in (*found, unborn, undated)]


def rows(db: Database) -> list[tuple[tuple[str, object], ...]]:
    found = everything(db)
    return found["due_window"] + found["birthday_wanted"]


def test_everybody_is_reckoned_and_a_second_time_nothing_changes(db: Database, many: list[str]) -> None:
    assert clock.reckon_all(db, seven(), at=AT) == len(many)
    before = rows(db)
    assert {dict(row)["member_id"] for row in before} == set(many)
    assert clock.reckon_all(db, seven(), at=AT) == 0
    assert rows(db) == before


def test_another_set_reaches_everybody_and_back(db: Database, many: list[str]) -> None:
    clock.reckon_all(db, seven(), at=AT)
    clock.mark_delivered(db, many[0], "point-4", "2027-01-15", "a-visit")
    before = rows(db)
    assert clock.reckon_all(db, five(), at=AT) == len(many) - 1
    assert {dict(row)["set_key"] for row in everything(db)["due_window"]} == {"statutory-five"}
    (done,) = (row for row in everything(db)["due_window"] if dict(row)["delivered_on"])
    assert dict(done)["point_key"] == "point-4"
    clock.reckon_all(db, seven(), at=AT)
    assert rows(db) == before


def test_what_was_left_wrong_is_put_right(db: Database, many: list[str]) -> None:
    clock.reckon_all(db, seven(), at=AT)
    before = rows(db)
    with db.transaction():
        db.execute("UPDATE due_window SET due_on = '1999-01-01' WHERE member_id = :it", it=many[2])
        db.execute("DELETE FROM due_window WHERE member_id = :it", it=many[4])
        db.execute("DELETE FROM birthday_wanted WHERE member_id = :it", it=many[-1])
    assert clock.reckon_all(db, seven(), at=AT) == 3
    assert rows(db) == before


def test_one_that_stops_half_way_is_done_again(db: Database, many: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = actions._reckon_batch, []

    def stop(*given: object, **more: object) -> int:
        seen.append(given)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "_reckon_batch", stop)
    with pytest.raises(KeyboardInterrupt):
        clock.reckon_all(db, seven(), at=AT)
    assert 0 < len({dict(row)["member_id"] for row in rows(db)}) < len(many)
    assert clock.reckon_changed_set(db, seven(), at=AT) == len(many) - 6
    assert len({dict(row)["member_id"] for row in rows(db)}) == len(many)


def test_it_is_done_by_itself_only_after_a_change_of_the_set(db: Database, many: list[str]) -> None:
    assert clock.reckon_changed_set(db, seven(), at=AT) == len(many)
    with statements(db) as asked:
        assert clock.reckon_changed_set(db, seven(), at=AT) == 0
    assert len(asked) == 1
    assert clock.reckon_changed_set(db, five(), at=AT) == len(many) - 1


def test_reading_who_is_right_already_takes_few_statements(db: Database, many: list[str]) -> None:
    clock.reckon_all(db, seven(), at=AT)
    with statements(db) as asked:
        clock.reckon_all(db, seven(), at=AT)
    assert len(asked) == 3 * 5 + 2


def test_the_command_and_the_start_do_it(app: Flask, db: Database, many: list[str]) -> None:
    done = app.test_cli_runner().invoke(args=["reckon"])
    assert done.output == f"Reckoned with “seven”. Different from before: {len(many)}\n"
    with db.transaction():
        db.execute("DELETE FROM due_window WHERE opens_on IS NOT NULL")
        db.execute("DELETE FROM reckoned_with WHERE only_one = 1")
    reckon_now(app)
    assert app.test_cli_runner().invoke(args=["reckon"]).output.endswith(": 0\n")


def test_a_child_reckoned_alone_is_as_in_the_whole(db: Database) -> None:
    make_child(db, born="2026-01-15", due="2026-03-15")
    before = rows(db)
    assert clock.reckon_all(db, seven(), at=AT) == 0
    assert rows(db) == before
