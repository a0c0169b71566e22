"""Somebody who would like to talk, at a hub and elsewhere, and who of the staff is told."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.households import join, make_family, make_member
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.storage import Database

DEVICE = "D" * 32


@pytest.fixture
def hub(db: Database) -> Team:
    """A hub, and this browser as one of its devices."""
    team = staffing.make_team(db, "Sunny hub", is_hub=True)
    staffing.register(db, team, DEVICE)
    staffing.make_staff(db, team, name="Hub Worker")
    return team


@pytest.fixture
def at_hub(client: PageClient, hub: Team) -> PageClient:
    client.client.set_cookie("device", DEVICE, domain="localhost")
    return client


def ask(client: PageClient, *, status: int = 200, **values: str) -> Page:
    client.get("/talk")
    return client.submit(values, form="form[action$=talk]", status=status)


def staff_page(client: PageClient, db: Database, staff: Staff, clock: Clock) -> PageClient:
    """Another browser, signed in as somebody of the staff, looking at what waits today."""
    other = visits.another(client)
    staffing.sign_in(other, db, staff, at=clock.at)
    other.get("/today")
    return other


def today(client: PageClient, db: Database, staff: Staff, clock: Clock) -> Page:
    page = staff_page(client, db, staff, clock).page
    assert page is not None
    return page


@pytest.fixture
def joined(at_hub: PageClient, db: Database, clock: Clock) -> tuple[PageClient, Staff, str]:
    """Somebody who has joined a family with a coordinator, on a device of a hub that is not the coordinator's."""
    coordinator = staffing.make_staff(db, staffing.make_team(db, "Early help"), name="Jo Bloggs")
    family = make_family(db, staffing.make_team(db, "Early years"), by=coordinator, coordinator=coordinator)
    member = make_member(db, family, by=coordinator, safe_way="Text after nine")
    owner_id = make_person(db)
    join(db, member, owner_id)
    visits.sign_in(at_hub, db, owner_id, at=clock.at)
    at_hub.client.set_cookie("device", DEVICE, domain="localhost")
    return at_hub, coordinator, owner_id
