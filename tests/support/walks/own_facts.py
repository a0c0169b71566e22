"""What somebody who has joined a family reads of themselves, and erasing under a hold."""

from __future__ import annotations

from collections.abc import Iterator

from tests import households, staffing, visits
from tests.builders import make_person
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import audit
from wheel_app.records.retention import By, set_hold


def steps(client: PageClient) -> Iterator[tuple[str, Page]]:
    db, at = visits.store(client), visits.moment(client)
    owner_id = make_person(db, at=at)
    visits.sign_in(client, db, owner_id, at=at)
    yield "about-me-nothing", client.get("/about-me")
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    family = households.make_family(db, team, "34", coordinator=staffing.make_staff(db, team, name="12", title="34"))
    member = households.make_member(db, family, "12", born_on="1990-03-05", safe_way="56", languages="78")
    households.join(db, member, owner_id, at=at)
    yield "about-me", client.get("/about-me")
    yield "not-right", client.get(f"/about-me/{member.member_id}/known_as")
    yield "not-right-error", client.submit({"words": ""}, status=422)
    yield "about-me-said", client.submit({"words": "12"})
    keepings = client.client.application.extensions["wheel_keepings"]
    chain = audit.chain_of_owner(owner_id)
    set_hold(db, keepings, chain, "1234567890", by=By("12", "manager"), at=at)
    client.get("/take-home")
    yield "not-just-now", client.submit(form="form[action$=erase]", status=409, statements=40)
