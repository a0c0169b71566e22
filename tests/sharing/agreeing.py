"""A household whose page a team from elsewhere may see: who is asked, and what each says on their own page."""

from __future__ import annotations

import re

import pytest

from tests import households, staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family, Member
from wheel_app.storage import Database


@pytest.fixture
def jo(db: Database, client: PageClient, clock: Clock) -> Staff:
    made = staffing.make_staff(db, staffing.make_team(db, "Early help"), name="Jo Bloggs")
    staffing.sign_in(client, db, made, at=clock.at)
    return made


@pytest.fixture
def housing(db: Database) -> Team:
    """A team of another organisation."""
    return staffing.make_team(db, "Housing support")


@pytest.fixture
def family(db: Database, jo: Staff) -> Family:
    return households.make_family(db, coordinator=jo)


@pytest.fixture
def adults(db: Database, jo: Staff, family: Family) -> tuple[Member, Member]:
    """Ann and Bob hold parental responsibility for Cas and have joined; Dee, who lives there, does not hold it."""
    ann, bob, dee = (households.make_member(db, family, name) for name in ("Ann", "Bob", "Dee"))
    cas = households.make_member(db, family, "Cas", "child")
    for parent in (ann, bob):
        households.relate(db, parent, cas, by=jo)
        households.join(db, parent, make_person(db))
    households.relate(db, dee, cas, "step-parent", "no", by=jo)
    return ann, bob


def ask(client: PageClient, family: Family, team: Team) -> str:
    client.get(f"/families/{family.family_id}/sharing")
    client.submit({"team": team.team_id}, form=f"/families/{family.family_id}/sharing", statements=20)
    return consent.list_shares(client.db, family.family_id)[0].share_id  # type: ignore[arg-type]


def at_home(client: PageClient, db: Database, member: Member, at: str) -> PageClient:
    own = visits.another(client)
    visits.sign_in(own, db, people.owner_of_member(db, member.member_id) or "", at=at)
    return own


def say(own: PageClient, says: str) -> None:
    own.get("/our-page")
    own.submit(form="main form", button=f"says={says}")


def sees(db: Database, team: Team, family: Family, at: str) -> bool:
    reader = staffing.make_staff(db, team)
    return people.sees_family(db, reader, family.family_id, at=at) is not None


def pages(own: PageClient) -> list[str]:
    return [
        re.sub(r'csrf_token" value="[^"]*', "", own.get(path).html) for path in ("/our-page", "/who-can-see", "/mine")
    ]
