"""Turns that end at the same moment: each maker has one copy, and the wheel is where it belongs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.accounts.builders import FOUR
from tests.builders import AT, make_person
from tests.sittings import KEEPING, circle_of, make_sitting, make_together, owner_of
from wheel_app.checkins import HasCopy, TurnOver, list_checkins, list_circles
from wheel_app.home.turns import Turn, take_by_code, take_by_pictures, take_nothing
from wheel_app.storage import Database, new_id


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Start every job in the same moment; return what came of each, a refusal too."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        gate.wait()
        try:
            return job()
        except (TurnOver, HasCopy) as refused:
            return refused

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))


def test_two_makers_who_finish_at_once_both_have_a_copy_and_it_joins_what_they_had(committed_db: Database) -> None:
    db = committed_db
    sara, tom = make_person(db), make_person(db)
    first = make_together(db, sara, tom)
    for _ in range(4):
        done = make_sitting(db)
        turns = (Turn(done.owner_id, 1, new_id()), Turn(done.owner_id, 2, new_id()))
        outcomes = at_once(
            lambda turns=turns: take_by_code(db, turns[0], sara, KEEPING, at=AT),  # type: ignore[misc]
            lambda turns=turns: take_by_code(db, turns[1], tom, KEEPING, at=AT),  # type: ignore[misc]
        )
        assert outcomes == [None, None]
        assert owner_of(db, done) == first.owner_id
    assert len(list_checkins(db, first.owner_id)) == 5
    assert [one.circle_id for one in list_circles(db, sara)] == [first.owner_id]


def test_two_who_take_nothing_at_once_leave_nothing(committed_db: Database) -> None:
    done = make_sitting(committed_db)
    turns = [Turn(done.owner_id, place, new_id()) for place in (1, 2)]
    at_once(*(lambda turn=turn: take_nothing(committed_db, turn, keeps_name=True, at=AT) for turn in turns))  # type: ignore[misc]
    assert owner_of(committed_db, done) == ""
    assert committed_db.value("SELECT count(*) FROM answer") == 0


def test_one_press_sent_several_times_at_once_is_one_way_in(committed_db: Database) -> None:
    done = make_sitting(committed_db)
    turn = Turn(done.owner_id, 1, "a-press")
    codes = at_once(*(lambda: take_by_pictures(committed_db, turn, FOUR, KEEPING, at=AT) for _ in range(4)))
    assert len(set(codes)) == 1
    assert isinstance(codes[0], str)
    assert committed_db.value("SELECT count(*) FROM own_access") == 1
    assert committed_db.value("SELECT count(*) FROM person") == 2


def test_one_person_in_two_turns_at_once_has_one_copy(committed_db: Database) -> None:
    sara = make_person(committed_db)
    done = make_sitting(committed_db)
    turns = [Turn(done.owner_id, place, new_id()) for place in (1, 2)]
    outcomes = at_once(*(lambda turn=turn: take_by_code(committed_db, turn, sara, KEEPING, at=AT) for turn in turns))  # type: ignore[misc]
    assert sorted(type(one).__name__ for one in outcomes) == ["HasCopy", "NoneType"]
    assert circle_of(committed_db, done).owner_ids == {sara}
