"""Whose lines these are: nobody else's page opens them, and what fell silent is gone."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask

from tests import visits
from tests.builders import make_finished, make_person
from tests.checkins.test_lines_pages import address, answers, tap, token_of
from tests.conftest import Clock
from tests.households import join, make_member
from tests.lines import Home, make_finished_lines, make_home, make_lines
from tests.support.page import PageClient
from wheel_app import checkins, people
from wheel_app.checkins import AlreadyFinished
from wheel_app.checkins.lines.routes import finished_meanwhile
from wheel_app.people import note_change
from wheel_app.storage import Database


@pytest.fixture
def home(db: Database, client: PageClient, clock: Clock) -> Home:
    made = make_home(db)
    visits.sign_in(client, db, made.owner_id, at=clock.at)
    return made


def test_strangers_and_wheels_are_not_there(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    other = make_home(db, "Lea")
    theirs = make_lines(db, other.owner_id, child=other.child.member_id, at=clock.at).checkin_id
    wheel = make_finished(db, home.owner_id, {"home": 3}, at=clock.at).checkin_id
    for checkin_id in (theirs, wheel, str(uuid4())):
        client.get(f"/lines/{checkin_id}", status=404)
        token = {"csrf_token": token_of(client)}
        client.post(f"/lines/{checkin_id}", {"go": "save", **token}, status=404)
        client.post(f"/lines/{checkin_id}/revise", token, status=404)
        tap(client, checkin_id, "sure", "3", status="404")
    client.get(address(other), status=404)
    client.get(address(other, "/choose"), status=404)
    client.get(f"/my-children/{home.child.member_id}/point-9", status=404)
    client.get(f"/my-children/{home.mother.member_id}/point-4", status=404)


def test_only_who_cares_for_a_child_fills_in_about_it(
    db: Database, client: PageClient, home: Home, clock: Clock
) -> None:
    family = people.find_family(db, home.mother.family_id)
    assert family is not None
    lodger, lodger_id = make_member(db, family, "Tom"), make_person(db)
    join(db, lodger, lodger_id)
    assert checkins.find_own_child(db, lodger_id, home.child.member_id, on=clock.at[:10]) is None
    found = checkins.find_own_child(db, home.owner_id, home.child.member_id, on=clock.at[:10])
    assert found is not None
    assert found.name == "Sami"


def test_what_one_parent_says_the_other_never_sees(db: Database, client: PageClient, home: Home, clock: Clock) -> None:
    family = people.find_family(db, home.mother.family_id)
    assert family is not None
    father, father_id = make_member(db, family, "Tom"), make_person(db)
    join(db, father, father_id)
    done = make_finished_lines(db, home.owner_id, {"sure": 2}, child=home.child.member_id, at=clock.at)
    other = visits.another(client)
    visits.sign_in(other, db, father_id, at=clock.at)
    other.get(f"/lines/{done.checkin_id}", status=404)
    assert checkins.list_about(db, father_id, home.child.member_id) == ()


def test_what_fell_silent_is_gone_from_the_page(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    done = make_finished_lines(db, home.owner_id, {"sure": 2, "talk": 3}, child=home.child.member_id, at=clock.at)
    clock.forward(minutes=1)
    note_change(db, home.owner_id, "moved", ["parenting"], asks_afresh=False, at=clock.at)
    client.get(f"/lines/{done.checkin_id}", status=404)
    assert "Carry on" not in client.get(address(home)).text


def test_the_private_line_is_reached_by_the_question_alone(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    made = make_lines(db, home.owner_id, child=home.child.member_id, picks=["sure"], at=clock.at)
    page = client.get(f"/lines/{made.checkin_id}")
    assert "same way" not in page.text
    client.follow("Go to the question")
    page = client.submit({}, button="private=yes")
    assert "try to do things the same way" in page.text
    client.submit({"band": "2"}, form="#topic-form", button="go=next")
    assert client.page is not None
    assert client.page.path == f"/lines/{made.checkin_id}"
    assert db.value("SELECT score FROM private_answer") == 2
    assert answers(db, home, made.checkin_id) == {}
    early = make_lines(db, home.owner_id, child=home.child.member_id, point="point-2", picks=["sure"], at=clock.at)
    assert "Go to the question" not in client.get(f"/lines/{early.checkin_id}").text


def test_lines_that_were_finished_while_more_were_chosen_lead_back(app: Flask, home: Home) -> None:
    with app.test_request_context(address(home, "/choose"), method="POST"):
        answered = finished_meanwhile(AlreadyFinished())
    assert (answered.status_code, answered.headers["Location"]) == (303, address(home))
