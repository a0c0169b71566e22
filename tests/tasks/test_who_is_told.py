"""Whose a wish to talk is, and who has it when nobody takes it on, or when somebody leaves."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.households import join, make_family, make_member
from tests.support.page import PageClient
from tests.tasks.talking import DEVICE, ask, at_hub, hub, joined, today
from wheel_app import consent
from wheel_app.accounts import Organisation, Staff, Team, find_organisation, find_team
from wheel_app.accounts.staff.queries import insert_appointment
from wheel_app.storage import Database, new_id
from wheel_app.tasks import BREAK_GLASS, Charge, find_task, hand_over_tasks, open_task

__all__ = ["at_hub", "hub", "joined"]


def test_here_and_now_is_for_the_hub_also_where_somebody_else_comes_first(
    joined: tuple[PageClient, Staff, str], hub: Team, db: Database, clock: Clock
) -> None:
    client, coordinator, _ = joined
    assert "If you want someone here and now, we tell Sunny hub." in client.get("/talk").text
    assert "Sunny hub" in ask(client, way="here").text
    host = staffing.make_staff(db, hub, role="host")
    shown = today(client, db, host, clock).text
    assert "Here, now, on Blue" in shown
    assert "Someone would like to talk" not in today(client, db, coordinator, clock).text


def test_asked_for_another_way_it_is_somebody_elses_and_one_wish(
    joined: tuple[PageClient, Staff, str], hub: Team, db: Database, clock: Clock
) -> None:
    client, coordinator, _ = joined
    ask(client, way="here")
    ask(client, way="safe-way")
    assert "Someone would like to talk" in today(client, db, coordinator, clock).text
    assert "Someone would like to talk" not in today(client, db, staffing.make_staff(db, hub), clock).text


@pytest.fixture
def at_home(client: PageClient, db: Database, clock: Clock) -> tuple[PageClient, str]:
    """Somebody on their own phone."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return client, owner_id


def test_a_team_that_works_with_them_is_told_where_there_is_no_one_contact(
    at_home: tuple[PageClient, str], db: Database, clock: Clock
) -> None:
    client, owner_id = at_home
    team = staffing.make_team(db, "Early help")
    worker = staffing.make_staff(db, team)
    join(db, make_member(db, make_family(db, team, by=worker), safe_way="Text"), owner_id)
    assert "Early help" in client.get("/talk").text
    ask(client, way="safe-way")
    page = today(client, db, worker, clock)
    assert "The safe way on their page" in page.text
    assert page.link("Maeve")


def test_a_team_that_they_share_with_is_told(at_home: tuple[PageClient, str], db: Database, clock: Clock) -> None:
    client, owner_id = at_home
    team = staffing.make_team(db, "Early help")
    worker = staffing.make_staff(db, team)
    to, terms = consent.Recipient("team", team.team_id), consent.Terms(made_until="2026-11-20")
    consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=clock.at)
    ask(client, way="words", words="after nine")
    assert "after nine" in today(client, db, worker, clock).text


def test_with_one_way_alone_there_is_nothing_to_choose(
    at_home: tuple[PageClient, str], db: Database, clock: Clock
) -> None:
    client, owner_id = at_home
    team = staffing.make_team(db, "Early help")
    staffing.make_staff(db, team)
    to = consent.Recipient("team", team.team_id)
    consent.give(
        db, owner_id, to, consent.Terms(made_until="2026-11-20"), consent.Hand(owner_id, "family"), at=clock.at
    )
    assert not client.get("/talk").all("input[type=radio]")
    assert "Write how and when" in ask(client, status=422).errors[0]
    ask(client, words="after nine")
    assert [row["way"] for row in db.rows("SELECT way FROM task")] == ["words"]


def test_the_safe_way_is_offered_only_where_whoever_is_told_knows_it(
    at_home: tuple[PageClient, str], db: Database, clock: Clock
) -> None:
    client, owner_id = at_home
    join(db, make_member(db, make_family(db, staffing.make_team(db)), safe_way="Text"), owner_id)
    stranger = staffing.make_staff(db, staffing.make_team(db), name="Sam Green")
    to, terms = consent.Recipient("staff", stranger.staff_id), consent.Terms(made_until="2026-11-20")
    consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=clock.at)
    page = client.get("/talk")
    assert "Sam Green" in page.text
    assert "The safe way I told my worker" not in page.text


