"""Local services in one's plan: put there in one tap, read, printed, copied, taken out; each owner's own."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import visits
from tests.builders import AT, make_finished, make_person, make_plan
from tests.conftest import Clock
from tests.green_book import make_service, place
from tests.plan.test_corrections import put_right
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import directory, people, plan
from wheel_app.checkins import Checkin
from wheel_app.directory import Day
from wheel_app.plan import Goal
from wheel_app.plan.services.actions import MOST_SERVICES
from wheel_app.plan.services.queries import Line, list_lines
from wheel_app.storage import Database, new_id


@pytest.fixture
def done(db: Database, client: PageClient, clock: Clock) -> Checkin:
    """A finished wheel with a plan, of the person that the browser is signed in as."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    made = make_finished(db, owner_id, {"money": 30, "people": 80})
    make_plan(db, made, Goal("money"), Goal("people"))
    return made


def path(done: Checkin, end: str = "") -> str:
    return f"/check-ins/{done.checkin_id}/plan{end}"


def put(client: PageClient, done: Checkin, service_id: str, topic: str = "", **wishes: int) -> Page:
    client.get(path(done))
    return client.post(path(done, "/services"), {"service_id": service_id, "topic": topic}, **wishes)


def test_from_the_plan_to_what_is_near_and_back_in_one_tap(client: PageClient, db: Database, done: Checkin) -> None:
    make_service(db, "Debt advice", topics=("money",), phone="01632 960003", days=(Day(3, "12:00", "16:00"),))
    client.get(path(done))
    page = client.submit(form="section[aria-labelledby=goal-money] form[action='/local']")
    assert page.one("h1").text == "Our money and bills"
    client.submit(button="Show what there is")
    page = client.submit(form=path(done, "/services"))
    assert page.path == path(done)
    goal = page.one("section[aria-labelledby=goal-money]").text
    for said in ("Debt advice", "01632 960003", "Wednesday", "12:00–16:00"):
        assert said in goal
    assert "Debt advice" not in page.one("section[aria-labelledby=goal-people]").text


def test_from_the_book_into_the_newest_plan(client: PageClient, db: Database, done: Checkin) -> None:
    make_service(db, "Baby group")
    client.get("/local")
    client.post("/local", {"asked": "1"})
    page = client.submit(form=path(done, "/services"))
    assert "Baby group" in page.one("section[aria-labelledby=near-heading]").text


def test_without_a_plan_there_is_nowhere_to_put_it(client: PageClient, db: Database, clock: Clock) -> None:
    make_service(db)
    visits.sign_in(client, db, make_person(db), at=clock.at)
    client.get("/local")
    assert "Put it into my plan" not in client.post("/local", {"asked": "1"}).text


def test_twice_is_once_and_out_again(client: PageClient, db: Database, done: Checkin) -> None:
    service = make_service(db, "Baby group")
    put(client, done, service.service_id)
    put(client, done, service.service_id, "money")
    assert list_lines(db, done.checkin_id) == (Line(service.service_id, "money"),)
    page = client.submit(form=path(done, "/services/remove"))
    assert "Baby group" not in page.text
    assert list_lines(db, done.checkin_id) == ()
    client.post(path(done, "/services/remove"), {"service_id": service.service_id})


def test_what_is_not_there_cannot_be_put(client: PageClient, db: Database, done: Checkin) -> None:
    service = make_service(db)
    directory.retire_service(db, service, by="ann", at=AT)
    for service_id in (service.service_id, new_id(), "", "x" * 500):
        put(client, done, service_id, status=404)


def test_a_topic_that_is_none_is_none(client: PageClient, db: Database, done: Checkin) -> None:
    service = make_service(db)
    put(client, done, service.service_id, "nothing")
    assert list_lines(db, done.checkin_id) == (Line(service.service_id, None),)


def test_a_plan_holds_twelve(client: PageClient, db: Database, done: Checkin) -> None:
    for number in range(MOST_SERVICES):
        put(client, done, make_service(db, f"Group {number}").service_id)
    page = put(client, done, make_service(db, "One more").service_id, status=409)
    assert page.heading == "Your plan is full"
    assert "One more" in page.text
    assert len(list_lines(db, done.checkin_id)) == MOST_SERVICES


