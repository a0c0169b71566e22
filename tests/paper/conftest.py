"""A team that prints, one of its workers, and a family they work with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import staffing
from tests.households import make_family, make_member
from tests.paper.papers import make_sheet
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.people import Family, Member
from wheel_app.storage import Database


@dataclass(frozen=True)
class Household:
    """A family with one parent and one child."""

    family: Family
    mother: Member
    child: Member


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Health visitors")


@pytest.fixture
def worker(db: Database, team: Team) -> Staff:
    return staffing.make_staff(db, team)


@pytest.fixture
def signed_in(client: PageClient, db: Database, worker: Staff) -> PageClient:
    staffing.sign_in(client, db, worker)
    return client


@pytest.fixture
def home(db: Database, team: Team, worker: Staff) -> Household:
    family = make_family(db, team, "Okafor", by=worker)
    mother = make_member(db, family, "Ada", last_name="Okafor", by=worker)
    child = make_member(db, family, "Chidi", "child", last_name="Okafor", born_on="2025-11-10", by=worker)
    return Household(family, mother, child)


@pytest.fixture
def sheet(db: Database, worker: Staff, team: Team) -> Sheet:
    return make_sheet(db, worker, team)
