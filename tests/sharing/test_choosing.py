"""The person chooses who may see a wheel, and ends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import staffing, visits
from tests.builders import family_wheel, make_finished, make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app import accounts, consent
from wheel_app.accounts import Staff, Team
from wheel_app.checkins import Checkin
from wheel_app.consent import Recipient
from wheel_app.storage import Database

ALL = frozenset({"*"})


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Early help")


@pytest.fixture
def jo(db: Database, team: Team) -> Staff:
    return staffing.make_staff(db, team, name="Jo Bloggs", title="health visitor")


@pytest.fixture
def wheel(db: Database, client: PageClient, clock: Clock, jo: Staff) -> Checkin:
    """A finished wheel of somebody to whom Jo has handed the device, and who is on their own with it."""
    owner_id = make_person(db, at=clock.at)
    hand_over(client, db, owner_id, jo, at=clock.at)
    return make_finished(db, owner_id, {"home": 20, "money": 60, "mood": 40}, at=clock.at)


def hand_over(
    client: PageClient, db: Database, owner_id: str, staff: Staff, *, at: str, present: str = "alone"
) -> None:
    staff_sign_in = accounts.begin_staff(db, staff, device_token="d" * 32, at=at)
    visits.sign_in(client, db, owner_id, at=at, present=present)
    with db.transaction():
        db.execute(
            "UPDATE sign_in SET handed_by = :by WHERE owner_id = :owner_id",
            by=staff_sign_in.sign_in_id,
            owner_id=owner_id,
        )


def address(wheel: Checkin) -> str:
    return f"/check-ins/{wheel.checkin_id}/share"


def grants(db: Database, wheel: Checkin) -> list[tuple[str, frozenset[str], str | None]]:
    return [(one.to.code, one.topics, one.until_on) for one in consent.grants_of(db, wheel.owner_id)]


def test_only_me_is_chosen_and_nothing_else(client: PageClient, wheel: Checkin) -> None:
    page = client.get(address(wheel))
    assert [one.get("value") for one in page.all("main input[checked]") if one.get("value")] == ["me"]
    assert [name.split()[0] for name in page.texts("main form .tile__name")][:3] == ["Only", "Jo", "Early"]
    assert page.text.index("they must act") < page.text.index("Only me")


def test_a_tap_on_a_worker_shares_the_whole_wheel_with_them(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff
) -> None:
    client.get(address(wheel))
    page = client.submit({"who": f"staff:{jo.staff_id}"})
    assert page.path == "/who-can-see"
    assert "Jo Bloggs" in page.text
    assert grants(db, wheel) == [(f"staff:{jo.staff_id}", ALL, None)]
    assert "Now it can be seen by: Jo Bloggs." in client.get(address(wheel)).text


def test_topics_other_wheels_and_a_day_can_be_chosen(
    client: PageClient, db: Database, wheel: Checkin, team: Team, clock: Clock
) -> None:
    other = make_finished(db, wheel.owner_id, {"home": 10}, at=clock.at)
    make_finished(db, wheel.owner_id, {"home": 30}, at=clock.at)
    client.get(address(wheel))
    chosen = {"who": f"team:{team.team_id}", "topics": ["home", "mood"], "wheels": [other.checkin_id], "until": "3"}
    page = client.submit(chosen, statements=16)
    given = (f"team:{team.team_id}", frozenset({"home", "mood"}), "2027-02-20")
    assert grants(db, wheel) == [given, given]
    assert {one.checkin_id for one in consent.grants_of(db, wheel.owner_id)} == {wheel.checkin_id, other.checkin_id}
    labels = [family_wheel().topic(key).label for key in ("home", "mood")]
    assert page.text.count(f"Only: {' and '.join(labels)}.") == 2
    assert "Until 20 February 2027." in page.text


def test_what_is_seen_can_be_stopped_in_two_taps(client: PageClient, db: Database, wheel: Checkin, jo: Staff) -> None:
    client.get(address(wheel))
    client.submit({"who": f"staff:{jo.staff_id}"})
    client.get("/mine")
    client.follow("Who can see what, and who looked")
    page = client.submit(form="form[action$=stop]")
    assert "Only you can see what is yours." in page.text
    assert grants(db, wheel) == []


def test_one_of_two_wheels_can_be_stopped(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff, clock: Clock
) -> None:
    other = make_finished(db, wheel.owner_id, {"home": 10}, at=clock.at)
    client.get(address(wheel))
    page = client.submit({"who": f"staff:{jo.staff_id}", "wheels": [other.checkin_id]}, statements=16)
    stops = [one.get("action") for one in page.all("main li form")]
    assert len(stops) == 2
    client.submit(form=f"form[action='{stops[0]}']")
    assert len(grants(db, wheel)) == 1


def test_only_me_ends_what_anybody_sees_of_this_wheel(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff, team: Team, clock: Clock
) -> None:
    other = make_finished(db, wheel.owner_id, {"home": 10}, at=clock.at)
    for who in (f"staff:{jo.staff_id}", f"team:{team.team_id}"):
        client.get(address(wheel))
        client.submit({"who": who, "wheels": [other.checkin_id]}, statements=16)
    client.get(address(wheel))
    client.submit({"who": "me"}, statements=16)
    assert {one.checkin_id for one in consent.grants_of(db, wheel.owner_id)} == {other.checkin_id}


@pytest.mark.parametrize("who", ["", "staff:", "staff:nobody", "team:nobody", "everybody", "staff:019a-other"])
def test_nobody_else_can_be_chosen(client: PageClient, db: Database, wheel: Checkin, who: str) -> None:
    client.get(address(wheel))
    page = client.post(address(wheel), {"who": who, "topics": ["home"]}, status=422)
    assert page.errors == ["Tap who may see it."]
    assert page.one("input[value=home]").has("checked")
    assert grants(db, wheel) == []


def test_a_worker_of_another_team_cannot_be_chosen(client: PageClient, db: Database, wheel: Checkin) -> None:
    stranger = staffing.make_staff(db, name="Al Stranger")
    client.get(address(wheel))
    client.post(address(wheel), {"who": f"staff:{stranger.staff_id}"}, status=422)


def test_sent_twice_it_is_shared_once(client: PageClient, db: Database, wheel: Checkin, jo: Staff) -> None:
    client.get(address(wheel))
    for _ in range(2):
        client.post(address(wheel), {"who": f"staff:{jo.staff_id}"})
    assert len(grants(db, wheel)) == 1


def test_where_there_is_nobody_the_page_says_so_kindly(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    alone = make_finished(db, owner_id, {"home": 20})
    page = client.get(address(alone))
    assert "There is no one here to show it to just now." in page.text
    assert page.all("main form") == []


def test_the_hubs_team_can_be_chosen_on_its_own_device(client: PageClient, db: Database, clock: Clock) -> None:
    hub = staffing.make_team(db, "Sunny hub", is_hub=True)
    host = staffing.make_staff(db, hub, role="host")
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    with db.transaction():
        db.execute(
            "INSERT INTO hub_device (device_id, team_id, label, registered_at, registered_by)"
            " VALUES (:device_id, :team_id, 'Blue', :at, :by)",
            device_id=accounts.name_of("d" * 32),
            team_id=hub.team_id,
            at=clock.at,
            by=host.staff_id,
        )
    done = make_finished(db, owner_id, {"home": 20})
    page = client.get(address(done))
    assert "Sunny hub" in page.text
    client.submit({"who": f"team:{hub.team_id}"})
    assert grants(db, done) == [(f"team:{hub.team_id}", ALL, None)]


def test_a_host_by_name_and_a_closed_account_are_nobody_to_choose(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff
) -> None:
    with db.transaction():
        db.execute("UPDATE staff SET role = 'host'")
    assert "Jo Bloggs" not in client.get(address(wheel)).text
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0")
    assert "There is no one here" in client.get(address(wheel)).text


@pytest.mark.parametrize("present", ["helped", "worker"])
def test_whoever_is_not_alone_is_asked_to_turn_the_screen(
    client: PageClient, db: Database, clock: Clock, jo: Staff, present: str
) -> None:
    owner_id = make_person(db)
    hand_over(client, db, owner_id, jo, at=clock.at, present=present)
    done = make_finished(db, owner_id, {"home": 20})
    page = client.get(address(done))
    assert page.heading == "This page is for you alone"
    assert page.all("main form") == []
    assert client.follow("Only I can see the screen").heading == "Who may see it?"


def test_anothers_wheel_a_draft_and_an_unknown_one_are_not_there(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff
) -> None:
    theirs = make_finished(db, make_person(db), {"home": 20})
    unknown = replace(wheel, checkin_id="00000000-0000-7000-8000-000000000000")
    for other in (theirs, unknown):
        client.get(address(other), status=404)
        client.get("/mine")
        client.post(address(other), {"who": f"staff:{jo.staff_id}"}, status=404)
    assert consent.grants_of(db, theirs.owner_id) == ()


def test_what_is_put_away_cannot_be_shared_and_is_not_listed(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff
) -> None:
    client.get(address(wheel))
    client.submit({"who": f"staff:{jo.staff_id}"})
    client.get("/something-changed")
    client.submit(button="kind=not-safe")
    client.get(address(wheel), status=404)
    page = client.get("/who-can-see")
    assert "Jo Bloggs" not in page.text
    assert "Only you can see what is yours." in page.text


def test_nobody_stops_what_is_anothers(client: PageClient, db: Database, wheel: Checkin, team: Team) -> None:
    other = make_finished(db, make_person(db), {"home": 20})
    to, hand = Recipient("team", team.team_id), consent.Hand(other.owner_id, "family")
    theirs = consent.give(db, other.owner_id, to, consent.Terms(other.checkin_id), hand, at=other.recorded_at)
    client.get("/mine")
    client.post(f"/who-can-see/{theirs.grant_id}/stop", status=404)
    client.get("/mine")
    client.post("/who-can-see/stop", {"to": to.code})
    assert consent.grants_of(db, other.owner_id) == (theirs,)
