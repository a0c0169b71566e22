"""The page on which a strip is taken back: with a reason, once, and by nobody else."""

from __future__ import annotations

import pytest

from tests import staffing
from tests import visits as phones
from tests.builders import AT
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, make_strip, put_strip_back, take_strip_back, whose
from tests.support.page import PageClient
from wheel_app import audit
from wheel_app.accounts import Staff, Team
from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips.queries import find_typed
from wheel_app.storage import Database, later

MOST = 60
LATER = later(AT, minutes=5)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [({"what": ""}, "what", "Choose what was wrong"), ({"what": "x"}, "what", "Choose what was wrong"),
     ({"why": " "}, "why", "Write why"), ({"why": "x" * 401}, "why", "too long")],
)  # fmt: skip
def test_without_a_reason_it_stays(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, sheet: Sheet, said: dict[str, str],
    field: str, words: str,
) -> None:  # fmt: skip
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    signed_in.get(f"/paper/strips/{sheet.sheet_no}/take-back")
    sent = {"what": "whose", "why": "Another’s", "seen": signed_in.page.one("[name=seen]").get("value") or ""}  # type: ignore[union-attr]
    sent |= {"csrf_token": signed_in.token(), **said}
    page = signed_in.post(f"/paper/strips/{sheet.sheet_no}/take-back", sent, status=422)
    assert words in page.one(f"#{field}-error").text
    assert find_typed(db, sheet.sheet_no)


def test_pressed_twice_it_is_taken_back_once(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, sheet: Sheet
) -> None:
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    signed_in.get(f"/paper/strips/{sheet.sheet_no}/take-back")
    before = signed_in.page
    for _ in range(2):
        signed_in.page = before
        page = signed_in.submit({"what": "said", "why": "The wrong line"}, statements=MOST)
        assert "is taken back" in page.text
    chain = audit.chain_of_family(home.family.family_id)
    assert [one.action for one in audit.list_rows(db, chain, most=20)].count("strip-taken-back") == 1


def test_a_page_from_before_it_was_typed_in_anew_takes_nothing_back(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, sheet: Sheet
) -> None:
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    signed_in.get(f"/paper/strips/{sheet.sheet_no}/take-back")
    take_strip_back(db, sheet, by=worker)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker, marks="321", at=LATER)
    page = signed_in.submit({"what": "said", "why": "The wrong line"}, status=409, statements=MOST)
    assert "typed in anew just now" in page.one("[role=status]").text
    assert page.one("[name=why]").get("value") == "The wrong line"
    assert find_typed(db, sheet.sheet_no)
    signed_in.submit({}, statements=MOST)
    assert find_typed(db, sheet.sheet_no) is None


def test_colleagues_who_work_with_the_family_take_it_back_and_nobody_else(
    client: PageClient, db: Database, home: Household, worker: Staff, team: Team, sheet: Sheet
) -> None:
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    address = f"/paper/strips/{sheet.sheet_no}/take-back"
    others = staffing.make_team(db, "Others")
    near = staffing.make_team(db, "Near", staffing.Organisation(team.organisation_id, "Same"))
    for staff in (
        staffing.make_staff(db, others),
        staffing.make_staff(db, near),
        staffing.make_staff(db, team, role="host"),
    ):
        stranger = phones.another(client)
        staffing.sign_in(stranger, db, staff)
        stranger.get("/paper/strip")
        stranger.get(address, status=404)
        stranger.post(address, {"what": "said", "why": "Mine", "csrf_token": stranger.token()}, status=404)
    assert find_typed(db, sheet.sheet_no)
    colleague = phones.another(client)
    staffing.sign_in(colleague, db, staffing.make_staff(db, team))
    put_strip_back(colleague, sheet)
    assert find_typed(db, sheet.sheet_no) is None


def test_a_number_that_is_not_typed_in_or_is_none_is_unknown(signed_in: PageClient, sheet: Sheet) -> None:
    for number in (sheet.sheet_no, "2222", "x"):
        signed_in.get(f"/paper/strips/{number}/take-back", status=404)


def test_nobodys_strip_is_taken_back_by_a_host(
    client: PageClient, db: Database, worker: Staff, team: Team, sheet: Sheet
) -> None:
    make_strip(db, sheet, None, by=worker)
    staffing.sign_in(client, db, staffing.make_staff(db, team, role="host"))
    put_strip_back(client, sheet)
    assert find_typed(db, sheet.sheet_no) is None


def test_a_strip_of_a_batch_is_taken_back_from_its_page(
    signed_in: PageClient, db: Database, worker: Staff, team: Team, home: Household
) -> None:
    sheet = make_sheet(db, worker, team, "wheel", "little")
    signed_in.get("/paper/strips")
    row = {"number_1": sheet.sheet_no, "day_1": "3 11 2026", "name_1": "Ada Okafor", "marks_1": "55 b"}
    signed_in.submit(row, statements=MOST)
    page = signed_in.follow(f"Take back {in_groups(sheet.sheet_no)}")
    assert page.path.endswith("/take-back")
