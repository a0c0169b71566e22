"""The wheel so far and the finished one: picture, words and number; a topic of one's own; no way to change the past."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import SHARED, everything, family_wheel, give, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, Given
from wheel_app.checkins.queries import list_answers
from wheel_app.storage import Database

NAMES = ["x", "O’Brien-Smith", "ہمارا کتا", "👨‍👩‍👧", "a" * 40, "<b>dog</b>", "{{7*7}} %s", "=1+1", "12", "e\u0301"]


@pytest.fixture
def owner_id(db: Database, client: PageClient, clock: Clock) -> str:
    """The person that the browser is signed in as."""
    made = make_person(db)
    visits.sign_in(client, db, made, at=clock.at)
    return made


@pytest.fixture
def draft(db: Database, owner_id: str) -> Checkin:
    return make_draft(db, owner_id)


def so_far(client: PageClient, draft: Checkin) -> Page:
    return client.get(f"/check-ins/{draft.checkin_id}/so-far")


def name_own(client: PageClient, draft: Checkin, name: str, *, status: int = 200, **checks: bool) -> Page:
    so_far(client, draft)
    return client.submit({"name": name}, form="form[action$=own-topic]", status=status, **checks)


def rows(page: Page) -> list[str]:
    return page.texts("li.row")


@pytest.mark.parametrize("name", NAMES)
def test_one_topic_may_have_any_name(client: PageClient, db: Database, draft: Checkin, name: str) -> None:
    page = name_own(client, draft, name, words=False)
    assert name in page.text
    assert name not in page.title
    client.submit({"band": "2"}, form=visits.TOPIC, button="go=so-far", words=False)
    assert list_answers(db, draft.checkin_id)["own"].score == 30
    assert name in so_far_text(client, draft)
    assert name in client.submit(form="form[action$=finish]", words=False).text


@pytest.mark.parametrize("name", ["\u200b", "\u200f \u2060", "\ufeff" * 40, "\u0301"])
def test_a_name_in_which_nothing_can_be_seen_is_none(client: PageClient, draft: Checkin, name: str) -> None:
    page = name_own(client, draft, name)
    assert len(rows(page)) == 12


def test_a_sign_that_is_newer_than_the_app_is_a_name(client: PageClient, draft: Checkin) -> None:
    assert "\U0001fadd" in name_own(client, draft, "\U0001fadd", words=False).text


def so_far_text(client: PageClient, draft: Checkin) -> str:
    return client.get(f"/check-ins/{draft.checkin_id}/so-far", words=False).text


def test_a_name_that_is_too_long_comes_back(client: PageClient, draft: Checkin) -> None:
    page = name_own(client, draft, "long " * 20_000, status=422)
    assert len(page.errors) == 1
    assert page.one("#name").get("value") == ("long " * 20_000).strip()


def test_the_own_topic_is_renamed_and_taken_away(client: PageClient, db: Database, draft: Checkin) -> None:
    name_own(client, draft, "Our dog")
    visits.answer(client, go="so-far", band="2")
    name_own(client, draft, "Our cat")
    page = so_far(client, draft)
    assert rows(page)[-1] == "Our cat A struggle"
    page = name_own(client, draft, "  ")
    assert len(rows(page)) == 12
    assert list_answers(db, draft.checkin_id) == {}


def test_a_draft_shows_each_topic_with_what_was_said(client: PageClient, db: Database, draft: Checkin) -> None:
    give(db, draft, "home", 42)
    give(db, draft, "money", Given("scored", 30, "band"))
    give(db, draft, "work", Given("rather-not-say"))
    assert rows(so_far(client, draft))[:4] == [
        "Our home 42 · Up and down",
        "Our money and bills A struggle",
        "My work and training Left out",
        "My body and health Not looked at yet",
    ]


def test_every_topic_can_be_opened_from_there(client: PageClient, draft: Checkin) -> None:
    page = so_far(client, draft)
    for topic, link in zip(family_wheel().topics, page.all("li.row a"), strict=True):
        assert client.get(link.get("href")).heading == topic.label


def test_the_number_shows_from_six_topics(client: PageClient, db: Database, owner_id: str) -> None:
    for many, number in ((5, []), (6, ["50"]), (12, ["50"])):
        done = make_finished(db, owner_id, dict.fromkeys(SHARED[:many], 50))
        page = client.get(f"/check-ins/{done.checkin_id}")
        assert page.texts(".big-number") == number
        assert (f"It rests on {many} topics." in page.text) == bool(number)


def test_the_own_topic_never_counts_in_the_number(client: PageClient, db: Database, owner_id: str) -> None:
    draft = make_draft(db, owner_id)
    for key in SHARED[:5]:
        give(db, draft, key, 50)
    name_own(client, draft, "Our dog")
    visits.answer(client, go="so-far", band="5")
    assert visits.stop(client).texts(".big-number") == []


def test_a_finished_wheel_is_a_picture_and_a_list_in_words(client: PageClient, db: Database, owner_id: str) -> None:
    done = make_finished(db, owner_id, {"home": Given("scored", 42, "arc", "a note"), "money": Given("not-now")})
    page = client.get(f"/check-ins/{done.checkin_id}")
    assert page.all("svg[role=img]")
    assert rows(page) == ["Our home 42 · Up and down a note", "Our money and bills Left out"]
    assert "Nobody else can see this unless you show them." in page.text


def test_what_goes_well_is_said_and_never_what_does_not(client: PageClient, db: Database, owner_id: str) -> None:
    done = make_finished(db, owner_id, {"home": 90, "money": 10})
    page = client.get(f"/check-ins/{done.checkin_id}")
    assert page.one("section[aria-labelledby=well-heading]").text == "Already going well Our home"
    assert not [word for word in ("lowest", "worst", "weak", "low") if word in page.text.lower().split()]


def test_an_earlier_wheel_is_only_read(client: PageClient, db: Database, owner_id: str) -> None:
    first = make_finished(db, owner_id, {"home": 20})
    make_finished(db, owner_id, {"home": 40}, at="2026-11-20T11:00:00.000000Z")
    page = client.get(f"/check-ins/{first.checkin_id}")
    assert "See the plan from then" in page.text
    assert "Pick what to change" not in page.text


@pytest.mark.parametrize("end", ["so-far", "topics/1"])
def test_a_finished_wheel_cannot_be_gone_on_with(client: PageClient, db: Database, owner_id: str, end: str) -> None:
    done = make_finished(db, owner_id, {"home": 20})
    client.get("/again")
    token = client.token()
    before = everything(db)
    assert client.get(f"/check-ins/{done.checkin_id}/{end}").path == f"/check-ins/{done.checkin_id}"
    page = client.post(f"/check-ins/{done.checkin_id}/choose", {"csrf_token": token, "mind": "money"})
    assert page.path == f"/check-ins/{done.checkin_id}"
    sent = {"csrf_token": token, "name": "Our dog"}
    page = client.post(f"/check-ins/{done.checkin_id}/own-topic", sent, status=409)
    assert page.heading == "This wheel is finished"
    assert "Our dog" in page.one("section[aria-labelledby=written]").text
    assert everything(db) == before


def test_a_draft_has_no_finished_page(client: PageClient, draft: Checkin) -> None:
    assert client.get(f"/check-ins/{draft.checkin_id}").heading == "Your wheel so far"


def test_going_through_every_topic_ends_at_the_wheel(client: PageClient, db: Database, draft: Checkin) -> None:
    page = client.get(f"/check-ins/{draft.checkin_id}/topics/1")
    for _ in range(12):
        page = visits.answer(client, band="4")
        if page.heading == "Your wheel so far" and "You have been through every topic." not in page.text:
            client.get(next(a.get("href") for a in page.all("main a") if a.text == "Carry on"))
    assert "You have been through every topic." in page.text
    assert len(list_answers(db, draft.checkin_id)) == 12
