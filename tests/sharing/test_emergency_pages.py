"""Opening a household's record in an emergency: for an hour, with a reason, told and written down."""

from __future__ import annotations

import re

import pytest

from tests import households, staffing, visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.consent.builders import REASON, own_hand
from tests.support.page import PageClient
from wheel_app import audit, consent
from wheel_app.accounts import Staff, Team
from wheel_app.accounts.staff import queries as staff_queries
from wheel_app.checkins import Checkin, Given
from wheel_app.consent import Hand, Recipient, Terms
from wheel_app.people import Family, Member
from wheel_app.storage import Database, later, new_id

SHARED_WORD, UNSHARED_WORD = "canary-shared", "canary-unshared"
WHO = {"name": "maeve o'briain", "born_day": "3", "born_month": "2", "born_year": "1990", "reason": REASON}


@pytest.fixture
def al(db: Database, client: PageClient, clock: Clock) -> Staff:
    """A worker of a team that has nothing to do with the family, who is signed in."""
    made = staffing.make_staff(db, staffing.make_team(db, "Duty team"), name="Al Duty")
    staffing.sign_in(client, db, made, at=clock.at)
    return made


@pytest.fixture
def lead(db: Database, al: Staff, clock: Clock) -> Staff:
    """The safeguarding lead of that worker's organisation."""
    team = staff_queries.list_teams_of(db, al.staff_id)[0]
    made = staffing.make_staff(db, team, name="Lee Lead")
    with db.transaction():
        staff_queries.insert_appointment(
            db, new_id(), "safeguarding-lead", al.organisation_id, made.staff_id, at=clock.at
        )
    return made


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Early help")


@pytest.fixture
def family(db: Database, team: Team) -> Family:
    return households.make_family(db, team)


@pytest.fixture
def maeve(db: Database, family: Family) -> Member:
    return households.make_member(db, family, "Maeve", last_name="Ó Briain", born_on="1990-02-03")


@pytest.fixture
def wheels(db: Database, clock: Clock, team: Team, maeve: Member) -> tuple[Checkin, Checkin]:
    """What Maeve has shared with her own team, and what she has shown nobody."""
    owner_id = make_person(db)
    households.join(db, maeve, owner_id)
    shown, kept = (
        make_finished(db, owner_id, {"home": Given("scored", 31, "number", word)}, at=clock.at)
        for word in (SHARED_WORD, UNSHARED_WORD)
    )
    to, hand = Recipient("team", team.team_id), own_hand(owner_id)
    consent.give(db, owner_id, to, Terms(shown.checkin_id), hand, at=clock.at)
    return shown, kept


def break_in(client: PageClient, **other: str) -> None:
    client.get("/emergency")
    client.submit({**WHO, **other}, statements=14)


def refusals(db: Database) -> list[tuple[str, ...]]:
    rows = audit.list_rows(db, audit.SYSTEM, most=50)
    return [row.codes for row in rows if row.action == "break-glass-refused"]


def test_it_opens_the_record_and_what_a_team_was_given_and_nothing_else(
    client: PageClient, al: Staff, lead: Staff, maeve: Member, wheels: tuple[Checkin, Checkin]
) -> None:
    shown, kept = wheels
    client.get(f"/shared/{shown.checkin_id}", status=404)
    break_in(client)
    assert client.page is not None
    page = client.page
    assert page.heading == "Opened without a yes"
    assert "Maeve Ó Briain" in page.text
    assert [link.get("href") for link in page.all("main li a")] == [f"/shared/{shown.checkin_id}"]
    assert SHARED_WORD in client.get(f"/shared/{shown.checkin_id}").text
    for end in ("", "/then-and-now", "/keep-safe"):
        assert UNSHARED_WORD not in client.get(f"/shared/{kept.checkin_id}{end}", status=404).html
    client.get(f"/shared/{shown.checkin_id}/keep-safe", status=404)
    assert UNSHARED_WORD not in client.get(f"/shared/{shown.checkin_id}/then-and-now").html


def test_it_says_so_where_it_shows_more_than_what_was_shared_with_them(
    client: PageClient, db: Database, al: Staff, lead: Staff, wheels: tuple[Checkin, Checkin], clock: Clock
) -> None:
    shown, owner_id = wheels[0], wheels[0].owner_id
    terms = Terms(shown.checkin_id, topics=frozenset({"mood"}))
    consent.give(db, owner_id, Recipient("staff", al.staff_id), terms, own_hand(owner_id), at=clock.at)
    client.get(f"/shared/{shown.checkin_id}", status=404)
    break_in(client)
    client.get(f"/shared/{shown.checkin_id}")
    (looked,) = [row for row in audit.list_rows(db, audit.chain_of_owner(owner_id), most=9) if row.action == "looked"]
    assert "break-glass" in looked.codes


