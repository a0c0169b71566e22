"""Making a plan and writing it, without ever losing what another page had written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import AT, everything, make_finished, make_person, make_plan
from wheel_app.checkins import Checkin
from wheel_app.plan import Goal, Plan, choose_topics, list_planned, write_plan
from wheel_app.plan.actions import PlanMoved
from wheel_app.plan.queries import find_plan
from wheel_app.storage import Database, later

LATER = later(AT, minutes=5)
HOME = Goal("home", "damp", "Ask for help", "My sister", "On Monday")
MONEY = Goal("money")


@pytest.fixture
def done(db: Database) -> Checkin:
    return make_finished(db, make_person(db), {"home": 20, "money": 30, "people": 80})


def standing(db: Database, done: Checkin) -> Plan:
    plan = find_plan(db, done.owner_id, done.checkin_id)
    assert plan is not None
    return plan


def test_there_is_no_plan_before_one_is_made(db: Database, done: Checkin) -> None:
    assert find_plan(db, done.owner_id, done.checkin_id) is None
    assert list_planned(db, done.owner_id) == frozenset()


def test_what_was_chosen_and_written_stands_in_its_order(db: Database, done: Checkin) -> None:
    make_plan(db, done, MONEY, HOME, works="We talk")
    plan = standing(db, done)
    assert plan.goals == (MONEY, HOME)
    assert (plan.works, plan.made_at) == ("We talk", AT)
    assert list_planned(db, done.owner_id) == {done.checkin_id}


def test_what_works_is_part_of_it(db: Database, done: Checkin) -> None:
    plan = make_plan(db, done, HOME)
    written = replace(plan, strengths=frozenset({("people", 0), ("people", 2)}))
    write_plan(db, done.owner_id, written)
    assert standing(db, done).strengths == {("people", 0), ("people", 2)}


def test_choosing_again_keeps_what_was_written_on_a_topic_that_stays(db: Database, done: Checkin) -> None:
    make_plan(db, done, HOME, MONEY, works="We talk")
    choose_topics(db, done.owner_id, done.checkin_id, ["work", "home"], at=LATER)
    plan = standing(db, done)
    assert plan.goals == (Goal("work"), HOME)
    assert (plan.works, plan.made_at) == ("We talk", AT)


def test_nothing_at_all_may_be_chosen(db: Database, done: Checkin) -> None:
    choose_topics(db, done.owner_id, done.checkin_id, [], at=AT)
    assert standing(db, done).goals == ()


def test_a_page_that_saw_an_older_plan_hears_what_stands(db: Database, done: Checkin) -> None:
    first = make_plan(db, done, HOME)
    second = write_plan(db, done.owner_id, replace(first, works="from here"))
    with pytest.raises(PlanMoved) as moved:
        write_plan(db, done.owner_id, replace(first, works="from there"))
    assert moved.value.standing == second == standing(db, done)


def test_the_same_plan_sent_twice_is_saved_once(db: Database, done: Checkin) -> None:
    first = make_plan(db, done, HOME)
    written = replace(first, works="We talk")
    saved = write_plan(db, done.owner_id, written)
    before = everything(db)
    assert write_plan(db, done.owner_id, written) == saved
    assert everything(db) == before


def test_a_plan_that_was_never_made_cannot_be_written(db: Database, done: Checkin) -> None:
    with pytest.raises(LookupError):
        write_plan(db, done.owner_id, Plan(done.checkin_id, AT, None, 0))


def test_nobody_reads_or_writes_another_ones_plan(db: Database, done: Checkin) -> None:
    plan, stranger = make_plan(db, done, HOME), make_person(db)
    assert find_plan(db, stranger, done.checkin_id) is None
    assert list_planned(db, stranger) == frozenset()
    with pytest.raises(LookupError):
        write_plan(db, stranger, replace(plan, works="taken over"))
    assert standing(db, done) == plan
