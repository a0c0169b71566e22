"""Buttons that are pressed twice, and pages that another tab has overtaken."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import AT, give, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, list_checkins
from wheel_app.storage import Database, later

SAID = {"about": "little", "present": "worker", "interpreter": "professional"}


@pytest.fixture
def done(db: Database, client: PageClient, clock: Clock) -> Checkin:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_finished(db, owner_id, {"home": 20, "money": 30}, at=later(AT, days=-90))


def begin_again(client: PageClient, **said: str) -> str:
    client.get("/again")
    client.submit({**SAID, **said})
    return visits.shown_checkin(client)


def test_do_it_again_pressed_twice_is_one_wheel(client: PageClient, db: Database, done: Checkin) -> None:
    assert begin_again(client) == begin_again(client)
    assert len(list_checkins(db, done.owner_id)) == 2


@pytest.mark.parametrize("other", [{"about": "teens"}, {"present": "alone"}, {"interpreter": "relative"}])
def test_another_answer_begins_another_wheel(
    client: PageClient, db: Database, done: Checkin, other: dict[str, str]
) -> None:
    assert begin_again(client) != begin_again(client, **other)


def test_a_wheel_that_says_something_is_not_begun_anew(client: PageClient, db: Database, done: Checkin) -> None:
    first = begin_again(client)
    visits.answer(client, band="2")
    assert begin_again(client) != first
    assert first in client.get("/mine").html or len(list_checkins(db, done.owner_id)) == 3


def test_a_wheel_begun_before_life_changed_is_not_gone_on_with(
    client: PageClient, db: Database, done: Checkin, clock: Clock
) -> None:
    first = begin_again(client)
    clock.forward(minutes=1)
    client.get("/something-changed")
    client.submit(button="kind=not-safe")
    clock.forward(minutes=1)
    assert begin_again(client) != first


@pytest.mark.parametrize(("end", "sent"), [("choose", {"mind": "home"}), ("own-topic", {"name": "Our dog"})])
def test_a_wheel_that_is_finished_in_the_same_moment_takes_no_more(
    client: PageClient, db: Database, done: Checkin, end: str, sent: dict[str, str]
) -> None:
    draft = make_draft(db, done.owner_id)
    give(db, draft, "home", 40)
    client.get(f"/check-ins/{draft.checkin_id}/so-far")

    def finish_first(statement: str) -> None:
        if statement.startswith("UPDATE checkin SET seq"):
            db.observe(None)
            db.execute("UPDATE checkin SET finished_at = :at WHERE checkin_id = :id", at=AT, id=draft.checkin_id)

    token = client.token()
    db.observe(finish_first)
    reply = client.client.post(f"/check-ins/{draft.checkin_id}/{end}", data={"csrf_token": token, **sent})
    assert reply.status_code == 409
    assert "This wheel is finished" in reply.get_data(as_text=True)
