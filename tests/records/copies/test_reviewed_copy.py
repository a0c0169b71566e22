"""A reviewed copy is asked for, and decided line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import staffing
from tests.builders import AT
from tests.conftest import Clock
from tests.households import make_member
from tests.records.copies.reviewing import Case, make_case
from tests.support.dom import Element
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.people import Relation, list_members
from wheel_app.people.care.actions import write_note
from wheel_app.people.members.actions import leave
from wheel_app.storage import Database


@pytest.fixture
def case(client: PageClient, db: Database) -> Case:
    return make_case(client, db)


def test_asking_makes_a_task_that_is_due_a_month_later(case: Case) -> None:
    case.ask(asked_day="31", asked_month="10", asked_year="2026")
    request = case.db.rows("SELECT * FROM copy_request")[0]
    assert (request["asked_by"], request["due_on"]) == ("Maeve herself", "2026-11-30")
    task = case.db.rows("SELECT * FROM task WHERE kind = 'copy-asked'")[0]
    assert (task["family_id"], task["due_at"], task["done_at"]) == (
        case.family.family_id, "2026-11-30T00:00:00.000000Z", None
    )  # fmt: skip
    assert "Someone asked for a copy" in case.client.get("/today", statements=20).text


@pytest.mark.parametrize(
    "values",
    [
        {"asked_by": ""},
        {"asked_day": "32"},
        {"asked_day": "", "asked_month": ""},
        {"asked_year": "2027"},
        {"asked_by": "x" * 301},
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(case: Case, values: dict[str, str]) -> None:
    case.client.get(case.address, statements=16)
    typed = {"asked_by": "Maeve", "asked_day": "3", "asked_month": "11", "asked_year": "2026", **values}
    page = case.client.submit(typed, status=422, statements=18)
    assert page.one("[name=asked_by]").get("value") == typed["asked_by"]
    assert case.db.rows("SELECT * FROM copy_request") == []


def test_asked_twice_it_is_one_request(case: Case) -> None:
    case.ask()
    case.client.post(
        case.address,
        {"asked_by": "Maeve", "asked_day": "1", "asked_month": "11", "asked_year": "2026"},
        statements=26,
    )
    assert case.db.value("SELECT count(*) FROM copy_request") == 1


def test_only_adults_and_only_for_who_works_with_them(case: Case, db: Database) -> None:
    child = make_member(db, case.family, "Bo", "child")
    case.client.get(f"/families/{case.family.family_id}/people/{child.member_id}/copies", status=404)
    copy_id = case.ask()
    staffing.sign_in(case.client, db, staffing.make_staff(db, staffing.make_team(db), role="manager"))
    for address in (case.address, f"/copies/{copy_id}"):
        case.client.get(address, status=404)
    case.client.get("/today", statements=20)
    case.client.post(f"/copies/{copy_id}", {"go": "finish"}, status=404)


def test_another_teams_manager_hands_nothing_over(case: Case, db: Database) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    staffing.sign_in(case.client, db, staffing.make_staff(db, staffing.make_team(db), role="manager"))
    case.client.get("/today", statements=20)
    case.client.post(f"/copies/{copy_id}/hand-over", {"save_id": "x"}, status=404)


def test_a_worker_asks_and_a_manager_reviews(case: Case, db: Database) -> None:
    staffing.sign_in(case.client, db, staffing.make_staff(db, case.team))
    copy_id = case.ask()
    case.client.get(f"/copies/{copy_id}", status=404)


def test_what_may_be_somebody_elses_starts_left_out_and_needs_a_reason(case: Case) -> None:
    copy_id = case.ask()
    page = case.client.get(f"/copies/{copy_id}", statements=40)
    cards = page.all("main section.card")
    left = [card.text for card in cards if card.all("input[value=leave][checked]")]
    assert len(left) == 3
    assert any("ring at ten" in text for text in left), "a copy that lies about would tell how to reach them"
    assert any("a staff canary" in text for text in left)
    assert any("Canary Ann" in text for text in left)
    assert "a canary of the child" not in page.text
    assert "responsibility" not in page.text
    refused = case.client.submit({}, button="go=finish", statements=40, status=422)
    assert "Write why it is left out." in refused.text


def test_a_relation_that_was_put_right_names_others_and_starts_left_out_too(case: Case, db: Database) -> None:
    child = next(one for one in list_members(db, case.family.family_id) if one.facts.kind == "child")
    pair = Relation(case.member.member_id, child.member_id, "step-parent", "no")
    people.relate(db, case.family.family_id, pair, by=case.manager, at=AT)
    facts = replace(case.member.facts, access_needs="Large print")
    people.correct(db, case.member, facts, why="a canary that staff wrote", by=case.manager, at=AT)
    page = case.client.get(f"/copies/{case.ask()}", statements=40)
    put_right = {card.text: card for card in page.all("main section.card") if "Put right" in card.text}
    assert len(put_right) == 2
    assert all(card.all("input[value=leave][checked]") for card in put_right.values())
    assert any("Maeve – parent – Canary Ann → Maeve – step-parent – Canary Ann" in text for text in put_right)
    assert child.member_id not in page.text
    assert "responsibility" not in page.text


def looks(page: Page) -> list[Element]:
    return [card for card in page.all("main section.card") if "Someone looked at your page" in card.text]


def test_looks_are_days_alone_and_none_of_a_home_that_they_have_left(case: Case, db: Database, clock: Clock) -> None:
    leave(db, case.member, why="lives-elsewhere", by=case.manager, at=AT)
    staffing.sign_in(case.client, db, case.manager, at=clock.forward(days=1))
    case.client.get(f"/families/{case.family.family_id}", statements=20)
    staffing.sign_in(case.client, db, case.manager, at=clock.forward(days=1))
    told = looks(case.client.get(f"/copies/{case.ask()}", statements=40))
    assert len(told) == 1, "the one of today, of their own page"
    assert "22 November 2026" in told[0].text
    assert "manager" not in told[0].text


def test_where_their_page_must_not_say_who_looked_looks_start_left_out(case: Case, db: Database) -> None:
    page = case.client.get(f"/copies/{case.ask()}", statements=40)
    assert [card.all("input[value=leave][checked]") for card in looks(page)] == [[]]
    consent.hide_log(db, case.owner_id, staff_id="s", role="manager", reason="it would not be safe", at=AT)
    page = case.client.get(page.path, statements=40)
    assert [len(card.all("input[value=leave][checked]")) for card in looks(page)] == [1]


def test_it_is_saved_and_gone_on_with_later(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id, go="save")
    page = case.client.get(f"/copies/{copy_id}", statements=40)
    assert {field.get("value") for field in page.all("main input[name^=why_]")} == {"about someone else"}
    assert case.db.value("SELECT count(*) FROM copy_request WHERE finished_at IS NOT NULL") == 0


def test_a_line_that_is_too_long_keeps_what_was_typed(case: Case) -> None:
    page = case.client.get(f"/copies/{case.ask()}", statements=40)
    name = page.all("main input[name^=why_]")[0].get("name") or ""
    refused = case.client.submit({name: "x" * 301}, button="go=save", statements=40, status=422)
    assert refused.one(f"[name={name}]").get("value") == "x" * 301


def test_how_many_statements_a_review_takes_does_not_grow(case: Case) -> None:
    address = f"/copies/{case.ask()}"
    few = len(case.client.get(address, statements=40).statements)
    for place in range(20):
        write_note(case.db, case.family.family_id, f"n{place}", by=case.manager, at=AT, member_id=case.member.member_id)
    assert len(case.client.get(address, statements=40).statements) == few


def test_once_it_is_made_it_is_not_changed_and_the_page_says_so(case: Case) -> None:
    copy_id = case.ask()
    case.client.get(f"/copies/{copy_id}", statements=40)
    stale = case.client.page
    case.review(copy_id)
    made = case.db.rows("SELECT * FROM copy_request")
    assert "Can be opened until" in case.client.get(f"/copies/{copy_id}", statements=24).text
    case.client.page = stale
    page = case.client.submit({"with_private": "yes"}, button="go=finish", statements=24)
    assert "Can be opened until" in page.text
    assert case.db.rows("SELECT * FROM copy_request") == made
