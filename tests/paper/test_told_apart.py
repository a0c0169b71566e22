"""What came from paper is told apart wherever it is read, with the day on which it was typed in."""

from __future__ import annotations

from tests import staffing
from tests import visits as phones
from tests.builders import AT, make_finished, make_person, make_plan
from tests.households import join
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, make_sheets, make_strip, take_strip_back, whose
from tests.support.page import PageClient
from wheel_app import checkins, consent, paper, visits
from wheel_app.accounts import Staff, Team
from wheel_app.plan import Goal
from wheel_app.storage import Database, later


def test_the_persons_pages_say_that_it_is_from_paper_and_when_it_was_typed_in(
    client: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    make_strip(db, make_sheet(db, worker, team, "wheel", "little"), whose(home.mother), by=worker, marks="55 60")
    make_strip(db, make_sheet(db, worker, team), whose(home.mother, home.child), by=worker)
    phones.sign_in(client, db, owner_id, at=AT)
    page = client.get("/mine")
    assert "from paper, typed in on 20 November 2026" in page.text
    (wheel,) = checkins.list_checkins(db, owner_id)
    said = "You filled this in on paper on 3 November 2026. A worker typed it in on 20 November 2026."
    assert said in client.get(f"/check-ins/{wheel.checkin_id}").text
    (checklist,) = checkins.list_about(db, owner_id, home.child.member_id)
    rule = next(one for one in client.client.application.url_map.iter_rules() if one.endpoint == "lines.show")
    assert said in client.get(rule.rule.replace("<uuid:lines_id>", checklist.checkin_id)).text


def test_the_visit_says_so_to_those_who_work_with_the_family(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    make_strip(db, make_sheet(db, worker, team), whose(home.mother, home.child), by=worker)
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    bound = signed_in.client.application.url_map.bind("localhost")
    said = "Filled in on paper on 3 November 2026, typed in on 20 November 2026"
    assert said in signed_in.get(bound.build("visits.show", {"visit_id": visit.visit_id}), statements=20).text
    family = bound.build("visits.of_family", {"family_id": home.family.family_id})
    assert "from paper" in signed_in.get(family, statements=20).text


def test_then_and_now_takes_paper_like_any_other(
    client: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    before = make_sheet(db, worker, team, "wheel", "little", at="2026-07-01T08:00:00.000000Z")
    make_strip(db, before, whose(home.mother), by=worker, marks="20 20 20 20 20 20", on="2026-08-03")
    marks = dict.fromkeys(("home", "money", "work", "health", "mood", "growing"), 60)
    make_finished(db, owner_id, marks)
    phones.sign_in(client, db, owner_id, at=AT)
    assert "3 August 2026" in client.get("/then-and-now").text


def test_who_joins_later_has_what_they_filled_in_before(
    client: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team, "wheel", "little")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55 60")
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    visits.give_to_person(db, home.mother.member_id, owner_id)
    phones.sign_in(client, db, owner_id, at=AT)
    assert "from paper, typed in on 20 November 2026" in client.get("/mine").text
    assert [row["sheet_no"] for row in paper.export(db, owner_id)["from_paper"]] == [sheet.sheet_no]


def test_a_wheel_from_paper_goes_back_to_the_member_from_who_had_joined_in_their_place(
    client: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    before, meanwhile, slip = make_sheets(db, worker, team, 3, "wheel", "little")
    make_strip(db, before, whose(home.mother), by=worker, marks="55 60", at=later(AT, minutes=-3))
    make_strip(db, slip, whose(home.mother), by=worker, marks="5", at=later(AT, minutes=-2))
    take_strip_back(db, slip, by=worker, at=later(AT, minutes=-1))
    wrong, right = make_person(db), make_person(db)
    join(db, home.mother, wrong, at=later(AT, minutes=-1))
    visits.give_to_person(db, home.mother.member_id, wrong)
    own = make_finished(db, wrong, {"home": 20})
    make_strip(db, meanwhile, whose(home.mother), by=worker, marks="70")
    theirs = {one.checkin_id: one for one in checkins.list_checkins(db, wrong)}
    assert len(theirs) == 3
    wheel = next(one for one in theirs.values() if one.recorded_at < AT)
    make_plan(db, wheel, Goal("home", own_words="acanaryword"))
    to, hand = consent.Recipient("team", team.team_id), consent.Hand(wrong, "family")
    consent.give(db, wrong, to, consent.Terms(wheel.checkin_id), hand, at=AT)
    staffing.sign_in(client, db, worker)
    client.get(f"/families/{home.family.family_id}/people/{home.mother.member_id}/own-way")
    client.submit({"why": "Bob answered for her"}, form="form[action$=own-way]", statements=80)
    assert [one.checkin_id for one in checkins.list_checkins(db, wrong)] == [own.checkin_id]
    assert db.value("SELECT count(*) FROM checkin WHERE owner_id = :id", id=wrong) == 1
    assert paper.export(db, wrong) == {"from_paper": []}
    assert db.value("SELECT count(*) FROM plan") == 0
    client.get(f"/shared/{wheel.checkin_id}", status=404)
    join(db, home.mother, right)
    visits.give_to_person(db, home.mother.member_id, right)
    assert {one.checkin_id for one in checkins.list_checkins(db, right)} == theirs.keys() - {own.checkin_id}
    make_strip(db, slip, whose(home.mother), by=worker, marks="6", at=later(AT, minutes=1))
    assert len(checkins.list_checkins(db, right)) == 3
    assert db.value("SELECT count(*) FROM checkin WHERE taken_back_at IS NOT NULL AND owner_id = :id", id=right) == 1
