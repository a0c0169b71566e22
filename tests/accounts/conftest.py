"""An organisation with a team and an administrator, who is signed in."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.storage import Database


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
