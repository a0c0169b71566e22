"""A hub that is closed, or is no hub any more: its devices are any devices from then on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import staffing, visits
from tests.accounts.test_hub_devices import get_code, host, hub, labels, office, register
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.accounts import Team
from wheel_app.storage import Database

__all__ = ["host", "hub", "office"]


def unlike_a_hub(office: PageClient, hub: Team) -> None:
    office.get(f"/teams/{hub.team_id}")
    office.submit({"is_hub": []}, form=f"form[action='/teams/{hub.team_id}']")


def closed(office: PageClient, hub: Team) -> None:
    office.get(f"/teams/{hub.team_id}")
    office.submit(form="form[action$=close]")


@pytest.mark.parametrize("end", [unlike_a_hub, closed])
def test_of_a_hub_that_is_none_any_more_the_devices_are_revoked(
    end: Callable[[PageClient, Team], None],
    client: PageClient,
    office: PageClient,
    db: Database,
    hub: Team,
    clock: Clock,
) -> None:
    register(client, get_code(office))
    open_code = get_code(office, "Red")
    client.get("/kiosk/en")
    visits.first_touch(client)
    admin = visits.another(client)
    staffing.sign_in(admin, db, staffing.make_staff(db, hub, role="administrator"), at=clock.at)
    end(admin, hub)
    assert db.value("SELECT count(*) FROM hub_device WHERE revoked_at IS NULL") == 0
    assert db.value("SELECT count(*) FROM audit_row WHERE action = 'device-revoked'") == 1
    assert client.client.get("/mine").headers["Location"] == "/visit-over"
    assert client.get("/kiosk").heading == "This one is not set up"
    register(visits.another(client), open_code, status=422)
    assert labels(admin) == []


def test_a_team_that_was_no_hub_is_changed_and_revokes_nothing(
    client: PageClient, db: Database, hub: Team, clock: Clock
) -> None:
    staffing.register(db, hub, "a" * 43)
    other = staffing.make_team(db, "Early help")
    staffing.sign_in(client, db, staffing.make_staff(db, other, role="administrator"), at=clock.at)
    closed(client, other)
    assert db.rows("SELECT revoked_at FROM hub_device") == [{"revoked_at": None}]
