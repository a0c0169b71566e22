"""Printing sheets: what, in which language, how many; each copy its own number, the stock its team’s."""

from __future__ import annotations

import io
import re
import uuid
from pathlib import Path

import pypdf
import pytest

from tests import staffing
from tests.paper.papers import make_sheet, make_sheets
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.tools.folders import write_files
from wheel_app.accounts import Staff, Team
from wheel_app.paper.numbers import read_number
from wheel_app.paper.sheets.actions import forget_old_sheets
from wheel_app.paper.sheets.queries import find_sheet
from wheel_app.storage import Database, later
from wheel_app.tools import load_tools

NUMBER = re.compile(r"\b[2-9C-X]{3} [2-9C-X]{3} [2-9C-X]{3}\b")


def print_some(client: PageClient, status: int = 200, **typed: str) -> Page:
    client.get("/paper")
    return client.submit({"what": "point.point-4", "language": "en", "copies": "3", **typed}, status=status)


def numbers_on(pdf: bytes) -> list[str]:
    """The numbers on the pages of a PDF, each page’s once."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        found += sorted(set(NUMBER.findall(page.extract_text())))
    return found


def test_each_copy_has_a_number_of_its_own_that_is_in_the_stock(
    signed_in: PageClient, db: Database, team: Team, worker: Staff
) -> None:
    reply = print_some(signed_in)
    printed = [read_number(one) for one in numbers_on(reply.response.data)]
    assert len(printed) == 2 * 3  # on both sides
    assert len(set(printed)) == 3
    for number in printed:
        sheet = find_sheet(db, number)
        assert sheet is not None
        assert (sheet.team_id, sheet.printed_by, sheet.facts.kind) == (team.team_id, worker.staff_id, "point")
    stock = signed_in.get("/paper")
    assert "For a visit · 12 months" in stock.text


def test_pressed_twice_it_is_the_same_sheets(signed_in: PageClient, db: Database) -> None:
    signed_in.get("/paper")
    sent = {
        "what": "wheel.little", "language": "en", "copies": "2", "save_id": str(uuid.uuid4()),
        "team": signed_in.page.one("[name=team]").get("value"), "csrf_token": signed_in.token(),
    }  # fmt: skip
    once, again = (signed_in.post("/paper", sent) for _ in range(2))
    assert numbers_on(once.response.data) == numbers_on(again.response.data)
    assert len(db.rows("SELECT sheet_no FROM sheet")) == 2
    other = signed_in.post("/paper", {**sent, "copies": "1"})
    assert not set(numbers_on(other.response.data)) & set(numbers_on(once.response.data))
    assert len(db.rows("SELECT sheet_no FROM sheet")) == 3


@pytest.mark.parametrize("copies", ["0", "51", "ten", "", "9" * 500, "-3", "1.5"])
def test_a_number_that_cannot_be_is_said_at_its_field(signed_in: PageClient, db: Database, copies: str) -> None:
    signed_in.get("/paper")
    page = signed_in.submit({"copies": copies}, status=422)
    assert page.one("[name=copies]").get("aria-invalid") == "true"
    assert page.one("[name=copies]").get("value") == copies
    assert db.rows("SELECT sheet_no FROM sheet") == []


def test_choices_that_are_none_are_said(signed_in: PageClient) -> None:
    signed_in.get("/paper")
    page = signed_in.post("/paper", {"what": "point.x", "language": "xx", "copies": "1", "team": "y"}, status=422)
    assert len(page.all("[aria-invalid=true]")) == 3


def test_only_staff_who_see_families_or_hosts_print(client: PageClient, db: Database, team: Team) -> None:
    for role, status in (("host", 200), ("manager", 200), ("analyst", 404), ("administrator", 404)):
        staffing.sign_in(client, db, staffing.make_staff(db, team, role=role))
        client.get("/paper", status=status)


def test_the_stock_shows_what_ones_own_teams_printed(
    signed_in: PageClient, db: Database, team: Team, worker: Staff
) -> None:
    other = staffing.make_team(db, "Others")
    make_sheets(db, worker, team, 4)
    make_sheets(db, staffing.make_staff(db, other), other, 7)
    (row,) = signed_in.get("/paper").all("tbody tr")
    assert re.sub(r"\s+", " ", row.text).strip().endswith("4 0")


def test_sheets_that_never_came_back_are_forgotten(db: Database, team: Team, worker: Staff) -> None:
    at = "2026-11-20T10:00:00.000000Z"
    old = make_sheet(db, worker, team, at=later(at, days=-401))
    new = make_sheet(db, worker, team, at=later(at, days=-399))
    forget_old_sheets(db, at=at)
    assert find_sheet(db, old.sheet_no) is None
    assert find_sheet(db, new.sheet_no) == new
    assert len(db.rows("SELECT print_id FROM sheet_print")) == len(db.rows("SELECT print_id FROM sheet_part")) / 2 == 1


def long_checklist() -> str:
    """An area’s own checklist with far more to read than a sheet holds."""
    answers = "\n".join(f'[[answers]]\nkey = "{key}"\nlabel = "Answer {key}"' for key in (1, 2, 3))
    points = "\n".join(f'[[points]]\nkey = "point-{at}"\nlabel = "Point {at}"' for at in range(1, 8))
    asked = ", ".join(f'"point-{at}"' for at in range(1, 8))
    items = "\n".join(
        f'[[items]]\nkey = "item-{at}"\nmeaning = 1\nsubject = "housing"\ngroup = "all"\n'
        f'label = "{"We go out and play a lot. " * 4}"\npoints = [{asked}]'.replace(' "\n', '"\n')
        for at in range(1, 51)
    )
    head = 'id = "early-years-checklist"\nversion = "2027.1-town"\nkind = "checklist"\nname = "A long one"'
    return "\n".join([head, answers, points, '[[groups]]\nkey = "all"\nlabel = "All"', items, ""])


def test_texts_that_no_sheet_can_hold_are_said_kindly(signed_in: PageClient, db: Database, tmp_path: Path) -> None:
    area = write_files(tmp_path, {"tools/early-years-checklist/2027.1-town.toml": long_checklist()})
    signed_in.client.application.extensions["wheel_library"] = load_tools(area, with_unpublished=True)
    page = print_some(signed_in, status=422)
    assert "The words are too long for one sheet" in page.one("#what-error").text
    assert page.one("#what option[selected]").get("value") == "point.point-4"
    assert db.rows("SELECT sheet_no FROM sheet") == []


def test_after_signing_in_again_what_was_typed_is_offered(
    client: PageClient, db: Database, team: Team, worker: Staff
) -> None:
    sheet = make_sheet(db, worker, team)
    staffing.sign_in(client, db, worker)
    client.get("/paper/strips")
    with db.transaction():
        db.execute("UPDATE sign_in SET ended_at = started_at")
    page = client.submit({"number_1": sheet.sheet_no, "day_1": "3 11", "name_1": "-"}, status=401)
    assert page.one("[name=carried]").get("value")