def test_words_are_asked_for_only_where_somebody_may_read_them(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.register(db, staffing.make_team(db, "Hosts only", is_hub=True), DEVICE)
    client.client.set_cookie("device", DEVICE, domain="localhost")
    page = client.get("/talk")
    assert "Hosts only" in page.text
    assert "Another way" not in page.text
    assert not page.all("textarea")
    client.post("/talk", {"way": "words", "words": "after nine"}, status=422)
    assert db.rows("SELECT * FROM task") == []


def colleague_of_family(db: Database) -> Staff:
    """Somebody in the team that works with the only family there is."""
    team = find_team(db, db.value("SELECT team_id FROM family_team"))
    assert team
    return staffing.make_staff(db, team)


def test_without_a_lead_the_team_is_told_of_what_waits_too_long_for_one_of_them(
    joined: tuple[PageClient, Staff, str], db: Database, clock: Clock
) -> None:
    client, _, _ = joined
    ask(client, way="safe-way")
    colleague = colleague_of_family(db)
    assert "Someone would like to talk" not in today(client, db, colleague, clock).text
    clock.at = "2026-11-23T10:00:00.000000Z"
    assert "Someone would like to talk" in today(client, db, colleague, clock).text


def test_what_was_a_leavers_is_the_teams(joined: tuple[PageClient, Staff, str], db: Database, clock: Clock) -> None:
    client, coordinator, _ = joined
    ask(client, way="safe-way")
    staffing.close(db, coordinator)
    assert "Someone would like to talk" in today(client, db, colleague_of_family(db), clock).text


def test_a_new_contact_takes_over_the_wish_and_not_what_the_safeguarding_lead_was_told(
    joined: tuple[PageClient, Staff, str], db: Database, clock: Clock
) -> None:
    client, _, _ = joined
    ask(client, way="safe-way")
    family_id = db.value("SELECT family_id FROM family")
    lead, new = staffing.make_staff(db), colleague_of_family(db)
    told = open_task(db, BREAK_GLASS, Charge(lead.staff_id, None, family_id), at=clock.at, words="canary-reason")
    hand_over_tasks(db, family_id, new.staff_id)
    shown = today(client, db, new, clock).text
    assert "Someone would like to talk" in shown
    assert "canary-reason" not in shown
    found = find_task(db, told.task_id)
    assert found
    assert found.staff_id == lead.staff_id


def test_what_a_safeguarding_lead_was_told_goes_to_the_next_one(client: PageClient, db: Database, clock: Clock) -> None:
    team = staffing.make_team(db)
    lead, following, manager = (staffing.make_staff(db, team, role="manager") for _ in range(3))
    open_task(db, BREAK_GLASS, Charge(lead.staff_id, None, None), at=clock.at, words="canary-reason")
    place = team.organisation_id
    with db.transaction():
        insert_appointment(db, new_id(), "safeguarding-lead", place, following.staff_id, at=clock.at)
    assert "canary-reason" not in today(client, db, following, clock).text
    staffing.close(db, lead)
    assert "canary-reason" in today(client, db, following, clock).text
    assert "canary-reason" not in today(client, db, manager, clock).text


def test_a_team_that_works_with_them_no_longer_reads_nothing_of_what_is_open(
    client: PageClient, db: Database, clock: Clock
) -> None:
    old = staffing.make_team(db, "Early help")
    new = staffing.make_team(db, "Young families", organisation_of(db, old))
    before, after = staffing.make_staff(db, old), staffing.make_staff(db, new)
    family = make_family(db, old, by=before)
    charge = Charge(None, old.team_id, family.family_id)
    open_task(db, "talk", charge, at=clock.at, way="words", words="canary-number")
    staffing.sign_in(client, db, before, at=clock.at)
    client.get(f"/families/{family.family_id}/teams")
    client.post(f"/families/{family.family_id}/teams", {"team": new.team_id}, statements=16)
    assert "canary-number" in today(client, db, before, clock).text
    client.post(f"/families/{family.family_id}/teams/{old.team_id}/end", {}, statements=16)
    assert "canary-number" not in today(client, db, before, clock).text
    assert "canary-number" in today(client, db, after, clock).text


def organisation_of(db: Database, team: Team) -> Organisation:
    found = find_organisation(db, team.organisation_id)
    assert found
    return found
