"""A young person beside a parent: what is theirs stays theirs, and the same help stands beside everyone."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests import visits
from tests.builders import (
    AT,
    YOUNG,
    everything,
    give,
    make_draft,
    make_finished,
    make_person,
    make_plan,
    make_young,
    young_wheel,
)
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, Given
from wheel_app.people.rules import KINDS_WHERE_YOUNG
from wheel_app.plan import Goal
from wheel_app.storage import Database, later, new_id

WORDS = "words-of-a-16-year-old"
WAY = "young-wheel-young"
ENDS = ("", "/so-far", "/choose", "/topics/1", "/plan", "/plan/choose", "/plan/steps", "/plan.pdf")


@pytest.fixture
def young(db: Database) -> Checkin:
    """The wheel and plan of a 16-year-old."""
    done = make_young(db, make_person(db), {"caring": Given("scored", 20, "arc", WORDS), "feelings": 30})
    make_plan(db, done, Goal("caring", None, WORDS, WORDS, WORDS), works=WORDS)
    return done


def all_pages(client: PageClient, checkin_id: str) -> list[Page]:
    """Every page that a person can open about what is theirs, and those about this check-in."""
    mine = ("/mine", "/take-home", "/slip", "/put-away", "/something-changed", "/then-and-now", "/again", "/begin")
    pages = [client.get(path) for path in mine]
    pages += [client.get(f"/check-ins/{checkin_id}{end}", status=404) for end in ENDS]
    return [*pages, client.get(f"/then-and-now?now={checkin_id}", status=404)]


# Theirs from the first answer


def test_a_parent_on_the_same_device_finds_nothing(client: PageClient, db: Database) -> None:
    visits.begin(client, WAY)
    theirs = visits.shown_checkin(client)
    visits.tap_topics(client, ["caring"], "friends")
    visits.answer(client, band="1", note=WORDS)
    client.get("/mine")
    client.submit(form="form[action$=done]")
    visits.begin(client, "teens")
    for page in all_pages(client, theirs):
        assert WORDS not in page.html
        assert theirs not in page.html.replace(page.path, "")
        assert "11 to 17" not in page.text or page.path in ("/begin", "/again")


def test_a_parent_who_came_first_finds_nothing_of_what_came_after(client: PageClient, db: Database) -> None:
    visits.first_touch(client)
    code = visits.keep(client)
    visits.begin(client, WAY)
    theirs = visits.shown_checkin(client)
    visits.tap_topics(client, ["caring"], "friends")
    visits.answer(client, band="1", note=WORDS)
    client.get("/mine")
    client.submit(form="form[action$=done]")
    visits.come_back(client, code)
    for page in all_pages(client, theirs):
        assert WORDS not in page.html


def test_the_parents_pictures_do_not_open_it_on_their_device(client: PageClient, db: Database) -> None:
    visits.first_touch(client)
    visits.keep(client)
    visits.begin(client, WAY)
    visits.tap_topics(client, ["caring"], "friends")
    visits.answer(client, band="1", note=WORDS)
    visits.keep(client, visits.OTHER_FOUR)
    client.post("/done", {})
    parents = visits.come_back_here(client)
    assert WORDS not in parents.html
    assert "You were in the middle of a wheel" in parents.text
    link = parents.one("a[href$=so-far]").get("href")
    assert "Looking after others" not in client.get(link).text


def test_a_parents_pages_are_the_same_to_the_byte_with_and_without_it(app: Flask, db: Database) -> None:
    parent = make_person(db)
    make_finished(db, parent, dict.fromkeys(("home", "money", "mood"), 40), about="teens")
    before = [_bare(page) for page in _pages_of(app, db, parent)]
    done = make_young(db, make_person(db), {"caring": Given("scored", 20, "arc", WORDS)})
    make_plan(db, done, Goal("caring", None, WORDS), works=WORDS)
    assert [_bare(page) for page in _pages_of(app, db, parent)] == before


def _pages_of(app: Flask, db: Database, owner_id: str) -> list[Page]:
    client = PageClient(app, db=db)
    visits.sign_in(client, db, owner_id, at=AT)
    return [client.get(path) for path in ("/mine", "/then-and-now", "/again", "/put-away", "/what-is-kept")]


def _bare(page: Page) -> str:
    """The page without what is new on every page."""
    return re.sub(r'(name="(?:csrf_token|save_id)" value=)"[^"]*"', r"\1", page.html)


def test_an_unknown_wheel_and_a_young_persons_are_one(client: PageClient, db: Database, young: Checkin) -> None:
    visits.sign_in(client, db, make_person(db), at=AT)
    before = everything(db)["answer"]
    for end in ENDS:
        theirs = client.get(f"/check-ins/{young.checkin_id}{end}", status=404)
        unknown = client.get(f"/check-ins/{new_id()}{end}", status=404)
        assert (theirs.status, _bare(theirs)) == (unknown.status, _bare(unknown))
    assert everything(db)["answer"] == before


# A person with both wheels


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
    assert list(links) == ["See then and now: Just me", "See then and now: I’m 11 to 17"]
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


# Help


def help_of(page: Page) -> list[str]:
    return [link.get("href") for link in page.all("a[href^=tel:]")]


NUMBERS = ["tel:999", "tel:116123", "tel:08082000247", "tel:08001111", "tel:08088005000"]


@pytest.mark.parametrize("mark", [1, 100])
def test_help_stands_in_the_same_place_whatever_was_answered(client: PageClient, db: Database, mark: int) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    make_young(db, owner_id, dict.fromkeys(YOUNG, mark))
    page = client.get("/what-is-kept")
    assert help_of(page) == NUMBERS
    assert "ask one of them for a word on your own" in page.text


def test_help_is_one_tap_from_every_page_of_theirs(client: PageClient, db: Database, young: Checkin) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    own = [f"/check-ins/{young.checkin_id}{end}" for end in ("", "/plan")]
    for path in ("/mine", "/take-home", "/again", "/something-changed", *own):
        link = client.get(path).one("footer a[href$=help]")
        assert link.text == "Help"
    assert client.get("/what-is-kept").one("#help")


def test_who_is_not_safe_gets_the_same_lines(client: PageClient, db: Database, young: Checkin, clock: Clock) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    client.get("/something-changed")
    assert help_of(client.submit(button="kind=not-safe")) == NUMBERS
