"""What became of a wheel while its page was open elsewhere: finished, put away, taken off, the visit ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests import visits
from tests.builders import everything, family_wheel, give, make_draft, make_person
from tests.checkins.test_topic_page import address
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, erase, finish
from wheel_app.checkins.actions import name_own_topic
from wheel_app.storage import Database

NOTE = "What I wrote\nand more"
PLAIN: Mapping[str, str] = {}
HTMX, SCRIPT = {"HX-Request": "true"}, {"X-Save": "1"}


@pytest.fixture
def draft(db: Database, client: PageClient, clock: Clock) -> Checkin:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    made = make_draft(db, owner_id)
    give(db, made, "money", 40)
    return made


def finished(db: Database, draft: Checkin) -> None:
    finish(db, draft.owner_id, draft.checkin_id, at=draft.recorded_at)


def erased(db: Database, draft: Checkin) -> None:
    with db.transaction():
        erase(db, draft.owner_id)


MEANWHILE = [
    (finished, 409, "This wheel is finished", "See your wheel"),
    (erased, 404, "This is not here any more", "To my page"),
]
Change = Callable[[Database, Checkin], None]


@pytest.mark.parametrize("is_htmx", [False, True])
@pytest.mark.parametrize(("change", "status", "heading", "way_on"), MEANWHILE)
def test_an_answer_that_comes_too_late_gets_a_page_that_says_why_and_gives_the_words_back(
    client: PageClient,
    db: Database,
    draft: Checkin,
    change: Change,
    status: int,
    heading: str,
    way_on: str,
    is_htmx: bool,
) -> None:
    client.get(address(draft))
    change(db, draft)
    before = everything(db)["answer"]
    given = {"band": "3", "note": NOTE}
    page = client.submit(given, form=visits.TOPIC, button="go=next", htmx=is_htmx, status=status)
    assert everything(db)["answer"] == before
    assert page.heading == heading
    assert page.one("title").raw_text.strip() == heading
    assert [one.text for one in page.all("section[aria-labelledby=written] bdi")] == NOTE.split("\n")
    assert page.link(way_on)
    if is_htmx:
        # Only what htmx swaps: a whole page would stand inside the page.
        assert [one.tag for one in page.root.children] == ["title", "main"]
        assert page.one("main").get("id") == "main"


@pytest.mark.parametrize(("change", "status", "way_on"), [(one[0], one[1], one[3]) for one in MEANWHILE])
def test_the_saving_script_is_told_in_a_line_with_the_way_on(
    client: PageClient, db: Database, draft: Checkin, change: Change, status: int, way_on: str
) -> None:
    client.get(address(draft))
    change(db, draft)
    for given in ({"band": "3"}, {"score": "nonsense"}, {"note": NOTE}):
        reply = send(client, draft, given, SCRIPT, status)
        assert [one.tag for one in reply.root.children] == ["p"]
        assert reply.one("#saved a").text == way_on


def send(client: PageClient, draft: Checkin, given: Mapping[str, str], headers: Mapping[str, str], status: int) -> Page:
    sent = {"topic": "home", "tool": "family-wheel/2026.2", "seq": "0", "go": "next", **given}
    return client.post(address(draft), sent, headers=headers, status=status)


def test_a_topic_of_ones_own_that_was_taken_off_gives_its_words_back(
    client: PageClient, db: Database, draft: Checkin
) -> None:
    name_own_topic(db, family_wheel(), draft.owner_id, draft.checkin_id, "Our dog", at=draft.recorded_at)
    client.get(f"/check-ins/{draft.checkin_id}/topics/13")
    name_own_topic(db, family_wheel(), draft.owner_id, draft.checkin_id, None, at=draft.recorded_at)
    given = {"band": "3", "note": NOTE}
    page = client.submit(given, form=visits.TOPIC, button="go=next", htmx=True, status=404)
    assert "What I wrote" in page.text


def test_nothing_pressed_on_a_finished_wheel_leads_to_it(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    finished(db, draft)
    page = client.submit(form=visits.TOPIC, button="go=next")
    assert page.heading == "Your wheel"


def ended_by_idling(client: PageClient, clock: Clock) -> None:
    clock.forward(minutes=11)


def ended_in_another_window(client: PageClient, clock: Clock) -> None:
    client.client.get("/exit")


def taken_over_by_another(client: PageClient, clock: Clock) -> None:
    sent = {"about": "me", "present": "alone"}
    page = client.client.get("/begin").get_data(as_text=True)
    token = page.partition('csrf_token" value="')[2].partition('"')[0]
    client.client.post("/begin", data={**sent, "csrf_token": token})


@pytest.mark.parametrize("headers", [HTMX, SCRIPT])
@pytest.mark.parametrize("end", [ended_by_idling, ended_in_another_window, taken_over_by_another])
def test_a_page_of_a_visit_that_is_over_is_told_to_leave(
    client: PageClient,
    db: Database,
    draft: Checkin,
    clock: Clock,
    end: Callable[[PageClient, Clock], None],
    headers: Mapping[str, str],
) -> None:
    page = client.get(address(draft))
    end(client, clock)
    before = everything(db)["answer"]
    reply = send(client, draft, {"band": "3", "note": NOTE, "csrf_token": client.token()}, headers, 401)
    assert reply.response.data == b""
    assert everything(db)["answer"] == before
    assert client.get(page.one("body").get("data-over")).heading == "This visit is over"


@pytest.mark.parametrize("end", [ended_by_idling, ended_in_another_window])
def test_a_plain_form_of_a_visit_that_is_over_leads_to_the_page_that_says_so(
    client: PageClient, draft: Checkin, clock: Clock, end: Callable[[PageClient, Clock], None]
) -> None:
    client.get(address(draft))
    end(client, clock)
    page = client.submit({"band": "3", "note": NOTE}, form=visits.TOPIC, button="go=next")
    assert (page.path, page.heading) == ("/visit-over", "This visit is over")
    assert "What I wrote" not in page.html
    assert client.follow("Go on with a wheel begun on this device").path == "/back-here"


def test_whoever_is_here_already_is_led_to_their_own_page(client: PageClient, draft: Checkin) -> None:
    assert client.get("/visit-over").link("To my page") == "/mine"
