"""What staff read of what people share with them, and that each look is written down."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import households, staffing, visits
from tests.builders import SHARED, SITTING, make_finished, make_person
from tests.conftest import Clock
from tests.consent.builders import own_hand
from tests.support.page import PageClient
from wheel_app import audit, consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.audit import AuditRow
from wheel_app.checkins import Checkin, Given, finish
from wheel_app.checkins.actions import revise
from wheel_app.consent import Grant, Recipient, Terms
from wheel_app.storage import Database, later, new_id

NOTE, OTHER_NOTE = "canary-shared-note", "canary-other-note"


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Early help")


@pytest.fixture
def jo(db: Database, client: PageClient, team: Team, clock: Clock) -> Staff:
    """A worker who is signed in."""
    made = staffing.make_staff(db, team, name="Jo Bloggs", title="health visitor")
    staffing.sign_in(client, db, made, at=clock.at)
    return made


@pytest.fixture
def wheel(db: Database, clock: Clock) -> Checkin:
    marks = {"home": Given("scored", 31, "number", NOTE), "money": Given("scored", 62, "number", OTHER_NOTE)}
    return make_finished(db, make_person(db, at=clock.at), {**marks, "mood": Given("rather-not-say")}, at=clock.at)


def share(db: Database, wheel: Checkin, to: Recipient, *, at: str, **terms: object) -> Grant:
    given = Terms(wheel.checkin_id, **terms)  # type: ignore[arg-type]
    return consent.give(db, wheel.owner_id, to, given, own_hand(wheel.owner_id), at=at)


def to_team(team: Team) -> Recipient:
    return Recipient("team", team.team_id)


def address(wheel: Checkin) -> str:
    return f"/shared/{wheel.checkin_id}"


def looks(db: Database, wheel: Checkin) -> list[AuditRow]:
    rows = audit.list_rows(db, audit.chain_of_owner(wheel.owner_id), most=50)
    return [row for row in rows if row.action == "looked"]


def test_before_anything_is_shared_the_list_is_empty(client: PageClient, jo: Staff, wheel: Checkin) -> None:
    assert "Nothing is shared with you just now." in client.get("/shared").text
    client.get(address(wheel), status=404)


def test_what_a_team_was_given_is_listed_new_and_read_in_words(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    page = client.get("/shared")
    assert page.texts(".tag") == ["New"]
    page = client.follow("Someone without a name")
    assert page.path == address(wheel)
    for word in (NOTE, OTHER_NOTE, "31", "62"):
        assert word in page.text
    assert "Left out" not in page.text
    assert client.get("/shared").all(".tag") == []


def test_every_look_is_written_down_in_the_owners_chain(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    client.get(address(wheel))
    client.get(f"{address(wheel)}/then-and-now")
    told = [(row.actor, row.role, row.about, row.codes) for row in looks(db, wheel)]
    assert told == [
        (jo.staff_id, "worker", wheel.checkin_id, ("then-and-now",)),
        (jo.staff_id, "worker", wheel.checkin_id, ("wheel",)),
    ]


@pytest.mark.parametrize("page", ["", "/then-and-now"])
def test_a_look_that_cannot_be_written_down_shows_nothing(
    app: Flask, client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin, page: str
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    chain = audit.chain_of_owner(wheel.owner_id)
    app.testing = False
    with db.transaction():
        db.execute("DROP INDEX audit_row_actor")
        db.execute("ALTER TABLE audit_row RENAME TO audit_row_gone")
    reply = client.client.get(f"{address(wheel)}{page}", base_url=client.base_url)
    assert reply.status_code == 500
    assert NOTE not in reply.get_data(as_text=True)
    with db.transaction():
        db.execute("ALTER TABLE audit_row_gone RENAME TO audit_row")
    assert len(audit.list_rows(db, chain, most=9)) == 1


def test_a_refused_look_is_written_down_too(client: PageClient, db: Database, jo: Staff, wheel: Checkin) -> None:
    client.get(address(wheel), status=404)
    row = audit.list_rows(db, audit.SYSTEM, most=1)[0]
    assert (row.action, row.actor, row.about) == ("refused", jo.staff_id, wheel.checkin_id)
    assert looks(db, wheel) == []


def test_only_shared_topics_are_there(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at, topics=frozenset({"home", "mood"}))
    for end in ("", "/then-and-now"):
        page = client.get(f"{address(wheel)}{end}")
        assert OTHER_NOTE not in page.html
        assert "62" not in page.text
    assert NOTE in client.get(address(wheel)).text


def test_a_wheel_of_which_nothing_was_said_is_as_if_it_were_not(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at, topics=frozenset({"mood"}))
    client.get(address(wheel), status=404)
    assert "Nothing is shared with you" in client.get("/shared").text


def test_withdrawn_while_the_worker_has_it_open_the_next_request_finds_nothing(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    given = share(db, wheel, to_team(team), at=clock.at)
    client.get(address(wheel))
    consent.withdraw(db, wheel.owner_id, given.grant_id, own_hand(wheel.owner_id), at=clock.at)
    for end in ("", "/then-and-now"):
        assert NOTE not in client.get(f"{address(wheel)}{end}", status=404).html
    assert "Nothing is shared with you" in client.get("/shared").text


def test_it_ends_with_its_last_day(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at, until_on=clock.at[:10])
    client.get(address(wheel))
    clock.forward(days=1)
    staffing.sign_in(client, db, jo, at=clock.at)
    client.get(address(wheel), status=404)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM staff_team",
        "UPDATE staff SET role = 'host'",
        "UPDATE team SET closed_at = '2026-11-20T10:00:00.000000Z'",
    ],
)
def test_who_has_left_the_team_sees_nothing_with_the_next_request(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin, change: str
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    client.get(address(wheel))
    with db.transaction():
        db.execute(change)
    client.get(address(wheel), status=404)


@pytest.mark.parametrize("role", ["host", "administrator", "analyst"])
def test_other_roles_find_no_such_page(
    client: PageClient, db: Database, clock: Clock, team: Team, wheel: Checkin, role: str
) -> None:
    staff = staffing.make_staff(db, team, role=role)
    staffing.sign_in(client, db, staff, at=clock.at)
    share(db, wheel, to_team(team), at=clock.at)
    share(db, wheel, Recipient("staff", staff.staff_id), at=clock.at)
    for path in ("/shared", address(wheel), f"{address(wheel)}/then-and-now"):
        client.get(path, status=404)


def test_what_is_put_away_is_put_away_for_every_reader(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    people.note_change(db, wheel.owner_id, "moved", ["housing"], asks_afresh=False, at=later(clock.at, minutes=1))
    client.get(address(wheel), status=404)
    client.get(f"{address(wheel)}/then-and-now", status=404)
    assert "Nothing is shared with you" in client.get("/shared").text


def test_the_wheel_and_the_number_show_when_there_is_enough_to_see(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team
) -> None:
    done = make_finished(db, make_person(db), dict.fromkeys(SHARED, 40), at=clock.at)
    share(db, done, to_team(team), at=clock.at, topics=frozenset(SHARED[:3]))
    assert client.get(address(done)).all("svg.wheel") == []
    share(db, done, to_team(team), at=clock.at, topics=frozenset(SHARED[:5]))
    page = client.get(address(done))
    assert page.all("svg.wheel") != []
    assert page.all(".big-number") == []
    share(db, done, to_team(team), at=clock.at, topics=frozenset(SHARED[:6]))
    assert client.get(address(done)).one(".big-number").text == "40"


def test_then_and_now_is_over_the_shared_ones_alone(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    days = [later(clock.at, days=-days) for days in (60, 30, 0)]
    first, hidden, last = (
        make_finished(db, owner_id, {"home": mark, "money": 50}, at=at)
        for mark, at in zip((11, 22, 33), days, strict=True)
    )
    share(db, first, to_team(team), at=clock.at, topics=frozenset({"home"}))
    share(db, last, to_team(team), at=clock.at)
    page = client.get(f"{address(last)}/then-and-now")
    assert "from 11 to 33" in page.text
    assert "22" not in page.text
    assert "50" not in page.text
    assert hidden.checkin_id not in page.html
    client.get(f"{address(last)}/then-and-now?then={hidden.checkin_id}", status=404)
    assert {row.about for row in looks(db, last)} == {first.checkin_id, last.checkin_id}


def test_a_correction_is_not_shared_by_itself(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    before = client.get(address(wheel)).text
    newer = revise(db, wheel.owner_id, wheel.checkin_id, SITTING, at=clock.at)
    finish(db, wheel.owner_id, newer.checkin_id, at=clock.at)
    assert client.get(address(wheel)).text == before
    client.get(address(newer), status=404)


def test_who_is_known_is_named_and_nobody_else(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, to_team(team), at=clock.at)
    stranger_family = households.make_family(db, staffing.make_team(db, "Another team"))
    households.join(db, households.make_member(db, stranger_family, "Secretname"), wheel.owner_id)
    for path in ("/shared", address(wheel)):
        assert "Secretname" not in client.get(path).html
    family = households.make_family(db, team)
    households.join(db, households.make_member(db, family, "Maeve", last_name="Ó Briain"), wheel.owner_id)
    for path in ("/shared", address(wheel)):
        page = client.get(path)
        assert "Maeve Ó Briain" in page.text
        assert "Maeve" not in page.one("head title").raw_text


def test_somebody_who_shared_nothing_looks_like_somebody_without_a_wheel(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    unknown = f"/shared/{new_id()}"
    strange, theirs = client.get(unknown, status=404), client.get(address(wheel), status=404)
    assert strange.html == theirs.html
    assert len(strange.statements) <= len(theirs.statements)


def test_a_long_list_goes_on_on_another_page(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team
) -> None:
    shared = [make_finished(db, make_person(db), {"home": 10}, at=clock.at) for _ in range(23)]
    for place, done in enumerate(shared):
        share(db, done, to_team(team), at=later(clock.at, minutes=place))
    links = [link.get("href") for link in client.get("/shared").all("main li a")]
    links += [link.get("href") for link in client.follow("Show older ones").all("main li a")]
    assert links == [address(done) for done in reversed(shared)]


def test_a_family_finds_none_of_these_pages(client: PageClient, db: Database, clock: Clock, wheel: Checkin) -> None:
    visits.sign_in(client, db, wheel.owner_id, at=clock.at)
    for path in ("/shared", address(wheel), f"{address(wheel)}/then-and-now"):
        client.get(path, status=404)
