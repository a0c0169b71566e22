"""What has fallen silent stays silent: in open wheels, in corrections, behind old pages, with the clock set back."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import AT, everything, family_wheel, give, library, make_draft, make_finished, make_person
from tests.checkins.test_topic_page import address
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, finish
from wheel_app.people import list_changes, note_change
from wheel_app.progress.queries import get_look_back
from wheel_app.storage import Database, later

BEFORE = later(AT, days=-90)
ENDS = ("choose", "own-topic", "finish", "revise")


@pytest.fixture
def owner_id(db: Database, client: PageClient, clock: Clock) -> str:
    made = make_person(db)
    visits.sign_in(client, db, made, at=clock.at)
    return made


@pytest.fixture
def draft(db: Database, owner_id: str, clock: Clock) -> Checkin:
    """An open wheel that says something about a home that will be left."""
    made = make_draft(db, owner_id, at=clock.at)
    give(db, made, "home", 11, at=clock.at)
    give(db, made, "money", 42, at=clock.at)
    clock.forward(minutes=1)
    return made


def tell(client: PageClient, kind: str = "moved", next_time: str = "no") -> Page:
    client.get("/something-changed")
    page = client.submit(button=f"kind={kind}")
    return page if kind == "not-safe" else client.submit({"asks_afresh": next_time})


@pytest.mark.parametrize("next_time", ["no", "yes"])
def test_an_open_wheel_no_longer_says_what_was_put_away(
    client: PageClient, db: Database, draft: Checkin, clock: Clock, next_time: str
) -> None:
    tell(client, next_time=next_time)
    clock.forward(minutes=1)
    assert client.get(address(draft)).heading != "Our home"
    page = client.get(f"/check-ins/{draft.checkin_id}/so-far")
    assert "Our home" not in page.text
    assert "Our money" in page.text
    shown = visits.stop(client)
    assert "Our home" not in shown.text


def test_what_was_put_away_in_an_open_wheel_is_in_no_comparison(
    client: PageClient, db: Database, owner_id: str, draft: Checkin, clock: Clock
) -> None:
    tell(client, next_time="yes")
    finish(db, owner_id, draft.checkin_id, at=clock.forward(minutes=1))
    seen = get_look_back(db, library(), owner_id, then_id=None, now_id=None)
    assert seen.now is not None
    assert [one.topic_key for one in seen.now.readings] == ["money"]


def test_what_is_asked_afresh_is_asked_in_the_next_wheel(
    client: PageClient, db: Database, draft: Checkin, clock: Clock
) -> None:
    tell(client, next_time="yes")
    clock.forward(minutes=1)
    client.get("/again")
    page = client.submit({"about": "little", "present": "alone"})
    assert "home" in [one.get("value") for one in page.all("input[name=mind]")]


def test_brought_back_it_stands_in_the_open_wheel_again(
    client: PageClient, db: Database, draft: Checkin, clock: Clock
) -> None:
    tell(client, next_time="yes")
    clock.forward(minutes=1)
    client.get("/put-away")
    client.submit()
    assert "Our home" in client.get(f"/check-ins/{draft.checkin_id}/so-far").text


@pytest.mark.parametrize("headers", [{}, {"X-Save": "1"}, {"HX-Request": "true"}])
def test_a_page_left_open_adds_nothing_to_a_wheel_that_is_put_away(
    client: PageClient, db: Database, draft: Checkin, clock: Clock, headers: dict[str, str]
) -> None:
    form = client.get(address(draft, "health")).form(visits.TOPIC)
    sent = {one.get("name"): one.get("value") for one in form.all("input[type=hidden]")}
    tell(client, "not-safe")
    clock.forward(minutes=1)
    before = everything(db)["answer"]
    paths = [address(draft, "health"), *(f"/check-ins/{draft.checkin_id}/{end}" for end in ENDS)]
    for given in ({"band": "3"}, {"mind": "money", "name": "words"}):
        for path in paths:
            reply = client.client.post(path, data={**sent, **given, "go": "next"}, headers=headers)
            assert reply.status_code == 404, path
            assert "Our" not in reply.get_data(as_text=True)
    assert everything(db)["answer"] == before


def test_a_correction_does_not_ask_what_fell_silent(
    client: PageClient, db: Database, owner_id: str, clock: Clock
) -> None:
    done = make_finished(db, owner_id, {"money": 30}, at=BEFORE)
    tell(client)
    clock.forward(minutes=1)
    client.get(f"/check-ins/{done.checkin_id}")
    page = client.submit(form="form[action$=revise]")
    assert "Our money" in page.text
    assert "Our home" not in page.text


def test_where_all_fell_silent_there_is_still_a_topic_of_ones_own(
    client: PageClient, db: Database, owner_id: str, clock: Clock
) -> None:
    subjects = {topic.subject for topic in family_wheel().topics}
    note_change(db, owner_id, "death", subjects, asks_afresh=False, at=BEFORE)
    client.get("/again")
    page = client.submit({"about": "me", "present": "alone"})
    assert page.heading == "Your wheel so far"
    draft = visits.shown_checkin(client)
    client.submit({"name": "Our dog"}, form="form[action$=own-topic]")
    assert visits.answer(client, band="2").heading == "Your wheel so far"
    assert client.get(f"/check-ins/{draft}/choose").path == f"/check-ins/{draft}/so-far"
    assert visits.stop(client).heading == "Your wheel"


def test_a_clock_set_back_puts_away_what_was_made_before(
    client: PageClient, db: Database, owner_id: str, clock: Clock
) -> None:
    done = make_finished(db, owner_id, {"home": 30}, at=clock.at)
    draft = make_draft(db, owner_id, at=clock.at)
    clock.forward(minutes=-5)
    tell(client, "not-safe")
    for checkin in (done, draft):
        client.get(f"/check-ins/{checkin.checkin_id}", status=404)
    assert "There is no wheel to show here just now." in client.get("/mine").text


@pytest.mark.parametrize("back", [{"minutes": -5}, {"hours": -1}, {"days": -400}])
def test_what_is_made_after_a_change_stays_though_the_clock_was_set_back(
    client: PageClient, db: Database, owner_id: str, clock: Clock, back: dict[str, int]
) -> None:
    make_finished(db, owner_id, {"home": 30}, at=clock.at)
    tell(client, "not-safe")
    clock.forward(**back)
    visits.sign_in(client, db, owner_id, at=clock.at)
    client.get("/again")
    client.submit({"about": "me", "present": "alone"})
    draft = visits.shown_checkin(client)
    visits.tap_topics(client, mind=["money"], right="people")
    visits.answer(client, band="2")
    assert draft in client.get("/mine").html
    client.get(f"/check-ins/{draft}/so-far")
    assert visits.stop(client).heading == "Your wheel"
    assert draft in client.get("/mine").html
    client.post(f"/check-ins/{draft}/revise")
    revision = visits.shown_checkin(client)
    assert visits.stop(client).heading == "Your wheel"
    assert revision in client.get("/mine").html


def test_what_goes_on_after_a_change_stays_though_the_clock_was_set_back(
    client: PageClient, db: Database, owner_id: str, draft: Checkin, clock: Clock
) -> None:
    tell(client)
    clock.forward(minutes=-30)
    client.get(f"/check-ins/{draft.checkin_id}/so-far")
    assert visits.stop(client).heading == "Your wheel"
    assert draft.checkin_id in client.get("/mine").html


def test_told_again_with_the_clock_set_back_that_is_put_away_too(
    client: PageClient, db: Database, owner_id: str, clock: Clock
) -> None:
    tell(client, "not-safe")
    clock.forward(minutes=-5)
    client.get("/again")
    client.submit({"about": "me", "present": "alone"})
    draft = visits.shown_checkin(client)
    visits.tap_topics(client, mind=["money"], right="people")
    visits.answer(client, band="2")
    tell(client, "not-safe")
    client.get(f"/check-ins/{draft}/so-far", status=404)
    assert len(list_changes(db, owner_id)) == 2


def test_told_twice_it_is_put_away_once(client: PageClient, db: Database, owner_id: str, clock: Clock) -> None:
    make_finished(db, owner_id, {"home": 30}, at=clock.at)
    clock.forward(minutes=1)
    for kind in ("not-safe", "moved"):
        for _ in range(2):
            tell(client, kind)
    assert len(list_changes(db, owner_id)) == 2
    tell(client, "moved", "yes")
    assert len(list_changes(db, owner_id)) == 3


def test_told_again_after_a_new_wheel_that_is_put_away_too(
    client: PageClient, db: Database, owner_id: str, clock: Clock
) -> None:
    tell(client, "not-safe")
    done = make_finished(db, owner_id, {"home": 30}, at=clock.forward(minutes=1))
    clock.forward(minutes=1)
    tell(client, "not-safe")
    client.get(f"/check-ins/{done.checkin_id}", status=404)
    assert len(list_changes(db, owner_id)) == 2


def test_brought_back_twice_leads_to_ones_page(client: PageClient, db: Database, owner_id: str, clock: Clock) -> None:
    done = make_finished(db, owner_id, {"home": 30}, at=clock.at)
    clock.forward(minutes=1)
    tell(client)
    there = client.get("/put-away")
    client.submit()
    client.page = there
    page = client.submit()
    assert page.path == "/mine"
    assert done.checkin_id in page.html
