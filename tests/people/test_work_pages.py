"""The work with a family: one contact, teams, levels, notes, links, closing; nothing of it on a family's page."""

from __future__ import annotations

import re

import pytest

from tests import staffing, visits
from tests.builders import make_person
from tests.households import join, make_family, make_member, relate
from tests.staffing import make_organisation, make_staff, make_team
from tests.support.page import PageClient
from wheel_app import consent, people, tasks
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family
from wheel_app.people.care.queries import list_closures, list_level_steps
from wheel_app.storage import Database
from wheel_app.tasks import LOOK_IN


@pytest.fixture
def family(db: Database, team: Team, worker: Staff) -> Family:
    return make_family(db, team, by=worker, coordinator=worker)


def look_ins(db: Database, family: Family) -> list[tuple[str | None, str]]:
    """Whose the look-ins at a family are, and for which day."""
    return [(task.staff_id, task.due_at[:10]) for task in tasks.list_of_family(db, family.family_id, LOOK_IN)]


def step(client: PageClient, family: Family, level: str, status: int = 200, **values: str) -> str:
    client.get(f"/families/{family.family_id}/level")
    typed = {"level": level, "why": "A reason", **values}
    return client.submit(typed, status=status, statements=22).text


def test_a_level_is_stepped_up_with_a_day_and_a_reason(client: PageClient, db: Database, family: Family) -> None:
    step(client, family, "1", since_day="1", since_month="9", since_year="2026")
    text = step(client, family, "3", why="Debt and a damp home")
    assert "3 – Help from more sides" in text
    assert "Debt and a damp home" in text
    assert [(one.level, one.since_on) for one in list_level_steps(db, family.family_id)] == [
        (3, "2026-11-20"),
        (1, "2026-09-01"),
    ]
    assert look_ins(db, family) == []


def test_a_step_down_puts_a_look_in_onto_the_list_of_the_one_contact(
    client: PageClient, db: Database, family: Family, worker: Staff
) -> None:
    step(client, family, "3")
    step(client, family, "1", look_day="5", look_month="1", look_year="2027")
    assert look_ins(db, family) == [(worker.staff_id, "2027-01-05")]
    assert "Look in on a family" in client.get("/today", statements=20).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"level": "9"}, "Choose a level"),
        ({"why": ""}, "Write why"),
        ({"since_day": "21"}, "still to come"),
        ({"since_day": "", "since_month": ""}, "the day, the month and the year"),
        ({"look_day": "20", "look_month": "11"}, "This day is over"),
        ({"look_year": "2029"}, "too far off"),
        ({"look_day": "", "look_month": "", "look_year": ""}, "the day, the month and the year"),
    ],
)
def test_a_step_that_is_not_whole_comes_back(
    client: PageClient, db: Database, family: Family, typed: dict[str, str], told: str
) -> None:
    step(client, family, "4")
    client.get(f"/families/{family.family_id}/level")
    since = {"since_day": "20", "since_month": "11", "since_year": "2026"}
    look = {"look_day": "1", "look_month": "12", "look_year": "2026"}
    values = {"level": "2", "why": "A reason", **since, **look, **typed}
    page = client.post(f"/families/{family.family_id}/level", values, status=422)
    assert told in page.text
    assert len(list_level_steps(db, family.family_id)) == 1


def test_closing_keeps_the_way_in_and_the_contact_and_makes_a_look_in(
    client: PageClient, db: Database, family: Family, worker: Staff
) -> None:
    member, owner_id = make_member(db, family), make_person(db)
    join(db, member, owner_id)
    client.get(f"/families/{family.family_id}/close")
    page = client.submit({"why": "All is well"}, statements=24)
    assert "Closed since 20 November 2026" in page.text
    assert look_ins(db, family) == [(worker.staff_id, "2026-12-18")]
    (own,) = people.families_of_owner(db, owner_id)
    assert own.coordinator is not None
    assert own.coordinator.staff_id == worker.staff_id
    assert "Ó Briain" not in client.get("/families").one("main").text
    assert "Ó Briain" in client.get("/families?closed=1").one("main").text
    client.get(f"/families/{family.family_id}/reopen")
    client.submit({"why": "She rang"}, statements=22)
    (closure,) = list_closures(db, family.family_id)
    assert (closure.reason, closure.reopened_why) == ("All is well", "She rang")
    assert "Closed" not in client.get("/families").one("main").text


