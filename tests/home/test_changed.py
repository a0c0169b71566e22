"""“Something has changed”: what it touches falls silent everywhere, nothing is asked about it, and it can come back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import visits
from tests.builders import AT, family_wheel, give, make_draft, make_finished, make_person, make_plan
from tests.conftest import Clock
from tests.sittings import make_together
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin
from wheel_app.people import KINDS
from wheel_app.plan import Goal
from wheel_app.storage import Database, later

TOUCHED = {
    "death": "learning",
    "lives-elsewhere": "days",
    "parted": "people",
    "moved": "home",
}
LAST_YEAR, SPRING, SUMMER = (later(AT, days=-days) for days in (300, 200, 100))


@dataclass(frozen=True)
class Person:
    """Somebody with a wheel that no change touches, and two that it does, with plans."""

    owner_id: str
    money: Checkin
    first: Checkin
    second: Checkin


def make(db: Database, client: PageClient, touched: str) -> Person:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    money = make_finished(db, owner_id, {"money": 30}, at=LAST_YEAR)
    first = make_finished(db, owner_id, {touched: 30, "health": 40}, at=SPRING)
    make_plan(db, first, Goal(touched, None, "words about it"))
    second = make_finished(db, owner_id, {touched: 60, "health": 40}, at=SUMMER)
    make_plan(db, second, Goal("health", None, "words about health"))
    return Person(owner_id, money, first, second)


def tell(client: PageClient, kind: str, next_time: str = "no") -> Page:
    """Say what has changed, with the topics as they are suggested."""
    client.get("/something-changed")
    page = client.submit(button=f"kind={kind}")
    return page if kind == "not-safe" else client.submit({"asks_afresh": next_time})


def links(page: Page) -> str:
    return " ".join(link.get("href") for link in page.all("main a"))


@pytest.mark.parametrize("kind", TOUCHED)
@pytest.mark.parametrize("next_time", ["no", "yes"])
def test_what_it_touches_is_gone_from_every_page(
    client: PageClient, db: Database, clock: Clock, kind: str, next_time: str
) -> None:
    person = make(db, client, TOUCHED[kind])
    assert tell(client, kind, next_time).heading == "What is put away"
    clock.forward(minutes=1)
    mine = client.get("/mine")
    assert person.money.checkin_id in links(mine)
    assert person.first.checkin_id not in mine.html
    assert person.second.checkin_id not in mine.html
    assert client.get("/then-and-now").all("main figure") == []
    for checkin in (person.first, person.second):
        for end in ("", "/plan", "/plan/choose", "/plan/steps", "/plan.pdf"):
            client.get(f"/check-ins/{checkin.checkin_id}{end}", status=404)
        client.get(f"/then-and-now?then={checkin.checkin_id}", status=404)
    assert client.get(f"/check-ins/{person.money.checkin_id}").heading == "Your wheel"


@pytest.mark.parametrize("kind", TOUCHED)
def test_nothing_more_is_asked_about_it(client: PageClient, db: Database, kind: str) -> None:
    make(db, client, TOUCHED[kind])
    tell(client, kind)
    silent = {topic.key for topic in family_wheel().topics if topic.subject in KINDS[kind]}
    client.get("/again")
    page = client.submit({"about": "little", "present": "alone"})
    draft = visits.shown_checkin(client)
    order = db.value("SELECT topic_order FROM checkin WHERE checkin_id = :id", id=draft).split(",")
    assert not silent & set(order)
    assert len(order) == 12 - len(silent)
    labels = {family_wheel().topic(key).label for key in silent}
    for end in ("so-far", "choose"):
        page = client.get(f"/check-ins/{draft}/{end}")
        assert not [label for label in labels if label in page.text]
    asked = [client.get(f"/check-ins/{draft}/topics/{place}").heading for place in range(1, len(order) + 1)]
    assert not labels & set(asked)


def test_what_shall_be_asked_afresh_is_asked(client: PageClient, db: Database) -> None:
    make(db, client, "home")
    tell(client, "moved", "yes")
    client.get("/again")
    client.submit({"about": "little", "present": "alone"})
    draft = visits.shown_checkin(client)
    assert "Our home" in client.get(f"/check-ins/{draft}/so-far").text
    assert "Our home" in [client.get(f"/check-ins/{draft}/topics/{place}").heading for place in range(1, 13)]


def test_an_open_wheel_goes_on_without_it(client: PageClient, db: Database) -> None:
    person = make(db, client, "home")
    draft = make_draft(db, person.owner_id)
    give(db, draft, "home", 10)
    tell(client, "moved")
    page = client.get(f"/check-ins/{draft.checkin_id}/so-far")
    assert "Our home" not in page.text
    assert client.get(f"/check-ins/{draft.checkin_id}/topics/1").heading != "Our home"


@pytest.mark.parametrize("kind", TOUCHED)
def test_it_can_be_brought_back(client: PageClient, db: Database, clock: Clock, kind: str) -> None:
    person = make(db, client, TOUCHED[kind])
    before = links(client.get("/mine"))
    tell(client, kind)
    clock.forward(minutes=1)
    client.get("/put-away")
    client.submit()
    assert links(client.get("/mine")) == before
    assert "words about it" in client.get(f"/check-ins/{person.first.checkin_id}/plan").text
    assert client.get("/then-and-now").all("main figure")
    assert client.get("/put-away").all("main form") == []


def test_what_is_put_away_is_named_by_its_day_alone(client: PageClient, db: Database) -> None:
    make(db, client, "home")
    tell(client, "moved")
    page = client.get("/put-away")
    assert "20 November 2026" in page.text
    assert not [word for word in ("moved", "home", "Our home") if word in page.text]


def test_what_is_put_away_cannot_be_put_right(client: PageClient, db: Database) -> None:
    person = make(db, client, "home")
    tell(client, "moved")
    client.get("/mine")
    client.post(f"/check-ins/{person.second.checkin_id}/revise", status=404)
    assert db.value("SELECT count(*) FROM checkin") == 3


def test_taking_home_offers_no_plan_that_is_put_away(client: PageClient, db: Database) -> None:
    person = make(db, client, "home")
    tell(client, "moved")
    for path in ("/take-home", "/slip"):
        page = client.get(path)
        assert person.second.checkin_id not in page.html
        for link in page.all("main a"):
            client.get(link.get("href"))


def test_a_goal_on_what_it_touches_is_not_read(client: PageClient, db: Database) -> None:
    for next_time in ("no", "yes"):
        person = make(db, client, "home")
        make_plan(db, person.money, Goal("home", None, "words about it"), Goal("money", None, "words about money"))
        tell(client, "moved", next_time)
        page = client.get(f"/check-ins/{person.money.checkin_id}/plan")
        assert "words about money" in page.text
        assert "words about it" not in page.text


def test_a_goal_that_is_put_away_outlives_a_change_of_the_plan(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    done = make_finished(db, owner_id, {"money": 30}, at=SPRING)
    make_plan(db, done, Goal("home", None, "words about it"), Goal("money"))
    tell(client, "moved")
    client.get(f"/check-ins/{done.checkin_id}/plan/choose")
    client.submit({"topics": ["money", "hopes"]})
    client.submit({"money_words": "words about money"})
    client.get("/put-away")
    client.submit()
    text = client.get(f"/check-ins/{done.checkin_id}/plan").text
    assert "words about it" in text
    assert "words about money" in text


def words(page: Page) -> list[str]:
    """The words of a page; the pictures to choose from lie in another order for everybody."""
    return sorted(page.text.split())


def test_not_being_safe_makes_the_page_look_new(client: PageClient, db: Database, clock: Clock) -> None:
    fresh = visits.another(client)
    visits.sign_in(fresh, db, make_person(db), at=AT)
    person = make(db, client, "home")
    draft = make_draft(db, person.owner_id)
    give(db, draft, "home", 10)
    page = tell(client, "not-safe")
    assert "999" in page.text
    clock.forward(minutes=1)
    for path in ("/mine", "/again", "/take-home", "/slip", "/then-and-now"):
        assert words(client.get(path)) == words(fresh.get(path)), path
    for checkin in (person.money, person.first, person.second):
        client.get(f"/check-ins/{checkin.checkin_id}", status=404)
    for end in ("", "/so-far", "/choose", "/topics/1"):
        client.get(f"/check-ins/{draft.checkin_id}{end}", status=404)


def test_after_not_being_safe_a_new_wheel_asks_everything(client: PageClient, db: Database, clock: Clock) -> None:
    make(db, client, "home")
    tell(client, "not-safe")
    clock.forward(minutes=1)
    client.get("/again")
    page = client.submit({"about": "little", "present": "alone"})
    assert len(page.all("input[name=mind]")) == 12
    assert page.all("input[checked]") == []


def test_after_not_being_safe_all_can_be_brought_back(client: PageClient, db: Database, clock: Clock) -> None:
    person = make(db, client, "home")
    before = links(client.get("/mine"))
    tell(client, "not-safe")
    clock.forward(minutes=1)
    client.get("/put-away")
    client.submit()
    assert links(client.get("/mine")) == before
    assert client.get(f"/check-ins/{person.second.checkin_id}").heading == "Your wheel"


def test_the_person_decides_what_it_touches(client: PageClient, db: Database) -> None:
    person = make(db, client, "home")
    client.get("/something-changed")
    client.submit(button="kind=moved")
    client.submit({"topics": ["money"]})
    mine = client.get("/mine")
    assert person.money.checkin_id not in mine.html
    assert person.first.checkin_id in mine.html


@pytest.mark.parametrize("sent", [{}, {"kind": "holiday"}, {"kind": ""}, {"kind": "moved", "step": "topics"}])
def test_what_is_missing_is_asked_for(client: PageClient, db: Database, sent: dict[str, str]) -> None:
    make(db, client, "home")
    client.get("/something-changed")
    page = client.post("/something-changed", sent, status=422)
    assert len(page.all(".govuk-error-summary a")) == 1
    assert db.value("SELECT count(*) FROM life_change") == 0


def test_a_death_is_met_kindly(client: PageClient, db: Database) -> None:
    make(db, client, "home")
    client.get("/something-changed")
    assert "We are so sorry" in client.submit(button="kind=death").text


def test_who_has_only_a_copy_of_a_wheel_done_together_is_not_taken_for_an_adult(
    client: PageClient, db: Database
) -> None:
    owner_id = make_person(db)
    make_together(db, owner_id, make_person(db))
    visits.sign_in(client, db, owner_id, at=AT)
    page = client.get("/something-changed")
    assert "Someone lives somewhere else now" in page.text
    assert "People at home have parted" in page.text
    assert "A child" not in page.text
    assert "We have parted" not in page.text
