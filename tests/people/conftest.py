"""What the tests of this room find at hand beside the store and the app: somebody who works with a family, and it."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.households import make_family
from tests.people.joining import Case, make_case
from tests.staffing import make_staff, make_team
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family
from wheel_app.storage import Database


@pytest.fixture
def case(client: PageClient, db: Database, clock: Clock) -> Case:
    """A worker at the client's browser, and somebody of a family they work with."""
    return make_case(client, db, clock)


@pytest.fixture
def team(db: Database) -> Team:
    return make_team(db)


@pytest.fixture
def worker(client: PageClient, db: Database, team: Team) -> Staff:
    """Somebody of the team, signed in at the client."""
    made = make_staff(db, team)
    staffing.sign_in(client, db, made)
    return made


@pytest.fixture
def family(db: Database, team: Team, worker: Staff) -> Family:
    return make_family(db, team, by=worker)
