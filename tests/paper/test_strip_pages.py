"""One strip typed in: from its number to check-ins of whoever filled the sheet in, on the visit’s own day."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, whose
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import checkins, visits
from wheel_app.accounts import Staff, Team
from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.storage import Database

DAY = {"on_day": "3", "on_month": "11", "on_year": "2026"}
MOST = 60


def save(client: PageClient, sheet: Sheet, status: int = 200, **typed: str) -> Page:
    client.get(f"/paper/strips/{sheet.sheet_no}")
    return client.submit({**DAY, **typed}, button="save", status=status, statements=MOST)


def find(client: PageClient, sheet: Sheet, name: str) -> Page:
    """The page with whom a name may mean."""
    client.get(f"/paper/strips/{sheet.sheet_no}")
    return client.submit({**DAY, "name": name}, button="find")


def store(client: PageClient, sheet: Sheet, home: Household, status: int = 200, **typed: str) -> Page:
    """Type a whole strip in: find the child by name, choose, and save."""
    find(client, sheet, "Chidi")
    wheel = sheet.facts.kind == "wheel"
    who = whose(home.mother, None if wheel else home.child).value
    return client.submit({**DAY, "who": who, **typed}, button="save", status=status, statements=MOST)


def lines_of_mother(db: Database, home: Household) -> tuple[checkins.Checkin, ...]:
    return checkins.list_about(db, visits.owner_of_part(db, home.mother.member_id, at=""), home.child.member_id)


def test_a_number_leads_to_its_sheet(signed_in: PageClient, db: Database, worker: Staff, team: Team) -> None:
    sheet = make_sheet(db, worker, team)
    signed_in.get("/paper/strip")
    page = signed_in.submit({"number": f" {in_groups(sheet.sheet_no).lower()} "})
    assert page.path == f"/paper/strips/{sheet.sheet_no}"
    assert in_groups(sheet.sheet_no) in page.heading
    assert "12 months" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the number"),
        ("234 678 9C", "9 letters and digits"),
        ("O34 678 9CD", "no “O”"),
        ("222 222 223", "not right"),
        ("<script>", "no “S”"),
    ],
)
def test_a_mistyped_number_is_said_at_its_field(signed_in: PageClient, typed: str, said: str) -> None:
    signed_in.get("/paper/strip")
    page = signed_in.submit({"number": typed}, status=422)
    assert said in page.one(".govuk-error-message").text
    assert page.one("[name=number]").get("value") == typed


def test_a_sheet_of_another_team_is_theirs(signed_in: PageClient, db: Database, team: Team) -> None:
    near = staffing.make_team(db, "Next door", staffing.Organisation(team.organisation_id, "Same"))
    far = staffing.make_team(db, "Far away")
    for other, said in ((near, "Next door printed this sheet"), (far, "No sheet here has this number")):
        sheet = make_sheet(db, staffing.make_staff(db, other), other)
        signed_in.get("/paper/strip")
        assert said in signed_in.submit({"number": sheet.sheet_no}, status=422).one(".govuk-error-message").text
        signed_in.get(f"/paper/strips/{sheet.sheet_no}", status=404)


def test_a_strip_becomes_check_ins_of_whoever_filled_it_in(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    page = store(signed_in, sheet, home, a1="1", a2="3", a3="n", a4="r", a10="5", a12="2", place="hub")
    assert "typed this strip in on 20 November 2026, for 3 November 2026" in page.text
    checklist, scale = sorted(lines_of_mother(db, home), key=lambda one: one.tool_id)
    for one in (checklist, scale):
        assert (one.given_by, one.filled_on, one.recorded_at[:10]) == ("paper", "2026-11-03", "2026-11-20")
        assert not one.is_draft
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    assert (visit.how, visit.on_date, visit.place, visit.sheet_no) == ("paper", "2026-11-03", "hub", sheet.sheet_no)
    assert visit.finished_at
    (part,) = visits.list_parts(db, visit.visit_id)
    assert (part.checklist_id, part.scale_id, part.done_by) == (checklist.checkin_id, scale.checkin_id, "paper")
