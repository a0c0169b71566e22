"""Handing a device over: in between nothing of the worker's is reachable on it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import staffing, visits
from tests.accounts.handing import (
    GIVE_BACK,
    SIGN_IN,
    Worker,
    cookie_of,
    hand_over,
    sign_ins,
    staff_addresses,
    take_back,
)
from tests.builders import everything
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.doors import DOORS
from wheel_app.storage import Database


@pytest.mark.parametrize("role", ["host", "worker", "manager"])
def test_two_taps_lead_to_the_family_s_first_screen(role: str, client: PageClient, db: Database, clock: Clock) -> None:
    staff = staffing.make_staff(db, role=role)
    staffing.sign_in(client, db, staff, at=clock.at)
    hand_over(client)
    assert client.page is not None
    assert client.page.path == "/language"
    assert staff.full_name not in client.page.html


@pytest.mark.parametrize(("role", "has_families"), [("host", False), ("worker", True), ("manager", True)])
def test_who_has_families_reads_how_it_is_handed_to_one_of_theirs(
    role: str, has_families: bool, client: PageClient, db: Database, clock: Clock
) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, role=role), at=clock.at)
    page = client.get("/hand-over")
    assert bool(page.all("main a[href='/families']")) == has_families


@pytest.mark.parametrize("role", ["administrator", "analyst"])
def test_others_do_not_hand_over(role: str, client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, role=role), at=clock.at)
    client.get("/today")
    client.post("/hand-over", status=404)
    client.get("/hand-over", status=404)
    assert sign_ins(db, "kind = 'handed-over'") == []


def test_nobody_and_a_family_do_not_hand_over(client: PageClient, db: Database) -> None:
    client.get("/")
    assert client.post("/hand-over").path == SIGN_IN
    visits.first_touch(client)
    client.post("/hand-over", status=404)
    assert sign_ins(db, "kind = 'handed-over'") == []


def test_nothing_of_the_worker_is_reachable(app: Flask, client: PageClient, worker: Worker) -> None:
    hand_over(client)
    addresses = staff_addresses(app)
    assert len(addresses) > 5
    token = client.token()
    for stage in ("before anybody has begun", "while somebody is at it"):
        for method, address in addresses:
            reply = client.client.open(address, method=method, data={"csrf_token": token})
            where = reply.headers.get("Location", "")
            assert (reply.status_code == 303 and where.endswith(SIGN_IN)) or reply.status_code == 404, (stage, address)
            assert worker.staff.full_name not in reply.get_data(as_text=True)
        visits.first_touch(client)
        token = client.token()


def test_what_is_begun_meanwhile_is_the_family_s_and_says_by_whom_it_was_handed(
    client: PageClient, db: Database, worker: Worker
) -> None:
    waits = sign_ins(db)[0]["sign_in_id"]
    hand_over(client)
    visits.first_touch(client)
    kept_code = visits.keep(client)
    client.get("/mine")
    client.submit(form="form[action$=done]")
    visits.come_back(client, kept_code)
    theirs = sign_ins(db, "owner_id IS NOT NULL")
    assert [(row["kind"], row["handed_by"]) for row in theirs] == [("handed-over", waits)] * 2
    made = db.rows("SELECT handed_by, given_by, present FROM checkin")
    assert made == [{"handed_by": worker.staff.staff_id, "given_by": "own", "present": "alone"}]


def test_who_is_here_is_asked_and_nothing_is_chosen_before(client: PageClient, worker: Worker) -> None:
    hand_over(client)
    assert client.get("/begin").all("input[name=present][checked]") == []


def test_what_was_made_elsewhere_names_nobody(client: PageClient, db: Database, worker: Worker) -> None:
    hand_over(client)
    visits.first_touch(visits.another(client))
    assert [row["handed_by"] for row in db.rows("SELECT handed_by FROM checkin")] == [None]


def test_whose_hands_it_went_through_is_on_no_page_of_the_family(
    client: PageClient, db: Database, worker: Worker
) -> None:
    hand_over(client)
    visits.first_touch(client)
    for path in ("/mine", "/take-home", "/take-back", "/what-is-kept"):
        html = client.get(path).html
        assert worker.staff.full_name not in html
        assert worker.staff.staff_id not in html


@pytest.mark.parametrize("way", ["exit", "done", "away", "erase"])
def test_the_end_of_the_family_s_part_asks_for_it_back(way: str, client: PageClient, worker: Worker) -> None:
    hand_over(client)
    visits.first_touch(client)
    client.get("/take-home" if way == "erase" else "/mine")
    if way in ("exit", "away"):
        page = client.get(f"/{way}", status=303)
        assert page.location == "/take-back"
        page = client.get("/take-back")
    elif way == "done":
        page = client.submit(form="form[action$=done]")
    else:
        client.submit(form="form[action$=erase]", statements=False)
        page = client.follow("I’m done")
    assert page.heading == GIVE_BACK
    assert worker.staff.full_name not in page.html
    assert client.client.get("/mine").status_code == 303


def test_a_small_link_leads_to_it_from_every_page_and_from_no_other_visit(client: PageClient, worker: Worker) -> None:
    hand_over(client)
    for path in ("/", "/begin", "/back", "/what-is-kept"):
        assert client.get(path).link("Worker: take back") == "/take-back"
    page = visits.first_touch(client)
    assert page.link("Worker: take back") == "/take-back"
    stranger = visits.another(client)
    assert stranger.get("/").all("a[href$=take-back]") == []
    assert visits.first_touch(stranger).all("a[href$=take-back]") == []


def test_the_family_may_go_on_where_nobody_took_it_back(client: PageClient, worker: Worker) -> None:
    hand_over(client)
    visits.first_touch(client)
    client.get("/take-back")
    assert client.follow("To my page").heading == "Your page"


def test_pressed_twice_it_is_handed_over_once(client: PageClient, db: Database, worker: Worker) -> None:
    page = client.get("/hand-over")
    sent = {one.get("name"): one.get("value") for one in page.form("main form").all("input")}
    theirs = cookie_of(client)
    first = client.client.post("/hand-over", data=sent)
    client.client.set_cookie("session", theirs)
    second = client.client.post("/hand-over", data=sent)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"] == "/language"
    assert len(sign_ins(db, "kind = 'handed-over'")) == 1
    assert cookie_of(client) != theirs
    visits.first_touch(client)


def test_a_second_tab_of_the_worker_is_closed_too(client: PageClient, worker: Worker) -> None:
    client.get("/hand-over")
    token = client.token()
    hand_over(client)
    reply = client.client.post("/hand-over/pin", data={"csrf_token": token, "pin": "590218"})
    assert reply.headers["Location"].endswith(SIGN_IN)
    take_back(client)


def test_a_page_of_the_family_that_is_still_open_saves_nothing_more(
    client: PageClient, db: Database, worker: Worker
) -> None:
    hand_over(client)
    visits.begin(client)
    page = visits.tap_topics(client)
    sent = {one.get("name"): one.get("value") for one in page.form(visits.TOPIC).all("input[type=hidden]")}
    take_back(client)
    before = everything(db)["answer"]
    reply = client.client.post(page.path, data={**sent, "band": "3", "go": "save"}, headers={"X-Save": "1"})
    assert reply.status_code in (401, 404)
    assert everything(db)["answer"] == before


def test_on_a_device_that_was_handed_over_nobody_says_that_it_is_their_phone(
    client: PageClient, worker: Worker
) -> None:
    hand_over(client)
    visits.first_touch(client)
    visits.stop(client)
    assert client.get("/take-home").all("form[action$=own-phone]") == []
    client.post("/own-phone", status=404)


def test_before_anybody_has_begun_every_open_page_answers_as_anywhere(
    app: Flask, client: PageClient, worker: Worker
) -> None:
    hand_over(client)
    stranger = visits.another(client)
    bound = app.url_map.bind("localhost")
    left_out = {"home.exit", "home.away", "home.kiosk", "home.kiosk_begin", "home.audio", "home.health"}
    for rule in app.url_map.iter_rules():
        is_open = "anyone" in DOORS[rule.endpoint] and "GET" in (rule.methods or ())
        is_staffs = rule.endpoint.startswith("staff.")
        if is_open and not (rule.arguments or is_staffs or rule.endpoint in left_out):
            reply, fresh = (one.client.get(bound.build(rule.endpoint)) for one in (client, stranger))
            assert reply.status_code == fresh.status_code, rule.endpoint
            # Whoever asks for somebody to talk to is told to whom that goes.
            is_named = worker.staff.full_name in reply.get_data(as_text=True)
            assert not is_named or rule.endpoint == "tasks.talk"