def test_it_ends_after_sixty_minutes_to_the_microsecond(
    client: PageClient,
    db: Database,
    clock: Clock,
    al: Staff,
    lead: Staff,
    family: Family,
    wheels: tuple[Checkin, Checkin],
) -> None:
    break_in(client)
    end = later(clock.at, minutes=60)
    for moment, status in ((later(end, microseconds=-1), 200), (end, 404)):
        clock.at = moment
        staffing.sign_in(client, db, al, at=clock.at)
        client.get(f"/emergency/{family.family_id}", status=status)
        client.get(f"/shared/{wheels[0].checkin_id}", status=status)


def test_the_safeguarding_lead_is_told_at_once_with_the_reason(
    client: PageClient, db: Database, clock: Clock, al: Staff, lead: Staff, family: Family, maeve: Member
) -> None:
    break_in(client)
    rows = db.rows("SELECT t.*, w.words FROM task t JOIN task_text w ON w.task_id = t.task_id")
    told = [(row["kind"], row["staff_id"], row["family_id"], row["made_at"], row["words"]) for row in rows]
    assert told == [("break-glass", lead.staff_id, family.family_id, clock.at, REASON)]
    theirs = visits.another(client)
    staffing.sign_in(theirs, db, lead, at=clock.at)
    assert REASON in theirs.get("/today").text


def test_without_a_lead_the_managers_are_told(client: PageClient, db: Database, al: Staff, maeve: Member) -> None:
    team = staff_queries.list_teams_of(db, al.staff_id)[0]
    managers = [staffing.make_staff(db, team, role="manager") for _ in range(2)]
    client.get("/emergency")
    client.submit(WHO, statements=20)
    told = {row["staff_id"] for row in db.rows("SELECT staff_id FROM task")}
    assert told == {one.staff_id for one in managers}


@pytest.mark.parametrize("name", ["Maeve O'Briain", "Nobody Atall"])
def test_with_nobody_to_tell_it_stays_closed_whoever_is_asked_for(
    client: PageClient, db: Database, clock: Clock, al: Staff, maeve: Member, name: str
) -> None:
    client.get("/emergency")
    page = client.submit({**WHO, "name": name}, status=422)
    assert "is named to hear of this" in page.errors[0]
    assert consent.families_open(db, al.staff_id, at=clock.at) == {}
    assert [codes[0] for codes in refusals(db)] == ["nobody-to-tell"]


def test_a_manager_alone_does_not_tell_themselves(
    client: PageClient, db: Database, clock: Clock, al: Staff, maeve: Member
) -> None:
    with db.transaction():
        db.execute("UPDATE staff SET role = 'manager' WHERE staff_id = :id", id=al.staff_id)
    client.get("/emergency")
    client.submit(WHO, status=422)
    assert consent.families_open(db, al.staff_id, at=clock.at) == {}


def test_whose_team_was_given_the_page_can_open_the_record(
    client: PageClient, db: Database, clock: Clock, al: Staff, lead: Staff, family: Family, maeve: Member
) -> None:
    team_id = staff_queries.list_teams_of(db, al.staff_id)[0].team_id
    share = consent.ask_household(
        db, family.family_id, team_id, [maeve.member_id], staff_id=al.staff_id, role="worker", at=clock.at
    )
    consent.say_household(db, share.share_id, maeve.member_id, "yes", Hand(maeve.member_id, "family"), at=clock.at)
    client.get(f"/families/{family.family_id}/work", status=404)
    break_in(client)
    assert client.page is not None
    assert client.page.heading == "Opened without a yes"
    client.get(f"/families/{family.family_id}/work")


def test_a_name_in_two_homes_opens_both_and_says_so(
    client: PageClient, db: Database, clock: Clock, al: Staff, lead: Staff, team: Team, maeve: Member
) -> None:
    other = households.make_family(db, team, "Second home")
    facts = {"last_name": "Ó Briain", "born_on": "1990-02-03"}
    households.make_member(db, other, "Maeve", who_id=maeve.who_id, **facts)
    client.get("/emergency")
    page = client.submit(WHO, statements=24)
    assert page.link("Second home") == f"/emergency/{other.family_id}"
    assert client.follow("Second home").heading == "Opened without a yes"


