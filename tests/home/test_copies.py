"""The copy that each maker keeps: to read alone, put away for themselves alone, and nothing of the others beside it."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import visits
from tests.builders import AT, SHARED, everything, family_wheel, make_finished, make_person, make_plan, statements
from tests.conftest import Clock
from tests.sittings import MARKS, circle_of, make_sitting, make_together, take_home
from tests.support.page import PageClient
from wheel_app import EXPORTERS, checkins
from wheel_app.checkins import Checkin, Circle, list_circles, number
from wheel_app.people import KINDS, note_change
from wheel_app.plan import Goal
from wheel_app.storage import Database, later, new_id

PEOPLE = 5
SITTINGS = st.lists(
    st.lists(st.integers(0, PEOPLE - 1) | st.none(), min_size=2, max_size=4).filter(
        lambda who: len([one for one in who if one is not None]) == len({one for one in who if one is not None})
    ),
    min_size=1,
    max_size=6,
)


def pages_of(circle: Circle, done: Checkin) -> list[str]:
    copy = f"/together/{circle.circle_id}"
    return [f"{copy}/check-ins/{done.checkin_id}", f"{copy}/check-ins/{done.checkin_id}/plan", f"{copy}/then-and-now"]


@given(SITTINGS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_each_sees_exactly_what_they_took_part_in(app: Flask, db: Database, sittings: list[list[int | None]]) -> None:
    people = [make_person(db) for _ in range(PEOPLE)]
    own = [make_finished(db, person, {"home": 10 + place}) for place, person in enumerate(people)]
    made = [make_together(db, *(None if one is None else people[one] for one in who)) for who in sittings]
    kept = [(who, one, circle_of(db, one)) for who, one in zip(sittings, made, strict=True) if any_copy(who)]
    for place, person in enumerate(people):
        mine = {circle.circle_id for who, _, circle in kept if place in who}
        assert {circle.circle_id for circle in list_circles(db, person)} == mine
        client = PageClient(app, db=db)
        visits.sign_in(client, db, person, at=AT)
        seen = client.get("/mine").html
        for who, done, circle in kept:
            assert (done.checkin_id in seen) == (place in who)
            for path in pages_of(circle, done):
                client.get(path, status=200 if place in who else 404)
            client.get(f"/check-ins/{done.checkin_id}", status=404)
        for other, theirs in enumerate(own):
            assert (theirs.checkin_id in seen) == (other == place)
            for circle_id in mine:
                client.get(f"/together/{circle_id}/check-ins/{theirs.checkin_id}", status=404)
    like_with_like(db, kept)


def any_copy(who: list[int | None]) -> bool:
    return any(one is not None for one in who)


def like_with_like(db: Database, kept: list[tuple[list[int | None], Checkin, Circle]]) -> None:
    """Two sittings are of one circle exactly where the same people took both home, and nobody took nothing."""
    for who, done, circle in kept:
        for others, again, another in kept:
            is_same = done == again or (None not in who and None not in others and set(who) == set(others))
            assert (circle.circle_id == another.circle_id) == is_same


@pytest.fixture
def sara(db: Database) -> str:
    return make_person(db)


@pytest.fixture
def tom(db: Database) -> str:
    return make_person(db)


@pytest.fixture
def saras(app: Flask, db: Database, sara: str, clock: Clock) -> PageClient:
    client = PageClient(app, db=db)
    visits.sign_in(client, db, sara, at=clock.at)
    return client


@pytest.fixture
def toms(app: Flask, db: Database, tom: str, clock: Clock) -> PageClient:
    client = PageClient(app, db=db)
    visits.sign_in(client, db, tom, at=clock.at)
    return client


def test_a_copy_is_read_and_nothing_on_it_can_be_changed(saras: PageClient, db: Database, sara: str, tom: str) -> None:
    done = make_together(db, sara, tom, names=("Sara", "Tom"))
    make_plan(db, done, Goal("home", None, "We clear the hall"))
    before = everything(db)["checkin"] + everything(db)["plan"]
    wheel, plan, _ = pages_of(circle_of(db, done), done)
    for path, said in ((wheel, "Done together by Sara and Tom."), (plan, "We clear the hall")):
        page = saras.get(path)
        assert said in page.text
        assert page.all("main form") == []
        assert not [link for link in page.texts("main a") if link in ("Change the plan", "Pick what to change")]
    token = saras.get("/begin").one("input[name=csrf_token]").get("value")
    for address in (f"{wheel}/revise", f"{plan}/choose", f"{plan}/steps", f"/check-ins/{done.checkin_id}/revise"):
        assert saras.client.post(address, data={"csrf_token": token}).status_code == 404
    assert everything(db)["checkin"] + everything(db)["plan"] == before


def test_then_and_now_of_the_same_people(saras: PageClient, db: Database, sara: str, tom: str) -> None:
    make_finished(db, sara, {"home": 1, "money": 1})
    first = make_together(db, sara, tom, names=("Sara", "Tom"), at=later(AT, days=-90))
    second = make_sitting(db, marks={**MARKS, "home": 66}, at=AT)
    take_home(db, second, sara, tom)
    page = saras.get("/mine")
    page = saras.get(page.one("a[href$=then-and-now][href^='/together/']").get("href"))
    assert "Our home went up from 30 to 66." in page.text
    assert "Your family’s number" in page.texts("h2")
    assert "Our mood and worries" in page.text
    assert f"/together/{first.owner_id}/check-ins/{first.checkin_id}/plan" in page.html


def test_the_familys_number_is_that_of_the_wheel_and_never_a_mean_of_persons(
    saras: PageClient, db: Database, sara: str, tom: str
) -> None:
    for person, mark in ((sara, 10), (tom, 90)):
        make_finished(db, person, dict.fromkeys(SHARED, mark))
    done = make_together(db, sara, tom)
    found = number([mark for mark in MARKS.values() if isinstance(mark, int)])
    assert found is not None
    page = saras.get(pages_of(circle_of(db, done), done)[0])
    assert page.one(".big-number").text == str(found.value) == "55"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_one_puts_away_the_other_still_has(
    saras: PageClient, toms: PageClient, db: Database, sara: str, tom: str, kind: str
) -> None:
    done = make_together(db, sara, tom, names=("Sara", "Tom"))
    theirs = [toms.get(path).text for path in pages_of(circle_of(db, done), done)]
    note_change(db, sara, kind, ["housing"], asks_afresh=False, at=later(AT, minutes=1))
    assert "Together with" not in saras.get("/mine").text
    for path in pages_of(circle_of(db, done), done)[:2]:
        saras.get(path, status=404)
    assert "There is one wheel to see here." not in saras.get(pages_of(circle_of(db, done), done)[2]).text
    assert "Together with Sara" in toms.get("/mine").text
    assert [toms.get(path).text for path in pages_of(circle_of(db, done), done)] == theirs
    change = saras.get("/put-away").one("main form")
    saras.submit(form=change.get("action"))
    assert "Together with Tom" in saras.get("/mine").text


def test_a_parting_puts_away_every_wheel_together_and_no_other_subject_does(
    saras: PageClient, db: Database, sara: str, tom: str
) -> None:
    done = make_together(db, sara, tom, names=("Sara", "Tom"))
    note_change(db, sara, "moved", ["learning"], asks_afresh=False, at=later(AT, minutes=1))
    assert "Together with Tom" in saras.get("/mine").text
    note_change(db, sara, "parted", ["learning"], asks_afresh=False, at=later(AT, minutes=2))
    assert "Together with" not in saras.get("/mine").text
    saras.get(pages_of(circle_of(db, done), done)[0], status=404)
    again = make_together(db, sara, make_person(db), names=("Sara", "Nan"), at=later(AT, days=1))
    assert "Together with Nan" in saras.get("/mine").text
    assert saras.get(pages_of(circle_of(db, again), again)[0])


def test_a_copy_shows_no_topic_that_fell_silent_for_its_reader(
    saras: PageClient, db: Database, sara: str, tom: str
) -> None:
    note_change(db, sara, "moved", ["housing"], asks_afresh=False, at=later(AT, days=-1))
    done = make_together(db, sara, tom)
    page = saras.get(pages_of(circle_of(db, done), done)[0])
    assert "Our home" not in page.text
    assert "Our money and bills" in page.text


def test_an_export_holds_what_was_done_together_and_of_the_names_only_ones_own(
    db: Database, sara: str, tom: str
) -> None:
    done = make_together(db, sara, tom, None, names=("Sara", "Tom", "Nan"))
    make_plan(db, done, Goal("home", None, "We clear the hall"))
    given = repr([export(db, sara) for export in EXPORTERS])
    assert done.checkin_id in given
    assert "We clear the hall" in given
    assert "Sara" in given
    assert not [word for word in ("Tom", "Nan", tom) if word in given]


def test_a_draft_of_a_sitting_is_on_nobodys_page(saras: PageClient, db: Database, sara: str) -> None:
    done = make_sitting(db)
    draft = checkins.begin(db, family_wheel(), done.owner_id, "me", checkins.Sitting("alone", None, "en", "d"), at=AT)
    take_home(db, done, sara)
    assert draft.checkin_id not in saras.get("/mine").html
    saras.get(f"/together/{done.owner_id}/check-ins/{draft.checkin_id}", status=404)


def test_no_page_costs_more_however_much_was_done_together(saras: PageClient, db: Database, sara: str) -> None:
    costs = []
    for many in (2, 12):
        for day in range(many):
            with_whom = make_person(db)
            for month in range(2):
                done = make_together(db, sara, with_whom, at=later(AT, days=day + 40 * month))
        paths = ["/mine", *pages_of(circle_of(db, done), done)]
        found = []
        for path in paths:
            with statements(db) as seen:
                assert saras.client.get(path).status_code == 200
            found.append(len(seen))
        costs.append(found)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 12


def test_a_made_up_circle_is_unknown(saras: PageClient, db: Database, sara: str, tom: str) -> None:
    done = make_together(db, sara, tom)
    for path in pages_of(Circle(new_id(), ()), done):
        saras.get(path, status=404)
