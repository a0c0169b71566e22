"""Joining on a device that was handed over: asked once, by the person's own yes, and taken back in two taps."""

from __future__ import annotations

import pytest

from tests import households, staffing, visits
from tests.conftest import Clock
from tests.people.joining import Case, hand_to, joined, keep_in, owner_here
from tests.staffing import PIN
from tests.support.page import PageClient
from wheel_app.storage import Database

ASKED = "May your worker know?"


def test_whoever_keeps_a_wheel_on_it_is_asked_and_goes_on_to_their_slip(
    client: PageClient, db: Database, case: Case
) -> None:
    hand_to(client, case)
    visits.first_touch(client)
    keep_in(client)
    assert client.page is not None
    assert client.page.heading == ASKED
    assert "Early help" in client.page.text
    # Whoever else holds the device would join in the wrong place, and read there what is kept about somebody.
    assert "about Maeve. Is that you?" in client.page.text
    owner_id = owner_here(client, db)
    page = client.submit(form="main form", button="Yes, that is me")
    assert page.heading == "Your slip"
    assert len(page.one(".code").text.replace(" ", "")) == 10
    assert joined(db) == [{"member_id": case.member.member_id, "owner_id": owner_id, "how": "handed-over"}]


def test_whoever_comes_back_by_code_is_asked(client: PageClient, db: Database, case: Case) -> None:
    phone = visits.another(client)
    visits.first_touch(phone)
    code = visits.keep(phone)
    hand_to(client, case)
    assert visits.come_back(client, code).heading == ASKED
    assert client.submit(form="main form", button="Yes, that is me").heading == "Your page"
    assert joined(db)[0]["owner_id"] == owner_here(phone, db)


def test_not_now_joins_nobody_and_looks_like_yes(client: PageClient, db: Database, case: Case) -> None:
    hand_to(client, case)
    visits.first_touch(client)
    keep_in(client)
    assert client.page is not None
    buttons = client.page.all("main form button")
    assert [button.text for button in buttons] == ["Yes, that is me", "No, or not now"]
    assert buttons[0].get("class") == buttons[1].get("class")
    assert client.submit(form="main form", button="No, or not now").heading == "Your slip"
    assert joined(db) == []


@pytest.mark.parametrize("way", ["passing", "handed to somebody who walked in", "own"])
def test_nobody_else_can_join(way: str, client: PageClient, db: Database, case: Case) -> None:
    other = visits.another(client)
    if way == "handed to somebody who walked in":
        client.get("/hand-over")
        client.submit(form="main form[action$=hand-over]", button="Someone who walked in")
        other = client
    visits.first_touch(other)
    if way != "passing":
        keep_in(other)
    assert other.page is not None
    assert other.page.heading != ASKED
    other.get("/begin")
    other.post("/joining", {"answer": "yes"})
    assert joined(db) == []


def test_before_anything_is_kept_nobody_is_asked(client: PageClient, db: Database, case: Case) -> None:
    hand_to(client, case)
    visits.first_touch(client)
    assert client.get("/joining").heading == "Your page"
    client.post("/joining", {"answer": "yes"})
    assert joined(db) == []


def test_after_the_hand_over_was_ended_nobody_is_asked_as_the_member(
    client: PageClient, db: Database, case: Case
) -> None:
    hand_to(client, case)
    visits.first_touch(client)
    client.get("/exit", status=303)
    visits.first_touch(client)
    keep_in(client)
    assert client.page is not None
    assert client.page.heading == "Your slip"


def test_in_a_place_that_is_taken_nobody_else_is_asked(client: PageClient, db: Database, case: Case) -> None:
    phone = visits.another(client)
    visits.first_touch(phone)
    visits.keep(phone)
    households.join(db, case.member, owner_here(phone, db))
    hand_to(client, case)
    visits.first_touch(client)
    keep_in(client)
    assert client.page is not None
    assert client.page.heading == "Your slip"
    client.post("/joining", {"answer": "yes"})
    assert len(joined(db)) == 1


def test_pressed_twice_it_is_joined_once(client: PageClient, db: Database, case: Case) -> None:
    hand_to(client, case)
    visits.first_touch(client)
    keep_in(client)
    token = client.token()
    for _ in range(2):
        client.client.post("/joining", data={"csrf_token": token, "answer": "yes"})
    assert len(joined(db)) == 1


def test_it_is_taken_back_in_two_taps_by_whoever_joined_alone(client: PageClient, db: Database, case: Case) -> None:
    hand_to(client, case)
    visits.first_touch(client)
    keep_in(client)
    client.submit(form="main form", button="Yes, that is me")
    stranger = visits.another(client)
    visits.first_touch(stranger)
    stranger.post(f"/joined/{case.member.member_id}/part", status=404)
    client.get("/mine")
    page = client.follow("Who knows that this is you")
    assert "Early help" in page.text
    assert "Maeve" not in page.html
    page = client.submit(form="main form", button="Do not say so any more")
    assert "Nobody." in page.text
    assert joined(db) == []
    client.get("/take-home")
    client.post(f"/joined/{case.member.member_id}/part", status=404)


def test_taken_back_the_worker_sees_that_they_have_a_way_in_and_no_more(
    client: PageClient, db: Database, case: Case
) -> None:
    before = client.get(case.own_way).text
    hand_to(client, case)
    visits.first_touch(client)
    keep_in(client)
    owner_id = owner_here(client, db)
    client.submit(form="main form", button="Yes, that is me")
    client.get("/take-back")
    client.submit({"pin": PIN})
    page = client.get(case.own_way)
    assert "Has their own way in no" in before
    assert "Has their own way in yes" in page.text
    assert owner_id not in page.html


def test_whose_device_it_was_is_written_down_with_the_family(client: PageClient, db: Database, case: Case) -> None:
    hand_to(client, case)
    rows = db.rows("SELECT actor, about FROM audit_row WHERE action = 'handed-over' AND chain LIKE 'family:%'")
    assert rows == [{"actor": case.worker.staff_id, "about": case.member.member_id}]


def test_a_worker_who_does_not_see_them_finds_nothing(
    client: PageClient, db: Database, case: Case, clock: Clock
) -> None:
    other = visits.another(client)
    staffing.sign_in(other, db, staffing.make_staff(db, staffing.make_team(db)), at=clock.at)
    other.get(case.own_way, status=404)
    other.get("/today")
    for what in ("hand-over", "invite", "withdraw-invitation"):
        other.post(case.own_way.replace("own-way", what), status=404)
    assert db.rows("SELECT * FROM sign_in WHERE kind = 'handed-over'") == []


def test_pressed_twice_it_is_handed_over_once(client: PageClient, db: Database, case: Case) -> None:
    page = client.get(case.own_way)
    sent = {one.get("name"): one.get("value") for one in page.form("form[action$=hand-over]").all("input")}
    cookie = client.client.get_cookie("session")
    assert cookie is not None
    address = case.own_way.replace("own-way", "hand-over")
    first = client.client.post(address, data=sent)
    client.client.set_cookie("session", cookie.value)
    second = client.client.post(address, data=sent)
    assert first.headers["Location"] == second.headers["Location"] == "/language"
    rows = db.rows("SELECT member_id FROM sign_in WHERE kind = 'handed-over'")
    assert rows == [{"member_id": case.member.member_id}]
