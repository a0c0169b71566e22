"""A reviewed copy is handed over face to face, and read there and nowhere else."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.accounts import handing
from tests.builders import AT, make_person
from tests.conftest import Clock
from tests.records.copies.reviewing import PRIVATE, Case, make_case
from tests.records.lists import ONE
from tests.records.whole_families import KEEPINGS, subject_of
from tests.support.page import PageClient
from wheel_app import ERASERS, FAMILY_ERASERS, accounts, audit
from wheel_app.people.care.actions import write_note
from wheel_app.records import purge
from wheel_app.records.retention import lift_hold, set_hold
from wheel_app.storage import Database


@pytest.fixture
def case(client: PageClient, db: Database) -> Case:
    return make_case(client, db)


def opened(case: Case) -> str:
    """The copy as it is read on the device that was handed over."""
    case.client.get("/copy-for-me")
    case.client.submit(form="/copy-for-me", statements=16)
    return case.client.get("/copy-for-me/read").text


def rows(case: Case) -> list[tuple[str, ...]]:
    found = audit.list_rows(case.db, audit.chain_of_family(case.family.family_id), most=200)
    return [row.codes for row in reversed(found) if row.action == "exported"]


def test_with_what_staff_hold_it_opens_without_a_code(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    assert case.db.value("SELECT count(*) FROM task WHERE kind = 'copy-asked' AND done_at IS NULL") == 0
    assert "A copy for you" in case.hand_over(copy_id).heading
    text = opened(case)
    assert "You did well." in text
    for left_out in ("ring at ten", "canary", "Canary", PRIVATE, "about someone else"):
        assert left_out not in text
    assert case.client.page is not None
    # No file is left on a device that others are handed.
    assert {form.get("action") for form in case.client.page.all("main form")} == {"/done"}


def test_pressed_twice_it_is_handed_over_once(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    case.client.get(case.address, statements=16)
    before = handing.cookie_of(case.client)
    sent = {"save_id": "one-press", "csrf_token": case.client.token()}
    assert case.client.post(f"/copies/{copy_id}/hand-over", sent, statements=30).path == "/copy-for-me"
    # The second press comes with the cookie of the page that was pressed.
    case.client.client.set_cookie("session", before, domain="localhost")
    assert case.client.post(f"/copies/{copy_id}/hand-over", sent, statements=30).path == "/copy-for-me"
    assert case.db.value("SELECT count(*) FROM sign_in WHERE member_id IS NOT NULL AND ended_at IS NULL") == 1


def test_nobody_signed_in_hands_nothing_over(client: PageClient, case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    other = visits.another(client)
    other.get("/begin")
    page = other.post(f"/copies/{copy_id}/hand-over", {"save_id": "x"}, statements=20)
    assert page.path == "/staff/sign-in"


def test_two_notes_that_say_the_same_are_one_line(case: Case) -> None:
    for _ in range(2):
        write_note(case.db, case.family.family_id, "twice", by=case.manager, at=AT, member_id=case.member.member_id)
    assert case.client.get(f"/copies/{case.ask()}", statements=40).text.count("twice") == 1


def test_opened_again_it_is_read_again_and_each_visit_is_written_down_once(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    case.hand_over(copy_id)
    assert opened(case) == opened(case)
    assert rows(case) == [("reviewed-copy", "asked"), ("reviewed-copy", "staff-only"), ("reviewed-copy", "opened")]
    case.client.get("/take-back")
    case.client.submit({"pin": staffing.PIN}, statements=20)
    case.hand_over(copy_id)
    opened(case)
    assert rows(case)[-2:] == [("reviewed-copy", "opened")] * 2


def test_done_or_not_now_their_visit_is_over_before_the_worker_has_it_again(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id, private=True)
    for opens in (True, False):
        case.hand_over(copy_id)
        come_back(case, case.code)
        case.client.get("/copy-for-me")
        if opens:
            opened(case)
        page = case.client.submit(form="form[action$=done]")
        assert (page.path, page.heading) == ("/take-back", "Please give this back")
        assert "To my page" not in page.text
        case.client.get("/copy-for-me/read", status=404)
        assert case.client.get("/mine").path != "/mine"
        case.client.get("/take-back")
        case.client.submit({"pin": staffing.PIN}, statements=20)


def come_back(case: Case, code: str) -> None:
    case.client.get("/back")
    values = {"code": code, "picked": ",".join(visits.FOUR)}
    case.client.submit(values, form=visits.PICTURES, button=visits.last_button(case.client), statements=40)


def test_with_private_answers_it_opens_to_their_own_code_and_pictures_alone(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id, private=True)
    page = case.hand_over(copy_id)
    assert "Your code and your four pictures open it" in page.text
    case.client.get("/back")
    case.client.post("/copy-for-me")
    case.client.get("/copy-for-me/read", status=404)
    come_back(case, case.code)
    case.client.get("/my-copy")
    case.client.follow("To my copy")
    text = opened(case)
    assert PRIVATE in text
    assert "You did well." in text


def test_somebody_else_with_a_way_of_their_own_does_not_open_it(case: Case) -> None:
    copy_id = case.ask()
    case.review(copy_id, private=True)
    case.hand_over(copy_id)
    other = make_person(case.db)
    come_back(case, accounts.keep(case.db, other, visits.FOUR, device_id=None, at=AT, pepper=staffing.PEPPER))
    assert "Type my code" in case.client.get("/copy-for-me").text
    case.client.get("/mine")
    case.client.post("/copy-for-me")
    case.client.get("/copy-for-me/read", status=404)


def test_no_page_or_row_of_staff_ever_holds_a_private_answer(case: Case) -> None:
    copy_id = case.ask()
    seen = [
        case.review(copy_id, private=True, go="save").html,
        case.client.get(f"/copies/{copy_id}", statements=40).html,
    ]
    seen += [case.review(copy_id, private=True).html, case.client.get(case.address, statements=16).html]
    assert PRIVATE not in "".join(seen)
    assert "Getting on at home" not in "".join(seen)
    assert PRIVATE not in repr(case.db.rows("SELECT * FROM copy_request"))
    case.hand_over(copy_id)
    come_back(case, case.code)
    assert PRIVATE in opened(case)
    case.client.get("/take-back")
    back = case.client.submit({"pin": staffing.PIN}, statements=20)
    assert PRIVATE not in back.html
    case.client.get("/copy-for-me/read", status=404)


def test_somebody_without_a_way_in_has_nothing_private_to_give(case: Case) -> None:
    with case.db.transaction():
        case.db.execute("DELETE FROM member_owner")
    copy_id = case.ask()
    assert "private" not in case.client.get(f"/copies/{copy_id}", statements=40).text
    case.client.post(f"/copies/{copy_id}", {"go": "save", "with_private": "yes"}, statements=80)
    assert case.db.value("SELECT with_private FROM copy_request") == 0


def test_after_thirty_days_it_cannot_be_opened_and_is_forgotten(case: Case, clock: Clock) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    clock.forward(days=30)
    staffing.sign_in(case.client, case.db, case.manager, at=clock.at)
    page = case.client.get(case.address, statements=16)
    assert "Its time is over" in page.text
    case.client.post(f"/copies/{copy_id}/hand-over", {"save_id": "x"}, status=404)
    held = set_hold(case.db, KEEPINGS, subject_of(case.family), "a good reason", ONE, at=clock.at)
    assert held is not None
    purge(case.db, ERASERS, at=clock.at, purge_hours=24)
    assert case.db.value("SELECT content FROM copy_request")
    lift_hold(case.db, held.hold_id, "a good reason", ONE, at=clock.at)
    purge(case.db, ERASERS, at=clock.at, purge_hours=24)
    assert case.db.rows("SELECT content FROM copy_request") == [{"content": None}]
    assert case.db.rows("SELECT * FROM copy_item") == []


def test_it_expires_while_it_is_being_read(case: Case, clock: Clock) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    clock.forward(days=29, hours=23, minutes=50)
    staffing.sign_in(case.client, case.db, case.manager, at=clock.at)
    case.hand_over(copy_id)
    opened(case)
    clock.forward(minutes=10)
    case.client.get("/copy-for-me/read", status=404)


@pytest.mark.parametrize("address", ["/copy-for-me", "/copy-for-me/read"])
def test_nobody_else_finds_it(case: Case, db: Database, address: str) -> None:
    copy_id = case.ask()
    case.review(copy_id)
    case.client.get(address, status=404)
    visits.sign_in(case.client, db, case.owner_id, at=AT)
    case.client.get(address, status=404)
    assert "A copy that was made for you" not in case.client.get("/my-copy").text


def test_it_goes_with_the_family(case: Case) -> None:
    case.review(case.ask())
    for erase in FAMILY_ERASERS:
        with case.db.transaction():
            erase(case.db, case.family.family_id)
    assert case.db.rows("SELECT * FROM copy_request") == case.db.rows("SELECT * FROM copy_item") == []