def test_it_is_written_down_with_its_reason(
    client: PageClient, db: Database, al: Staff, lead: Staff, family: Family, wheels: tuple[Checkin, Checkin]
) -> None:
    break_in(client)
    client.get(f"/shared/{wheels[0].checkin_id}")
    rows = audit.list_rows(db, audit.chain_of_family(family.family_id), most=9)
    opening = next(row for row in rows if row.action == "break-glass")
    assert (opening.actor, audit.text_of(db, opening.chain, opening.seq)) == (al.staff_id, REASON)
    looked = [row.codes for row in rows if row.action == "looked"]
    assert looked == [("emergency", "break-glass")]
    own = audit.list_rows(db, audit.chain_of_owner(wheels[0].owner_id), most=1)[0]
    assert (own.action, own.codes) == ("looked", ("wheel", "break-glass"))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "Maeve"}, "nobody"),
        ({"name": "Maeve O'Brien"}, "nobody"),
        ({"born_day": "4"}, "nobody"),
        ({"reason": "quick"}, "unsaid"),
        ({"reason": " " * 20}, "unsaid"),
        ({"name": ""}, "unsaid"),
        ({"born_day": "31"}, "unsaid"),
        ({"born_year": ""}, "unsaid"),
    ],
)
def test_what_is_not_exact_opens_nothing_and_is_written_down(
    client: PageClient,
    db: Database,
    clock: Clock,
    al: Staff,
    lead: Staff,
    family: Family,
    maeve: Member,
    wrong: dict[str, str],
    why: str,
) -> None:
    client.get("/emergency")
    page = client.submit({**WHO, **wrong}, status=422)
    assert len(page.all(".govuk-error-summary a")) == 1
    assert consent.families_open(db, al.staff_id, at=clock.at) == {}
    assert [codes[0] for codes in refusals(db)] == [why]
    assert db.value("SELECT count(*) FROM task") == 0
    assert "maeve" not in repr(refusals(db)).lower()


def test_a_known_and_an_unknown_name_are_refused_alike(
    client: PageClient, al: Staff, lead: Staff, maeve: Member
) -> None:
    pages = []
    for name in ("Maeve Briain", "Nobody Atall"):
        client.get("/emergency")
        html = client.submit({**WHO, "name": name, "born_year": "1991"}, status=422).html
        pages.append(re.sub(r'csrf_token" value="[^"]*', "", html).replace(name, "name"))
    assert pages[0] == pages[1]


def test_after_five_tries_it_waits_also_with_the_right_name(
    client: PageClient, db: Database, clock: Clock, al: Staff, lead: Staff, maeve: Member
) -> None:
    for _ in range(5):
        client.get("/emergency")
        client.submit({**WHO, "name": "Nobody Atall"}, status=422)
    client.get("/emergency")
    page = client.submit(WHO, status=429)
    assert "Wait 15 minutes, then try again." in page.text
    assert [codes[0] for codes in refusals(db)] == ["too-many", *["nobody"] * 5]
    clock.forward(minutes=15)
    staffing.sign_in(client, db, al, at=clock.at)
    break_in(client)
    assert consent.families_open(db, al.staff_id, at=clock.at)


def test_whoever_works_with_the_family_opens_nothing(
    client: PageClient, db: Database, clock: Clock, al: Staff, lead: Staff, family: Family, maeve: Member
) -> None:
    with db.transaction():
        db.execute(
            "UPDATE family_team SET team_id = (SELECT team_id FROM staff_team WHERE staff_id = :al)", al=al.staff_id
        )
    client.get("/emergency")
    client.submit(WHO)
    assert consent.families_open(db, al.staff_id, at=clock.at) == {}
    assert db.value("SELECT count(*) FROM task") == 0


def test_a_record_that_was_not_opened_is_not_there(
    client: PageClient, db: Database, clock: Clock, al: Staff, family: Family
) -> None:
    for family_id in (family.family_id, new_id()):
        client.get(f"/emergency/{family_id}", status=404)
    other = staffing.make_staff(db)
    consent.break_glass(db, other.staff_id, "worker", family.family_id, reason=REASON, at=clock.at)
    client.get(f"/emergency/{family.family_id}", status=404)
