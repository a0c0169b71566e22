"""A young person beside a parent: what is theirs stays theirs, on one device and in one family."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask

from tests import visits
from tests.builders import (
    AT,
    everything,
    library,
    make_draft,
    make_finished,
    make_person,
    make_plan,
    make_young,
)
from tests.households import join, make_family, make_member, relate
from tests.staffing import make_staff, make_team
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff
from wheel_app.checkins import Checkin, Given, is_young_person, list_checkins
from wheel_app.people import Family
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


@dataclass(frozen=True)
class AtHome:
    """A parent and a 16-year-old of one family, each joined with a way in of their own, and who works with them."""

    family: Family
    parent: str
    young: str
    worker: Staff


@pytest.fixture
def at_home(db: Database) -> AtHome:
    team = make_team(db)
    worker = make_staff(db, team)
    family = make_family(db, team, coordinator=worker)
    mother = make_member(db, family, "Maeve", by=worker)
    son = make_member(db, family, "Leo", "young", by=worker, born_on="2010-05-02")
    relate(db, mother, son, by=worker)
    parent, young = make_person(db), make_person(db)
    join(db, mother, parent)
    join(db, son, young)
    make_finished(db, parent, dict.fromkeys(("home", "money"), 40), about="teens")
    return AtHome(family, parent, young, worker)


def test_in_one_household_a_parents_pages_are_the_same_to_the_byte(app: Flask, db: Database, at_home: AtHome) -> None:
    before = [_bare(page) for page in _pages_of(app, db, at_home.parent)]
    done = make_young(db, at_home.young, {"caring": Given("scored", 20, "arc", WORDS), "feelings": 30})
    make_plan(db, done, Goal("caring", None, WORDS), works=WORDS)
    assert [_bare(page) for page in _pages_of(app, db, at_home.parent)] == before
    client = PageClient(app, db=db)
    visits.sign_in(client, db, at_home.parent, at=AT)
    for page in all_pages(client, done.checkin_id):
        assert WORDS not in page.html


def test_the_young_person_finds_it_and_nothing_of_the_parents(app: Flask, db: Database, at_home: AtHome) -> None:
    done = make_young(db, at_home.young, {"caring": Given("scored", 20, "arc", WORDS)})
    client = PageClient(app, db=db)
    visits.sign_in(client, db, at_home.young, at=AT)
    assert done.checkin_id in client.get("/mine").html
    assert WORDS in client.get(f"/check-ins/{done.checkin_id}").html
    assert "Our money and bills" not in client.get("/something-changed").html


def test_nothing_of_theirs_is_shared_before_they_say_so(db: Database, at_home: AtHome) -> None:
    done = make_young(db, at_home.young, {"caring": 20})
    teams = [team.team_id for team in people.list_family_teams(db, at_home.family.family_id)]
    day = AT[:10]
    made = consent.Made(done.checkin_id, day, AT)
    seen = consent.what_may_be_seen(db, at_home.worker.staff_id, teams, at_home.young, made, at=AT, with_glass=True)
    assert not seen.topics
    assert consent.grants_of(db, at_home.young) == ()


def test_a_person_is_young_by_the_wheel_they_began_last(db: Database, at_home: AtHome) -> None:
    assert not is_young_person(library(), list_checkins(db, at_home.young))
    make_young(db, at_home.young, {"caring": 20})
    assert is_young_person(library(), list_checkins(db, at_home.young))
    assert not is_young_person(library(), list_checkins(db, at_home.parent))
    make_draft(db, at_home.young, about="me", at=later(AT, days=800))
    assert not is_young_person(library(), list_checkins(db, at_home.young))