def test_somebody_elses_plan_is_not_there(client: PageClient, db: Database, done: Checkin, clock: Clock) -> None:
    service = make_service(db)
    client.get(path(done))
    visits.sign_in(client, db, make_person(db), at=clock.at)
    for end in ("/services", "/services/remove"):
        client.get("/mine")
        client.post(path(done, end), {"service_id": service.service_id}, status=404)
    client.get("/local")
    page = client.post("/local", {"asked": "1", "into": f"plan:{done.checkin_id}:money"})
    assert done.checkin_id not in "".join(form.get("action", "") for form in page.all("form"))
    assert list_lines(db, done.checkin_id) == ()


def test_what_was_retired_is_still_named(client: PageClient, db: Database, done: Checkin) -> None:
    service = make_service(db, "Baby group", phone="01632 960001")
    put(client, done, service.service_id)
    directory.retire_service(db, service, by="ann", at=AT)
    page = client.get(path(done))
    assert "Baby group" in page.text
    assert "It may not be on any more." in page.text
    assert "01632 960001" not in page.text


def test_what_is_put_away_is_not_read(client: PageClient, db: Database, done: Checkin, clock: Clock) -> None:
    put(client, done, make_service(db, "Debt advice", topics=("money",)).service_id, "money")
    put(client, done, make_service(db, "Baby group", topics=("parenting",)).service_id)
    put(client, done, make_service(db, "Choir", topics=("social-ties",)).service_id)
    people.note_change(db, done.owner_id, "death", ["parenting"], asks_afresh=False, at=clock.forward(minutes=1))
    text = client.get(path(done)).text
    assert "Baby group" not in text
    assert "Debt advice" in text
    assert "Choir" in text


def test_a_wheel_put_right_keeps_them(client: PageClient, db: Database, done: Checkin) -> None:
    first, second = make_service(db, "Debt advice"), make_service(db, "Choir")
    put(client, done, first.service_id, "money")
    corrected = put_right(db, done, at=AT)
    assert "Debt advice" in client.get(path(corrected)).text
    put(client, corrected, second.service_id, statements=14)
    assert len(list_lines(db, corrected.checkin_id)) == 2
    assert len(list_lines(db, done.checkin_id)) == 1
    again = put_right(db, corrected, at=AT)
    client.get(path(again, "/steps"))
    text = client.submit({"money_words": "other words"}).text
    assert "Choir" in text
    assert "Debt advice" in text
    last = put_right(db, again, at=AT)
    client.get(path(last))
    client.post(path(last, "/services/remove"), {"service_id": first.service_id}, statements=14)
    assert [one.service_id for one in list_lines(db, last.checkin_id)] == [second.service_id]
    assert len(list_lines(db, again.checkin_id)) == 2


def test_writing_the_plan_keeps_them(client: PageClient, db: Database, done: Checkin) -> None:
    put(client, done, make_service(db, "Debt advice").service_id, "money")
    client.get(path(done, "/steps"))
    assert "Debt advice" in client.submit({"money_words": "words"}).text
    client.get(path(done, "/choose"))
    client.submit({"topics": ["people"]})
    assert "Debt advice" in client.get(path(done)).one("section[aria-labelledby=near-heading]").text


def test_on_paper(client: PageClient, db: Database, done: Checkin) -> None:
    for number in range(5):
        one = make_service(
            db, f"Group {number}", phone="01632 960003", places=(place(name="Hall", postcode="OL1 1AA"),)
        )
        put(client, done, one.service_id, "money" if number < 4 else "")
    client.get("/take-home")
    client.submit(form="form[action$=own-phone]")
    reply = client.client.get(path(done, ".pdf"), base_url=client.base_url)
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(reply.data)).pages).split())
    for said in (*(f"Group {number}" for number in range(5)), "Hall · OL1 1AA", "01632 960003", "Near you"):
        assert said in words


def test_erased_and_exported_with_the_plan(client: PageClient, db: Database, done: Checkin) -> None:
    put(client, done, make_service(db, "Debt advice").service_id, "money")
    (held,) = plan.export(db, done.owner_id)["plan_services"]
    assert (held["name"], held["topic_key"]) == ("Debt advice", "money")
    with db.transaction():
        plan.erase(db, done.owner_id)
    assert list_lines(db, done.checkin_id) == ()