def test_closing_twice_makes_one_look_in(client: PageClient, db: Database, family: Family) -> None:
    address = f"/families/{family.family_id}/close"
    client.get(address)
    typed = {"why": "Done", "look_day": "1", "look_month": "12", "look_year": "2026"}
    for _ in range(2):
        client.post(address, typed, statements=24)
    assert len(look_ins(db, family)) == 1


def test_closing_without_a_reason_or_a_day_comes_back(client: PageClient, db: Database, family: Family) -> None:
    address = f"/families/{family.family_id}/close"
    client.get(address)
    page = client.post(address, {"why": "", "look_day": "31", "look_month": "2", "look_year": "2027"}, status=422)
    assert "Write why" in page.text
    assert "no such day" in page.text


def test_a_new_contact_takes_over_what_is_open_and_the_history_stays(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    other = make_staff(db, team, name="Ada Okoye")
    client.get(f"/families/{family.family_id}/close")
    client.submit({"why": "Done"}, statements=24)
    client.get(f"/families/{family.family_id}/coordinator")
    page = client.submit({"staff": other.staff_id, "with_family": "no"}, statements=24)
    assert "not chosen with them" in page.text
    assert "20 November 2026 to 20 November 2026" in page.text
    assert [staff_id for staff_id, _ in look_ins(db, family)] == [other.staff_id]


def test_only_somebody_who_works_with_families_can_be_the_contact(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    address = f"/families/{family.family_id}/coordinator"
    for stranger in (make_staff(db, team, role="host"), make_staff(db), make_staff(db, team, role="analyst")):
        client.get(address)
        page = client.post(address, {"staff": stranger.staff_id}, status=422)
        assert "Choose someone who works with families" in page.text
        assert "Say whether the family had a say" in page.text


def test_own_teams_come_and_go_and_the_last_one_stays(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    organisation = people.list_family_teams(db, family.family_id)[0]
    second = make_team(db, "Second", staffing.Organisation(organisation.organisation_id, organisation.organisation))
    address = f"/families/{family.family_id}/teams"
    page = client.get(address)
    client.submit(form=f"form[action$='{team.team_id}/end']", status=409)
    client.get(address)
    page = client.submit(form=f"form[action='{address}']", button=f"team={second.team_id}", statements=22)
    assert "Second" in page.text
    client.submit(form=f"form[action$='{team.team_id}/end']", statements=22)
    assert [one.name for one in people.list_family_teams(db, family.family_id)] == ["Second"]


def test_a_team_of_another_organisation_is_not_added(client: PageClient, db: Database, family: Family) -> None:
    other = make_team(db, "Elsewhere", make_organisation(db, "Southside"))
    address = f"/families/{family.family_id}/teams"
    assert "Elsewhere" not in client.get(address).text
    client.post(address, {"team": other.team_id}, status=404)


def test_a_note_is_for_staff_unless_somebody_says_that_the_person_may_read_it(
    client: PageClient, db: Database, family: Family
) -> None:
    member = make_member(db, family)
    client.get(f"/families/{family.family_id}/note")
    assert "staff only" in client.submit({"words": "A quiet note"}, statements=20).text
    client.get(f"/families/{family.family_id}/note?about={member.member_id}")
    page = client.submit({"words": "For her", "layer": "family"}, statements=20)
    assert "the person may read it" in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"words": ""}, "Write the note"),
        ({"words": "x" * 2001}, "too long"),
        ({"layer": "family"}, "Choose about whom it is"),
        ({"about": "somebody-else"}, "Choose someone who is in this family"),
    ],
)
def test_a_note_that_cannot_be_kept_comes_back(
    client: PageClient, family: Family, typed: dict[str, str], told: str
) -> None:
    address = f"/families/{family.family_id}/note"
    client.get(address)
    page = client.post(address, {"words": "A note", "layer": "staff", "about": "", **typed}, status=422)
    assert told in page.text


def test_an_odd_layer_is_staff_only(client: PageClient, db: Database, family: Family) -> None:
    address = f"/families/{family.family_id}/note"
    member = make_member(db, family)
    client.get(address)
    page = client.post(address, {"words": "A", "about": member.member_id, "layer": "everybody"}, statements=20)
    assert "staff only" in page.text


