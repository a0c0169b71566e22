"""A person reads the log of what is theirs, and of their household no more than that somebody looked."""

from __future__ import annotations

import pytest

from tests import households, staffing, visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.consent.builders import REASON, own_hand
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.checkins import Checkin
from wheel_app.consent import Hand, Recipient, Sight, Terms
from wheel_app.people import Family
from wheel_app.people.members.actions import leave
from wheel_app.storage import Database, later

EVERYTHING = Sight(frozenset({"*"}))
NOBODY = "Nobody has looked at what is yours."


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Early help")


@pytest.fixture
def jo(db: Database, team: Team) -> Staff:
    return staffing.make_staff(db, team, name="Jo Bloggs", title="health visitor")


@pytest.fixture
def wheel(db: Database, client: PageClient, clock: Clock) -> Checkin:
    owner_id = make_person(db, at=clock.at)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_finished(db, owner_id, {"home": 20, "money": 60}, at=clock.at)


@pytest.fixture
def family(db: Database, team: Team, wheel: Checkin) -> Family:
    """Where the owner of the wheel has joined, with a partner who has too."""
    made = households.make_family(db, team)
    households.join(db, households.make_member(db, made), wheel.owner_id)
    households.join(db, households.make_member(db, made, "Sam"), make_person(db))
    return made


def look(db: Database, wheel: Checkin, staff: Staff, clock: Clock, sight: Sight = EVERYTHING) -> None:
    about, staff_id = wheel.checkin_id, staff.staff_id
    consent.look(db, wheel.owner_id, staff_id=staff_id, role="worker", about=about, sight=sight, at=clock.at)


def share(db: Database, wheel: Checkin, to: Recipient, clock: Clock) -> None:
    consent.give(db, wheel.owner_id, to, Terms(wheel.checkin_id), own_hand(wheel.owner_id), at=clock.at)


def lines(client: PageClient) -> list[str]:
    page = client.get("/who-can-see")
    return page.texts("section[aria-labelledby=looked-heading] li")


def test_before_anybody_looked_the_page_says_so(client: PageClient, wheel: Checkin) -> None:
    page = client.get("/who-can-see")
    assert NOBODY in page.text
    assert "Only you can see what is yours." in page.text


def test_a_look_is_told_with_role_and_day_and_no_name(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff, team: Team
) -> None:
    share(db, wheel, Recipient("team", team.team_id), clock)
    look(db, wheel, jo, clock)
    assert lines(client) == ["Health visitor looked at your wheel of 20 November 2026. 20 November 2026"]


def test_whom_they_chose_by_name_is_told_by_name(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff
) -> None:
    share(db, wheel, Recipient("staff", jo.staff_id), clock)
    look(db, wheel, jo, clock)
    assert lines(client)[0].startswith("Jo Bloggs looked")


def test_several_looks_of_one_day_are_one_line(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff
) -> None:
    for _ in range(3):
        look(db, wheel, jo, clock)
    clock.forward(minutes=5)
    look(db, wheel, staffing.make_staff(db, title="key worker"), clock)
    assert [line.partition(" looked")[0] for line in lines(client)] == ["Key worker", "Health visitor"]


def test_the_household_is_told_as_the_household_alone(
    client: PageClient, db: Database, clock: Clock, family: Family, jo: Staff
) -> None:
    partner = next(one for one in people.list_members(db, family.family_id) if one.facts.known_as == "Sam")
    people.look_at_family(db, jo, family.family_id, at=clock.at, page="member", about=partner.member_id)
    stranger = staffing.make_staff(db, title="social worker")
    consent.break_glass(db, stranger.staff_id, "worker", family.family_id, reason=REASON, at=clock.at)
    page = client.get("/who-can-see")
    # Neither who nor as what: another adult at home reads the same line.
    assert lines(client) == ["Someone who works here looked at your family’s page. 20 November 2026"]
    assert "Sam" not in page.text
    assert "emergency" not in page.text


