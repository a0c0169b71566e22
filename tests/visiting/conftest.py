"""What the tests of this room find at hand: a worker at the client's browser, a family, its child and two carers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import staffing
from tests.builders import make_person
from tests.conftest import Clock
from tests.households import join, make_family, make_member, relate
from tests.support.page import PageClient
from tests.visited import make_visit
from wheel_app import clock as points
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family, Member
from wheel_app.storage import Database
from wheel_app.visits import Visit


@dataclass(frozen=True)
class Home:
    """Who works with a family, and who lives in it."""

    team: Team
    worker: Staff
    family: Family
    child: Member
    mother: Member
    father: Member

    @property
    def begin(self) -> str:
        return f"/visits/begin/{self.family.family_id}/{self.child.member_id}"


def make_home(db: Database, team: Team, worker: Staff) -> Home:
    family = make_family(db, team, by=worker, coordinator=worker)
    child = make_member(db, family, "Ann", "child", by=worker, born_on="2025-11-18", at="2025-12-01T10:00:00.000000Z")
    mother, father = make_member(db, family, by=worker), make_member(db, family, "Tom", by=worker)
    for carer in (mother, father):
        relate(db, carer, child, by=worker)
    return Home(team, worker, family, child, mother, father)


@pytest.fixture
def home(client: PageClient, db: Database, clock: Clock) -> Home:
    team = staffing.make_team(db)
    worker = staffing.make_staff(db, team)
    staffing.sign_in(client, db, worker, at=clock.at)
    made = make_home(db, team, worker)
    with client.client.application.app_context():
        points.reckon_member(db, points.points(), made.child)
    return made


@pytest.fixture
def visit(db: Database, home: Home) -> Visit:
    """A visit that goes on with both carers."""
    return make_visit(db, home.child, home.mother, home.father, by=home.worker)


@pytest.fixture
def joined(db: Database, home: Home) -> str:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    return owner_id
