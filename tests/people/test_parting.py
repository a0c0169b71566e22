"""Who has left a family learns nothing of who came to it, or where the others stand, from then on."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.households import join, make_family, make_member
from tests.support.page import PageClient
from wheel_app import people
from wheel_app.people import Family, Member
from wheel_app.people.members.actions import leave
from wheel_app.storage import Database


@pytest.fixture
def left(client: PageClient, db: Database, clock: Clock) -> tuple[Family, Member, str]:
    """Somebody who has joined a family, and left it; they are signed in a week later."""
    team = staffing.make_team(db, "Early help")
    jo = staffing.make_staff(db, team, name="Jo Bloggs")
    family = make_family(db, team, by=jo, coordinator=jo, at=clock.at)
    member, owner_id = make_member(db, family, "Bob", by=jo), make_person(db, at=clock.at)
    join(db, member, owner_id)
    wheel = make_finished(db, owner_id, {"home": 20}, at=clock.at)
    leave(db, member, why="lives-elsewhere", by=jo, at=clock.at)
    clock.forward(days=7)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return family, member, wheel.checkin_id


def pages(client: PageClient, checkin_id: str) -> list[str]:
    addresses = (f"/check-ins/{checkin_id}/share", "/joined", "/talk", "/who-can-see", "/our-page", "/about-me")
    return [client.get(address).text for address in addresses]


def test_a_team_and_a_contact_that_came_later_are_named_on_no_page_of_theirs(
    client: PageClient, db: Database, clock: Clock, left: tuple[Family, Member, str]
) -> None:
    family, _, checkin_id = left
    before = pages(client, checkin_id)
    assert "Early help" in before[0]
    assert "Jo Bloggs" in before[2]
    refuge = staffing.make_team(db, "Refuge north")
    new = staffing.make_staff(db, refuge, name="Nia New", title="refuge worker")
    people.add_team(db, family.family_id, refuge.team_id, by=new, at=clock.at)
    assert pages(client, checkin_id) == before
    people.choose_coordinator(db, family.family_id, new.staff_id, chosen_with_family=True, by=new, at=clock.at)
    after = "".join(pages(client, checkin_id))
    assert "Nia New" not in after
    assert "Refuge" not in after
    assert "refuge" not in after


def test_an_emergency_opening_of_the_home_they_left_opens_no_wheel_of_theirs(
    client: PageClient, db: Database, clock: Clock, left: tuple[Family, Member, str]
) -> None:
    family, member, _ = left
    assert member.member_id not in people.owners_of_family(db, family.family_id)
