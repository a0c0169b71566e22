"""A page of staff that was left alone: it goes, and keeps nothing open."""

from __future__ import annotations

import re

import pytest

from tests import staffing, visits
from tests.accounts.test_staff_endings import AUTOMATIC, is_out
from tests.conftest import Clock
from tests.support.page import Page, PageClient
from wheel_app.storage import Database


@pytest.mark.parametrize(("back", "is_over"), [(2, False), (14, False), (15, True), (24 * 60, True)])
def test_where_the_clock_was_set_back_nothing_of_staff_stays_open_for_longer(
    client: PageClient, db: Database, clock: Clock, back: int, is_over: bool
) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db), at=clock.at)
    client.get("/today")
    clock.forward(minutes=-back)
    assert is_out(client) == is_over
    clock.forward(minutes=15)
    assert is_out(client), "unused for a quarter of an hour by the clock as it is now"


def leaves(page: Page) -> tuple[int, str]:
    """After how many seconds a page goes by itself without the script, and where to."""
    found = re.search(r'<noscript><meta http-equiv="refresh" content="(\d+);url=([^"]+)"></noscript>', page.html)
    assert found
    return int(found[1]), found[2]


def test_without_the_script_a_page_goes_when_its_time_is_over(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db), at=clock.at)
    seconds, address = leaves(client.get("/today"))
    assert seconds == 15 * 60
    clock.forward(minutes=15)
    page = client.get(address)
    assert page.heading == "Sign in to work with families"
    assert "You were signed out" in page.text
    assert "refresh" not in page.html


def test_a_page_with_room_for_a_longer_text_stays_on_without_the_script(
    client: PageClient, db: Database, clock: Clock
) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, staffing.make_team(db)), at=clock.at)
    assert leaves(client.get("/emergency"))[0] == 60 * 60


def test_a_page_that_goes_by_itself_makes_nothing_longer(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db), at=clock.at)
    _, address = leaves(client.get("/today"))
    clock.forward(minutes=14)
    leaves(client.get(address))
    clock.forward(minutes=1)
    assert is_out(client)


def test_to_the_page_of_a_colleague_a_visit_is_over(client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    asked = client.get("/today").one("#time-soon").get("data-left")
    client.get(asked, headers=AUTOMATIC)
    staffing.sign_in(client, db, staffing.make_staff(db, name="Sam Roe"))
    client.get(asked, headers=AUTOMATIC, status=401)


def test_who_signs_out_again_on_another_page_or_late_is_told_that_they_are_out(
    client: PageClient, db: Database, clock: Clock
) -> None:
    for wait in (0, 16):
        staffing.sign_in(client, db, staffing.make_staff(db), at=clock.at)
        page = client.get("/today")
        sent = {"csrf_token": page.one("header input[name=csrf_token]").get("value")}
        clock.forward(minutes=wait)
        for _ in range(2):
            reply = client.client.post("/staff/sign-out", data=sent)
            assert (reply.status_code, reply.headers["Location"]) == (303, "/staff/sign-in")
        assert is_out(client)


def test_a_worker_s_page_of_before_does_not_end_the_visit_of_the_family(
    client: PageClient, db: Database, clock: Clock
) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db), at=clock.at)
    lying = client.get("/today").one("header input[name=csrf_token]").get("value")
    client.get("/hand-over")
    client.submit(form="main form[action$=hand-over]", button="Someone who walked in")
    visits.first_touch(client)
    assert client.client.post("/staff/sign-out", data={"csrf_token": lying}).status_code == 404
    assert client.get("/mine").path == "/mine"
