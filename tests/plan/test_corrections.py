"""A wheel that is put right keeps its plan."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import AT, SITTING, make_finished, make_person, make_plan
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, finish
from wheel_app.checkins.actions import revise
from wheel_app.plan import Goal, planned_by
from wheel_app.plan.queries import find_plan
from wheel_app.storage import Database, later

THEN = later(AT, days=-2)


@pytest.fixture
def done(db: Database, client: PageClient, clock: Clock) -> Checkin:
    """A finished wheel with a plan, of the person that the browser is signed in as."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    made = make_finished(db, owner_id, {"money": 30, "people": 80}, at=THEN)
    make_plan(db, made, Goal("money", None, "words about money"), Goal("home", None, "words about home"), works="We do")
    return made


def put_right(db: Database, done: Checkin, *, at: str = THEN) -> Checkin:
    corrected = revise(db, done.owner_id, done.checkin_id, SITTING, at=at)
    finish(db, done.owner_id, corrected.checkin_id, at=at)
    return corrected


def test_the_plan_goes_on(client: PageClient, db: Database, done: Checkin) -> None:
    corrected = put_right(db, put_right(db, done))
    address = f"/check-ins/{corrected.checkin_id}/plan"
    assert address in client.get("/mine").html
    page = client.get(address)
    assert "words about money" in page.text
    assert "We do" in page.text
    client.get("/take-home")
    assert "words about money" in client.follow("See and print the plan").text


def test_what_is_written_there_leaves_the_first_plan_as_it_was(client: PageClient, db: Database, done: Checkin) -> None:
    before = find_plan(db, done.owner_id, done.checkin_id)
    corrected = put_right(db, done)
    page = client.get(f"/check-ins/{corrected.checkin_id}/plan/steps")
    assert page.one("[name=money_words]").raw_text.strip() == "words about money"
    page = client.submit({"money_words": "other words"})
    assert "other words" in page.text
    assert "words about home" in page.text
    assert find_plan(db, done.owner_id, done.checkin_id) == before


def test_other_topics_chosen_there_keep_what_was_written(client: PageClient, db: Database, done: Checkin) -> None:
    corrected = put_right(db, done)
    client.get(f"/check-ins/{corrected.checkin_id}/plan/choose")
    client.submit({"topics": ["money", "hopes"]})
    page = client.submit({"hopes_words": "words about hopes"})
    assert "words about money" in page.text
    assert "words about hopes" in page.text
    assert "words about home" not in page.text


def test_two_tabs_on_the_plan_of_a_correction_keep_both(client: PageClient, db: Database, done: Checkin) -> None:
    corrected = put_right(db, done)
    here = client.get(f"/check-ins/{corrected.checkin_id}/plan/steps")
    client.submit({"money_words": "from there"})
    client.page = here
    page = client.submit({"money_words": "from here"}, status=409)
    assert "from there" in page.one(".clash").text


def test_what_was_put_away_before_the_correction_is_not_read(
    client: PageClient, db: Database, done: Checkin, clock: Clock
) -> None:
    client.get("/something-changed")
    client.submit(button="kind=moved")
    client.submit({"asks_afresh": "yes"})
    corrected = put_right(db, done, at=clock.forward(minutes=1))
    page = client.get(f"/check-ins/{corrected.checkin_id}/plan")
    assert "words about money" in page.text
    assert "words about home" not in page.text


def test_a_correction_goes_on_with_the_nearest_plan(db: Database, done: Checkin) -> None:
    second = put_right(db, done)
    third = put_right(db, second)
    chain = (third, done, second)
    first, middle, last = done.checkin_id, second.checkin_id, third.checkin_id
    assert planned_by(chain, {first}) == {first: first, middle: first, last: first}
    assert planned_by(chain, {middle}) == {middle: middle, last: middle}
    assert planned_by(chain, set()) == {}