def test_linked_families_see_each_other_and_a_stranger_sees_no_name(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    other = make_family(db, team, "Second home")
    make_member(db, other, "Finn")
    client.get(f"/families/{family.family_id}/link")
    assert client.submit({"q": "Finn"}, button="find=1").errors == []
    page = client.submit({"other": other.family_id, "why": "He moved there"}, button="Save", statements=22)
    assert "Second home He moved there" in " ".join(page.text.split())
    assert "He moved there" in client.get(f"/families/{other.family_id}/work").text
    people.end_team(db, other.family_id, team.team_id, by=make_staff(db, team), at=staffing.AT)
    page = client.get(f"/families/{family.family_id}/work")
    assert "Second home" not in page.text
    assert "Not with your team" in page.text
    address = page.form("form[action*=links]").get("action") or ""
    for _ in range(2):  # Pressed twice it is ended once.
        client.post(address, {}, statements=22)
    assert "He moved there" not in client.get(f"/families/{family.family_id}/work").text


def test_what_a_household_gives_is_read_only_and_without_the_work(client: PageClient, db: Database) -> None:
    ours, theirs = make_team(db), make_team(db, "Theirs")
    worker, reader = make_staff(db, ours), make_staff(db, theirs)
    family = make_family(db, ours, by=worker)
    member, child = make_member(db, family, safe_way="Text canary"), make_member(db, family, "Sam", "child")
    join(db, member, make_person(db))
    relate(db, member, child, by=worker)
    asking = {"staff_id": worker.staff_id, "role": "worker", "at": staffing.AT}
    share = consent.ask_household(db, family.family_id, theirs.team_id, [member.member_id], **asking)
    hand = consent.Hand(worker.staff_id, "worker", how="paper")
    consent.say_household(db, share.share_id, member.member_id, "yes", hand, at=staffing.AT)
    staffing.sign_in(client, db, reader)
    page = client.get(f"/families/{family.family_id}")
    assert "lets your team read" in page.text
    assert "Level" not in page.text
    assert not page.all("main form, main .button")
    assert "own way in" not in page.text
    theirs_of_member = client.get(f"/families/{family.family_id}/people/{member.member_id}").text
    for word in ("responsibility", "canary", "own way in"):
        assert word not in theirs_of_member
    assert "do not ring, write or text" in theirs_of_member
    for closed in ("work", "edit", "level", "note", "close", "people/new"):
        client.get(f"/families/{family.family_id}/{closed}", status=404)


CANARY = re.compile("canary|Help from more sides")
TOKEN = re.compile('name="(csrf_token|save_id)" value="[^"]*"')


def test_no_page_of_a_person_says_a_word_of_the_work_or_of_the_others(
    client: PageClient, db: Database, family: Family, team: Team, worker: Staff
) -> None:
    member, owner_id = make_member(db, family, safe_way="Text me"), make_person(db)
    other = make_member(db, family, "canary-brien", safe_way="canary-way")
    join(db, member, owner_id)
    addresses = ("/about-me", f"/about-me/{member.member_id}/safe_way", "/mine", "/what-is-kept")

    def read() -> list[str]:
        visits.sign_in(client, db, owner_id, at=staffing.AT)
        found = []
        for address in addresses:
            found.append(TOKEN.sub("", client.get(address, statements=20).html))
        staffing.sign_in(client, db, worker)
        return found

    before = read()
    step(client, family, "3", why="canary-why")
    relate(db, member, other, "partner", by=worker)
    client.get(f"/families/{family.family_id}/note")
    client.submit({"words": "canary-note", "about": member.member_id}, statements=20)
    linked = make_family(db, team, "canary-home")
    make_member(db, linked, "canary-finn")
    client.get(f"/families/{family.family_id}/link")
    client.submit({"q": "canary-finn"}, button="find=1")
    client.submit({"other": linked.family_id, "why": "canary-link"}, button="Save", statements=22)
    after = read()
    assert after == before
    assert "It is not shown here." in after[0]
    assert "Text me" not in "".join(after)
    assert [CANARY.findall(page) for page in after] == [[]] * len(after)
