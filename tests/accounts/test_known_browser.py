"""A browser of somebody's own is known again by a cookie; a hub's device is everybody's and has none."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.accounts import Staff, Team
from wheel_app.storage import Database


@pytest.fixture
def hub(db: Database) -> Team:
    return staffing.make_team(db, "Hub East", is_hub=True)


@pytest.fixture
def host(db: Database, hub: Team) -> tuple[Staff, str]:
    """Somebody at a hub, and the id of their second factor."""
    staff = staffing.make_staff(db, hub, role="host")
    return staff, staffing.make_ready(db, staff)


def test_it_is_made_at_sign_in_and_outlives_signing_out(client: PageClient, host: tuple[Staff, str]) -> None:
    staffing.come_in(client, *host)
    made = client.client.get_cookie("known")
    assert made
    assert host[0].email not in made.value
    client.submit(form="form[action$=sign-out]")
    assert client.client.get_cookie("known") == made


def test_a_password_alone_makes_none(client: PageClient, host: tuple[Staff, str]) -> None:
    staffing.give_password(client, host[0].email)
    assert client.client.get_cookie("known") is None


def test_a_hubs_device_is_never_known(client: PageClient, db: Database, hub: Team, host: tuple[Staff, str]) -> None:
    staffing.register_device(client, db, hub)
    staffing.come_in(client, *host)
    assert client.client.get_cookie("known") is None


def test_a_device_that_a_hub_registers_is_forgotten(
    client: PageClient, db: Database, hub: Team, host: tuple[Staff, str]
) -> None:
    staffing.come_in(client, *host)
    staffing.register_device(client, db, hub)
    client.get("/today")
    assert client.client.get_cookie("known") is None


def test_over_https_it_is_as_strict_as_the_others(db: Database, clock: Clock, host: tuple[Staff, str]) -> None:
    address = "https://localhost"
    client = PageClient(create_app(settings_for(base_url=address), db=db, now=clock), db=db, base_url=address)
    staffing.come_in(client, *host)
    made = client.client.get_cookie("__Host-known")
    assert made
    assert made.secure
    assert made.http_only
