"""A strip that was put in wrongly is taken back: its number can be typed in again, and the clock and the visit know."""

from __future__ import annotations

import pytest

from tests import staffing
from tests import visits as phones
from tests.builders import AT, everything, make_person, make_plan
from tests.conftest import Clock
from tests.households import join, make_member
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, make_strip, put_strip_back, take_strip_back, whose
from tests.support.page import PageClient
from tests.visited import make_visit
from wheel_app import audit, checkins, consent, visits
from wheel_app.accounts import Staff, Team
from wheel_app.checkins.actions import revise
from wheel_app.clock import windows_of
from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips.queries import find_typed
from wheel_app.people import Member
from wheel_app.plan import Goal
from wheel_app.storage import Database, later
from wheel_app.visits.parts.queries import list_agreed

MOST = 60
LATER = later(AT, minutes=5)
LOGS = {"audit_row", "audit_head", "audit_text", "sign_in", "staff_visit"}


@pytest.fixture
def father(db: Database, worker: Staff, home: Household) -> Member:
    return make_member(db, home.family, "Emeka", last_name="Okafor", by=worker)


def owner_of(db: Database, member: Member) -> str:
    return visits.owner_of_part(db, member.member_id, at=AT)


def delivered(db: Database, home: Household) -> str | None:
    windows = windows_of(db, home.child.member_id)
    return next((one.delivered_on for one in windows if one.point_key == "point-4"), None)


def lists(db: Database, member: Member, home: Household) -> dict[str, checkins.Checkin]:
    found = checkins.list_about(db, owner_of(db, member), home.child.member_id)
    return {one.tool_id: one for one in found}


def test_the_wrong_day_is_taken_back_and_typed_in_again(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, sheet: Sheet
) -> None:
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    first = lists(db, home.mother, home)
    page = signed_in.get(f"/paper/strips/{sheet.sheet_no}")
    page = signed_in.follow("Was it wrong? Take it back")
    assert in_groups(sheet.sheet_no) in page.heading
    assert "typed this strip in on 20 November 2026, for 3 November 2026" in page.text
    page = signed_in.submit({"what": "said", "why": "It was the 4th"}, statements=MOST)
    assert "is taken back. Its number can be typed in again." in page.one("[role=status]").text
    assert find_typed(db, sheet.sheet_no) is None
    assert lists(db, home.mother, home) == {}
    assert delivered(db, home) is None
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    assert visit.cancelled_why == "It was the 4th"
    assert visits.list_parts(db, visit.visit_id) == ()
    make_strip(db, sheet, whose(home.mother, home.child), by=worker, on="2026-11-04", at=LATER)
    assert delivered(db, home) == "2026-11-04"
    again = lists(db, home.mother, home)
    assert {one.filled_on for one in again.values()} == {"2026-11-04"}
    assert {tool: one.revises for tool, one in again.items()} == {tool: one.checkin_id for tool, one in first.items()}
    assert db.value("SELECT count(*) FROM checkin WHERE taken_back_at IS NOT NULL") == len(first)


def test_the_audit_keeps_it_with_the_reason(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, sheet: Sheet
) -> None:
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    put_strip_back(signed_in, sheet)
    chain = audit.chain_of_family(home.family.family_id)
    rows = [one for one in audit.list_rows(db, chain, most=20) if one.about == sheet.sheet_no.lower()]
    assert sorted(one.action for one in rows) == ["strip-taken-back", "strip-typed"]
    taken = next(one for one in rows if one.action == "strip-taken-back")
    assert (taken.actor, taken.codes) == (worker.staff_id, ("said",))
    assert audit.text_of(db, chain, taken.seq) == "The wrong line"


def test_a_slip_is_out_of_sight_until_it_is_put_right_and_then_behind_it(
    client: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55 60")
    (wrong,) = checkins.list_checkins(db, owner_id)
    hand, terms = consent.Hand(owner_id, "family"), consent.Terms(wrong.checkin_id)
    consent.give(db, owner_id, consent.Recipient("team", team.team_id), terms, hand, at=AT)
    take_strip_back(db, sheet, by=worker)
    phones.sign_in(client, db, owner_id, at=AT)
    assert "from paper" not in client.get("/mine").text
    client.get(f"/check-ins/{wrong.checkin_id}", status=404)
    reader = phones.another(client)
    staffing.sign_in(reader, db, worker)
    reader.get(f"/shared/{wrong.checkin_id}", status=404)
    assert "Wheel" not in reader.get("/shared").one("main").text.replace("Wheels", "")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="65 60", at=LATER)
    (right,) = checkins.list_checkins(db, owner_id)
    assert "put right" in client.get("/mine").text
    client.get(f"/check-ins/{right.checkin_id}")
    assert client.follow("See it as it was before you put it right").path == f"/check-ins/{wrong.checkin_id}"
    reader.get(f"/shared/{right.checkin_id}", status=404)


