"""A young person’s own page: which wheel is which, what is compared, and what a change in life touches."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import AT, YOUNG, give, make_draft, make_finished, make_person, make_young, young_wheel
from tests.support.page import PageClient
from wheel_app.checkins import Checkin
from wheel_app.people.rules import KINDS_WHERE_YOUNG
from wheel_app.storage import Database, later


@pytest.fixture
def young(db: Database) -> Checkin:
    """A young person's wheel."""
    return make_young(db, make_person(db), {"caring": 20, "feelings": 30})


def test_one_wheel_is_not_named_in_lists(client: PageClient, db: Database, young: Checkin) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    assert "11 to 17" not in client.get("/mine").text


def test_who_has_both_sees_which_is_which(client: PageClient, db: Database, young: Checkin) -> None:
    make_finished(db, young.owner_id, {"home": 40}, about="me", at=later(AT, days=400))
    visits.sign_in(client, db, young.owner_id, at=AT)
    rows = client.get("/mine").texts("section[aria-labelledby=times-heading] li")
    assert [next(name for name in ("11 to 17", "Just me") if name in row) for row in rows] == ["Just me", "11 to 17"]


def test_an_open_wheel_says_which_it_is_too(client: PageClient, db: Database, young: Checkin) -> None:
    make_draft(db, young.owner_id, about="me", at=later(AT, days=400))
    visits.sign_in(client, db, young.owner_id, at=AT)
    card = client.get("/mine").all("main section")[0].text
    assert "Just me" in card


def test_then_and_now_is_offered_for_each_wheel_done_twice(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    make_young(db, owner_id, {"caring": 20}, at=later(AT, days=-300))
    assert client.get("/mine").all("a[href^=/then-and-now]") == []
    make_finished(db, owner_id, {"home": 20}, about="me", at=later(AT, days=-200))
    assert client.get("/mine").all("a[href^=/then-and-now]") == []
    second = make_young(db, owner_id, {"caring": 60}, at=later(AT, days=-100))
    newest = make_finished(db, owner_id, {"home": 70}, about="me", at=later(AT, days=-10))
    links = {one.text: one.get("href") for one in client.get("/mine").all("a[href^=/then-and-now]")}
    assert list(links) == ["Then and now: Just me", "Then and now: I’m 11 to 17"]
    told = {
        newest.checkin_id: "Our home went up from 20 to 70.",
        second.checkin_id: "Looking after others went up from 20 to 60.",
    }
    for href, (checkin_id, sentence) in zip(links.values(), told.items(), strict=True):
        assert href == f"/then-and-now?now={checkin_id}"
        assert client.get(href).texts(".bar p") == [sentence]


def test_one_wheel_is_never_held_against_the_other(client: PageClient, db: Database, young: Checkin) -> None:
    family = make_finished(db, young.owner_id, {"mood": 90}, about="me", at=later(AT, days=400))
    visits.sign_in(client, db, young.owner_id, at=AT)
    page = client.get(f"/then-and-now?then={young.checkin_id}&now={family.checkin_id}")
    assert "These two wheels do not ask the same things." in page.text
    assert page.all("main figure") == []


# What has changed


@pytest.mark.parametrize("kind", sorted(set(KINDS_WHERE_YOUNG) - {"not-safe"}))
def test_a_change_in_life_touches_their_own_topics(client: PageClient, db: Database, young: Checkin, kind: str) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    client.get("/something-changed")
    page = client.submit(button=f"kind={kind}")
    assert [one.get("value") for one in page.all("input[name=topics]")] == list(YOUNG)
    tapped = [one.get("value") for one in page.all("input[name=topics][checked]")]
    wished = [topic.key for topic in young_wheel().topics if topic.subject in KINDS_WHERE_YOUNG[kind]]
    assert tapped == wished != []
    client.submit()
    assert ("caring" in wished) == (young.checkin_id not in client.get("/mine").html)


def test_the_words_are_theirs(client: PageClient, db: Database, young: Checkin) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    theirs = client.get("/something-changed").text
    parent = make_person(db)
    make_finished(db, parent, {"home": 40})
    visits.sign_in(client, db, parent, at=AT)
    parents = client.get("/something-changed").text
    for words in ("I live with other people now", "People at home have parted"):
        assert (words in theirs, words in parents) == (True, False)
    for words in ("A child lives somewhere else now", "We have parted"):
        assert (words in theirs, words in parents) == (False, True)


def test_who_has_both_wheels_is_asked_once_about_each_subject(client: PageClient, db: Database, young: Checkin) -> None:
    draft = make_draft(db, young.owner_id, about="little", at=later(AT, days=400))
    give(db, draft, "home", 20)
    visits.sign_in(client, db, young.owner_id, at=AT)
    client.get("/something-changed")
    page = client.submit(button="kind=moved")
    keys = [one.get("value") for one in page.all("input[name=topics]")]
    assert len(keys) == len(set(keys)) == 13
    assert "caring" in keys
    assert "home" in keys
    assert "my-home" not in keys
