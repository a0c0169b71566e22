"""What a worker sees first: what waits for them, with names, and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

import pytest

from tests import staffing, visits
from tests.builders import AT, everything, make_finished, make_person
from tests.clock.children import make_child
from tests.conftest import Clock
from tests.households import join, make_family, make_member
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff, find_team
from wheel_app.people import Family, Member
from wheel_app.people.joining.inviting import invite
from wheel_app.storage import Database, later
from wheel_app.tasks import Charge, open_look_in, open_task
from wheel_app.tasks.actions import Wish, ask_to_talk

Known = tuple[Staff, Family, Member, str]


@pytest.fixture
def known(db: Database) -> Known:
    """A coordinator and somebody of their family who has joined."""
    team = staffing.make_team(db)
    jo = staffing.make_staff(db, team, name="Jo Bloggs")
    family = make_family(db, team, "Ó Briain", by=jo, coordinator=jo)
    member = make_member(db, family, "Maeve", by=jo, last_name="Ó Briain")
    owner_id = make_person(db)
    join(db, member, owner_id)
    return jo, family, member, owner_id


def charge_of(db: Database, known: Known) -> Charge:
    team_id = db.value("SELECT team_id FROM family_team WHERE family_id = :id", id=known[1].family_id)
    return Charge(known[0].staff_id, team_id, known[1].family_id)


def test_nothing_waits(client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    assert "Nothing waits for you" in client.get("/today").text


def test_who_would_like_to_talk_is_named_and_leads_to_their_page(
    client: PageClient, db: Database, known: Known
) -> None:
    jo, family, member, owner_id = known
    wish = Wish("safe-way", None, "")
    ask_to_talk(db, charge_of(db, known), wish, owner_id=owner_id, device_id="d", at=AT)
    staffing.sign_in(client, db, jo)
    page = client.get("/today")
    assert page.link("Maeve Ó Briain") == f"/families/{family.family_id}/people/{member.member_id}"
    assert client.get(page.link("Maeve Ó Briain")).status == 200


def test_look_ins_come_up_and_then_wait_until_they_are_done(
    client: PageClient, db: Database, known: Known, clock: Clock
) -> None:
    jo = known[0]
    open_look_in(db, charge_of(db, known), due_on="2026-11-30", at=AT)
    staffing.sign_in(client, db, jo)
    page = client.get("/today")
    assert page.texts("main h2") == ["Coming up"]
    assert "30 November 2026" in page.text
    clock.at = later(AT, days=40)
    staffing.sign_in(client, db, jo, at=clock.at)
    page = client.get("/today")
    assert page.texts("main h2") == ["To do"]
    assert "Ó Briain" in page.text
    client.submit(form="form[action$=done]")
    assert "Nothing waits for you" in client.get("/today").text


def test_invitations_that_nobody_opened_are_listed(client: PageClient, db: Database, known: Known) -> None:
    jo = known[0]
    other = make_member(db, known[1], "Nan", by=jo)
    invite(db, other, jo, at=AT, pepper=b"p" * 32, save_id="s")
    staffing.sign_in(client, db, jo)
    assert "Nan" in client.get("/today").text
    assert "Maeve" not in client.get("/today").text
    staffing.sign_in(client, db, staffing.make_staff(db))
    assert "Nan" not in client.get("/today").text


def test_what_is_shared_and_not_read_yet_is_listed_until_it_is_read(
    client: PageClient, db: Database, known: Known
) -> None:
    jo, _, _, owner_id = known
    wheel = make_finished(db, owner_id, {"home": 20, "money": 30})
    terms = consent.Terms(checkin_id=wheel.checkin_id)
    staffing.sign_in(client, db, jo)
    assert "Nothing waits for you" in client.get("/today").text
    consent.give(db, owner_id, consent.Recipient("staff", jo.staff_id), terms, consent.Hand(owner_id, "family"), at=AT)
    page = client.get("/today")
    assert page.texts("main h2") == ["Shared with you, not read yet"]
    client.get(page.link("Maeve Ó Briain"))
    assert "Nothing waits for you" in client.get("/today").text
    people.note_change(db, owner_id, "not-safe", [], asks_afresh=True, at=later(AT, minutes=1))
    assert "Nothing waits for you" in client.get("/today").text


def test_many_tasks_take_few_statements(client: PageClient, db: Database, known: Known) -> None:
    jo = known[0]
    for number in range(60):
        family = make_family(db, name=f"Family {number}", by=jo)
        open_look_in(db, Charge(jo.staff_id, None, family.family_id), due_on="2026-11-01", at=AT)
    staffing.sign_in(client, db, jo)
    page = client.get("/today", statements=11)
    assert len(page.all("main li.task")) == 40
    assert "20 more wait after these." in page.text


def test_three_lines_lead_to_who_is_due(client: PageClient, db: Database, known: Known) -> None:
    jo, family, _, _ = known
    staffing.sign_in(client, db, jo)
    assert "Visits before school" not in client.get("/today").text
    long_ago = "2022-01-01T10:00:00.000000Z"
    for days in (11, 12, 20, 4):
        make_child(db, family, born=later(AT, days=-days)[:10], at=long_ago)
    page = client.get("/today", statements=12)
    lines = [" ".join(one.split()) for one in page.texts("section[aria-labelledby=points-heading] li")]
    assert lines == ["Due this week2 visits", "Late1 visit", "Coming1 visit"]
    assert len(client.follow("Late").all(".due-line")) == 1
    make_child(db, family)
    assert client.get("/today").link("Days to put in") == "/due?list=wanted"
    staffing.sign_in(client, db, staffing.make_staff(db))
    assert "Visits before school" not in client.get("/today").text


def test_a_host_reads_no_names(client: PageClient, db: Database) -> None:
    hub = staffing.make_team(db, is_hub=True)
    family = make_family(db, hub, "Secret", by=staffing.make_staff(db, hub))
    wish = Wish("here", None, "")
    charge = Charge(None, hub.team_id, family.family_id)
    ask_to_talk(db, charge, wish, owner_id=None, device_id="d", at=AT)
    staffing.sign_in(client, db, staffing.make_staff(db, hub, role="host"))
    page = client.get("/today")
    assert "Someone would like to talk" in page.text
    assert "Secret" not in page.html


def test_the_family_sees_no_page_of_this(client: PageClient, db: Database, known: Known, clock: Clock) -> None:
    visits.sign_in(client, db, known[3], at=clock.at)
    client.get("/today", status=404)


def ask_by_itself(client: PageClient, **wishes: Any) -> Page:
    """Ask for what waits as the open page does every minute."""
    return client.get("/today", htmx=True, headers={"X-Automatic": "1"}, **wishes)


def test_an_open_page_asks_for_what_waits_and_gets_no_more(client: PageClient, db: Database, known: Known) -> None:
    jo, _, _, owner_id = known
    staffing.sign_in(client, db, jo)
    link = client.get("/today").one("main a[data-automatic]")
    assert (link.text, link.get("hx-get"), link.get("hx-swap")) == ("Look again", "/today", "innerMorph")
    ask_to_talk(db, charge_of(db, known), Wish("safe-way", None, ""), owner_id=owner_id, device_id="d", at=AT)
    piece = ask_by_itself(client)
    assert "Someone would like to talk" in piece.text
    assert piece.all("h1, header, title, [data-automatic]") == []


def test_asking_by_itself_makes_no_visit_longer(client: PageClient, db: Database, known: Known, clock: Clock) -> None:
    staffing.sign_in(client, db, known[0])
    before = everything(db)
    for _ in range(14):
        clock.forward(minutes=1)
        ask_by_itself(client)
    assert everything(db) == before
    clock.forward(minutes=2)
    ask_by_itself(client, status=401)


def test_on_a_device_that_was_handed_over_it_gets_nothing(client: PageClient, db: Database, known: Known) -> None:
    staffing.sign_in(client, db, known[0])
    visits.sign_in(client, db, make_person(db), at=AT)
    assert "Today" not in ask_by_itself(client, status=404).text


def test_after_leaving_the_team_no_name_of_its_families_is_left(client: PageClient, db: Database, known: Known) -> None:
    team = find_team(db, charge_of(db, known).team_id or "")
    assert team
    leaver = staffing.make_staff(db, team)
    _, family, member, owner_id = known
    other = make_member(db, family, "Nan", by=leaver)
    invite(db, other, leaver, at=AT, pepper=b"p" * 32, save_id="s")
    charge = Charge(leaver.staff_id, team.team_id, family.family_id)
    open_look_in(db, charge, due_on="2026-11-01", at=AT)
    ask_to_talk(db, charge, Wish("words", "after nine", ""), owner_id=owner_id, device_id="d", at=AT)
    staffing.sign_in(client, db, leaver)
    page = client.get("/today")
    assert all(name in page.text for name in ("Nan", "Maeve", "Ó Briain"))
    with db.transaction():
        db.execute("DELETE FROM staff_team WHERE staff_id = :staff_id", staff_id=leaver.staff_id)
    page = client.get("/today")
    assert page.texts("main h2") == ["To do"]
    assert not any(name in page.html for name in ("Nan", "Maeve", "Ó Briain", member.member_id, family.family_id))


def test_a_safeguarding_lead_reads_which_family_was_opened_and_cannot_go_there(
    client: PageClient, db: Database, known: Known
) -> None:
    lead, family = staffing.make_staff(db), known[1]
    open_task(db, "break-glass", Charge(lead.staff_id, None, family.family_id), at=AT, words="Why")
    staffing.sign_in(client, db, lead)
    page = client.get("/today")
    assert "Ó Briain" in page.text
    assert not page.all("#today a")