def test_a_worker_chosen_by_name_is_not_named_as_who_looked_at_the_household(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, family: Family, jo: Staff
) -> None:
    share(db, wheel, Recipient("staff", jo.staff_id), clock)
    people.look_at_family(db, jo, family.family_id, at=clock.at, page="family")
    assert lines(client) == ["Someone who works here looked at your family’s page. 20 November 2026"]


def test_who_has_left_the_household_reads_nothing_of_it_from_then_on(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, family: Family, jo: Staff
) -> None:
    members = people.list_members(db, family.family_id)
    own = next(one for one in members if people.owner_of_member(db, one.member_id) == wheel.owner_id)
    people.look_at_family(db, jo, family.family_id, at=clock.at, page="family")
    leave(db, own, why="lives-elsewhere", by=jo, at=clock.at)
    before = lines(client)
    assert len(before) == 1
    people.look_at_family(db, jo, family.family_id, at=later(clock.at, days=1), page="family")
    assert lines(client) == before


def test_nothing_of_what_is_anothers_is_told(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff
) -> None:
    look(db, make_finished(db, make_person(db), {"home": 1}), jo, clock)
    assert lines(client) == []


def test_what_must_not_be_told_is_told_nowhere(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff, team: Team
) -> None:
    before = client.get("/who-can-see").html
    hand = Hand(jo.staff_id, "worker", "safeguarding", None, REASON, is_told=False)
    consent.give(db, wheel.owner_id, Recipient("team", team.team_id), Terms(wheel.checkin_id), hand, at=clock.at)
    look(db, wheel, jo, clock, Sight(frozenset({"*"}), is_told=False))
    assert client.get("/who-can-see").html == before


def test_what_may_be_told_is_told_and_is_not_theirs_to_end(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff, team: Team
) -> None:
    hand = Hand(jo.staff_id, "worker", "safeguarding", None, REASON)
    consent.give(db, wheel.owner_id, Recipient("team", team.team_id), Terms(wheel.checkin_id), hand, at=clock.at)
    page = client.get("/who-can-see")
    assert "A worker passed it on to keep someone safe" in page.text
    assert page.all("main form") == []
    assert lines(client) == ["Health visitor passed something on to keep someone safe. 20 November 2026"]


def test_a_hidden_log_looks_like_that_of_somebody_nobody_looked_at(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, family: Family, jo: Staff
) -> None:
    before = client.get("/who-can-see").html
    look(db, wheel, jo, clock)
    people.look_at_family(db, jo, family.family_id, at=clock.at, page="family")
    assert client.get("/who-can-see").html != before
    consent.hide_log(db, wheel.owner_id, staff_id=jo.staff_id, role="worker", reason=REASON, at=clock.at)
    assert client.get("/who-can-see").html == before


def test_after_not_being_safe_the_page_looks_new(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, family: Family, jo: Staff, team: Team
) -> None:
    fresh = visits.another(client)
    visits.sign_in(fresh, db, make_person(db), at=clock.at)
    share(db, wheel, Recipient("team", team.team_id), clock)
    look(db, wheel, jo, clock)
    people.look_at_family(db, jo, family.family_id, at=clock.at, page="family")
    client.get("/something-changed")
    client.submit(button="kind=not-safe")
    clock.forward(minutes=1)
    assert client.get("/who-can-see").text == fresh.get("/who-can-see").text
    people.look_at_family(db, jo, family.family_id, at=clock.at, page="family")
    assert len(lines(client)) == 1


def test_those_who_work_with_the_family_can_be_chosen(
    client: PageClient, db: Database, clock: Clock, wheel: Checkin, jo: Staff
) -> None:
    other_team = staffing.make_team(db, "Family support")
    family = households.make_family(db, other_team, coordinator=jo)
    page = client.get(f"/check-ins/{wheel.checkin_id}/share")
    assert "There is no one here" in page.text
    households.join(db, households.make_member(db, family), wheel.owner_id)
    page = client.get(f"/check-ins/{wheel.checkin_id}/share")
    assert [name.split()[0] for name in page.texts("main form .tile__name")][:3] == ["Only", "Jo", "Family"]