def test_what_the_person_put_right_themselves_goes_on_standing(
    db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55 60")
    (wrong,) = checkins.list_checkins(db, owner_id)
    own = checkins.Sitting("alone", None, "en", "a-device")
    theirs = revise(db, owner_id, wrong.checkin_id, own, at=AT)
    checkins.finish(db, owner_id, theirs.checkin_id, at=AT)
    take_strip_back(db, sheet, by=worker)
    make_strip(db, sheet, whose(home.mother), by=worker, marks="65 60", at=LATER)
    every = checkins.list_checkins(db, owner_id)
    assert [one.checkin_id for one in checkins.standing(every)] == [theirs.checkin_id]


def test_somebody_elses_answers_go_away_entirely(
    db: Database, home: Household, father: Member, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    before = everything(db)
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55 60")
    (wrong,) = checkins.list_checkins(db, owner_id)
    make_plan(db, wrong, Goal("home", own_words="Ours"))
    hand, terms = consent.Hand(owner_id, "family"), consent.Terms(wrong.checkin_id)
    consent.give(db, owner_id, consent.Recipient("team", team.team_id), terms, hand, at=AT)
    take_strip_back(db, sheet, "whose", by=worker)
    now = everything(db)
    assert {name for name in now if now[name] != before[name]} <= LOGS
    withdrew = [one.about for one in audit.list_rows(db, audit.chain_of_owner(owner_id), most=9)]
    assert wrong.checkin_id in withdrew
    make_strip(db, sheet, whose(father), by=worker, marks="55 60", at=LATER)
    assert len(checkins.list_checkins(db, owner_of(db, father))) == 1


def test_a_slip_that_turns_out_to_be_somebody_elses_goes_too(
    db: Database, home: Household, father: Member, worker: Staff, sheet: Sheet
) -> None:
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    mother = owner_of(db, home.mother)
    take_strip_back(db, sheet, by=worker)
    make_strip(db, sheet, whose(father, home.child), by=worker, at=LATER)
    assert db.value("SELECT count(*) FROM checkin WHERE owner_id = :id", id=mother) == 0
    assert all(one.revises is None for one in lists(db, father, home).values())
    assert len(lists(db, father, home)) > 0


def test_taken_back_again_and_again_each_stays_behind_the_next(
    db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team, "wheel", "little")
    for minutes, marks in enumerate(("1", "2", "3")):
        at = later(AT, minutes=minutes)
        make_strip(db, sheet, whose(home.mother), by=worker, marks=marks, at=at)
        if marks != "3":
            take_strip_back(db, sheet, by=worker, at=at)
    owner_id = owner_of(db, home.mother)
    (stands,) = checkins.list_checkins(db, owner_id)
    assert stands.revises
    middle = checkins.find_checkin(db, owner_id, stands.revises)
    assert middle
    assert middle.revises
    take_strip_back(db, sheet, "whose", by=worker, at=later(AT, minutes=3))
    assert db.value("SELECT count(*) FROM checkin") == 0


def test_another_strips_visit_stays_with_who_was_there(
    signed_in: PageClient, db: Database, home: Household, father: Member, worker: Staff, team: Team, sheet: Sheet
) -> None:
    his = make_sheet(db, worker, team)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    make_strip(db, his, whose(father, home.child), by=worker)
    put_strip_back(signed_in, sheet, what="whose")
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    assert visit.cancelled_at is None
    assert delivered(db, home) == "2026-11-03"
    assert [one.member_id for one in visits.list_parts(db, visit.visit_id)] == [father.member_id]
    assert [one.member_id for one in visits.list_present(db, visit.visit_id)] == [father.member_id]
    put_strip_back(signed_in, his)
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    assert visit.cancelled_at
    assert delivered(db, home) is None


def test_a_visit_that_was_made_in_the_room_stays(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, sheet: Sheet
) -> None:
    room = make_visit(db, home.child, home.mother, by=worker, on="2026-11-03")
    visits.finish_visit(db, room, by=worker, at=AT)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    put_strip_back(signed_in, sheet)
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    assert visit.cancelled_at is None
    assert delivered(db, home) == "2026-11-03"
    assert [one.member_id for one in visits.list_present(db, visit.visit_id)] == [home.mother.member_id]


def test_what_was_agreed_at_a_visit_that_stays_waits_for_the_right_answers(
    db: Database, home: Household, father: Member, worker: Staff, team: Team, sheet: Sheet
) -> None:
    make_strip(db, make_sheet(db, worker, team), whose(father, home.child), by=worker)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    part = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert part
    with db.transaction():
        visits.insert_step(db, visits.Step("a-step", part.part_id, 1, "Call", "worker", "", worker.staff_id, AT))
    take_strip_back(db, sheet, by=worker)
    emptied = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert emptied
    assert emptied.checkin_ids == ()
    make_strip(db, sheet, whose(home.mother, home.child), by=worker, at=LATER)
    filled = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert filled
    assert set(filled.checkin_ids) == {one.checkin_id for one in lists(db, home.mother, home).values()}
    assert [one.words for one in list_agreed(db, part.part_id, part.owner_id)[0]] == ["Call"]


def test_a_copy_says_that_it_was_taken_back(
    db: Database, home: Household, worker: Staff, team: Team, clock: Clock
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55")
    take_strip_back(db, sheet, by=worker)
    (kept,) = checkins.export(db, owner_id)["checkins"]
    assert kept["taken_back_at"] == AT
