"""What the tests of this room find at hand beside the store and the app."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.accounts.handing import Worker, signed_in_worker
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.storage import Database


@pytest.fixture
def worker(client: PageClient, db: Database, clock: Clock) -> Worker:
    """Somebody of the staff at the client's browser, who has a PIN."""
    return signed_in_worker(client, db, clock)


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db)


@pytest.fixture
def admin(client: PageClient, db: Database, team: Team) -> Staff:
    """Who is signed in: the administrator of the team's organisation, who is not in the team."""
    staff = staffing.make_staff(db, team, role="administrator", name="Ada Min")
    with db.transaction():
        db.execute("DELETE FROM staff_team")
    staffing.make_ready(db, staff)
    staffing.sign_in(client, db, staff)
    return staff
