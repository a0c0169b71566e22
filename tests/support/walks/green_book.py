"""Finding something local, as a family and as those who keep the book."""

from __future__ import annotations

from collections.abc import Iterator

from tests import staffing, visits
from tests.builders import make_finished, make_person, make_plan
from tests.green_book import make_service, numbered_facts
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import directory
from wheel_app.plan import Goal


def steps(client: PageClient) -> Iterator[tuple[str, Page]]:
    db, at = visits.store(client), visits.moment(client)
    put = directory.put_service(db, numbered_facts(), by=None, at=at)
    for number in range(30):
        make_service(db, f"{number}", topics=("money",), checked_on="", at=at)
    yield "local", client.get("/local")
    yield "local-more", client.post("/local", {"topic": "child-growth"})
    yield "local-error", client.post("/local", {"asked": "1", "near": "OL99 9ZZ"}, status=422)
    yield "local-results", client.post("/local", {"asked": "1", "near": "OL1 1AA", "age": "under-1", "words": "12"})
    yield "local-near", client.post("/local", {"asked": "1", "near": "OL1", "topic": "child-growth", "language": "ur"})
    yield "local-many", client.post("/local", {"asked": "1", "topic": "money"})
    yield "local-one", client.post("/local/one", {"service_id": put.service_id})
    yield "local-nothing", client.post("/local", {"asked": "1", "words": "98765", "weekday": "3", "age": "3-4"})
    yield from _in_a_plan(client, put.service_id)
    yield from _kept(visits.another(client), client)


def _in_a_plan(client: PageClient, service_id: str) -> Iterator[tuple[str, Page]]:
    db, at = visits.store(client), visits.moment(client)
    owner_id = make_person(db, at=at)
    done = make_finished(db, owner_id, {"money": 30, "people": 80}, at=at)
    make_plan(db, done, Goal("money"), at=at)
    spoken = visits.language_of(client)
    visits.sign_in(client, db, owner_id, at=at)
    visits.speak(client, spoken)
    address = f"/check-ins/{done.checkin_id}/plan/services"
    client.get("/local")
    yield "local-into-plan", client.post("/local", {"asked": "1", "topic": "child-growth"})
    yield "plan-services", client.post(address, {"service_id": service_id, "topic": "money"})
    for number in range(11):
        client.post(address, {"service_id": make_service(db, f"{number}", at=at).service_id})
    one_more = make_service(db, "12", at=at).service_id
    yield "plan-full", client.post(address, {"service_id": one_more}, status=409)


def _kept(office: PageClient, client: PageClient) -> Iterator[tuple[str, Page]]:
    db, at = visits.store(client), visits.moment(client)
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    visits.speak_like(office, client)
    staffing.sign_in(office, db, staffing.make_staff(db, team, name="34"), at=at)
    office.get("/green-book")
    yield "green-book-found", office.submit({"q": "1"}, form="form[role=search]")
    office.get("/green-book/new")
    yield "green-book-error", office.submit({"name": ""}, form="main form.stack", status=422)
    service = make_service(db, "12", at=at)
    here = f"/green-book/{service.service_id}"
    office.get(f"{here}/edit")
    directory.check_today(db, service, by="somebody", at=at)
    changed = directory.find_service(db, service.service_id)
    assert changed is not None
    directory.change_service(db, changed, numbered_facts(), by="somebody", at=at)
    yield "green-book-moved", office.submit({"name": "34"}, form="main form.stack", status=409)
    office.get(here)
    yield "green-book-out", office.submit({"why": "12"}, form=f"{here}/take-out")
    yield "green-book-list-out", office.get("/green-book?out=1")
