"""One strip typed in: from its number to check-ins of whoever filled the sheet in, on the visit’s own day."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import everything, library, make_person
from tests.households import join, make_family, make_member
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, make_strip, whose
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import audit, checkins, people, visits
from wheel_app.accounts import Staff, Team
from wheel_app.clock import windows_of
from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips.queries import find_typed
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


def test_a_point_that_was_done_on_paper_is_done(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    store(signed_in, make_sheet(db, worker, team), home, a1="1")
    (window,) = [one for one in windows_of(db, home.child.member_id) if one.point_key == "point-4"]
    assert window.delivered_on == "2026-11-03"


def test_two_adults_sheets_of_one_visit_are_one_visit(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    father = make_member(db, home.family, "Emeka", last_name="Okafor", by=worker)
    for one in (home.mother, father):
        make_strip(db, make_sheet(db, worker, team), whose(one, home.child), by=worker)
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    parts = visits.list_parts(db, visit.visit_id)
    assert {part.member_id for part in parts} == {home.mother.member_id, father.member_id}
    assert len({part.owner_id for part in parts}) == 2


def test_the_same_strip_again_changes_nothing_and_another_is_refused(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    store(signed_in, sheet, home, a1="1", a2="2")
    before = kept(db)
    page = store(signed_in, sheet, home, a1="1", a2="2")
    assert "typed this strip in on 20 November 2026" in page.text
    assert kept(db) == before
    page = store(signed_in, sheet, home, status=409, a1="1", a2="3")
    assert "It says something else now" in page.one("[role=status]").text
    assert page.one("[name=a2]").get("value") == "3"
    assert kept(db) == before
    actions = [row.action for row in audit.list_rows(db, audit.chain_of_family(home.family.family_id), most=99)]
    assert actions.count("strip-typed") == actions.count("strip-differed") == 1


def kept(db: Database) -> dict[str, object]:
    logs = {"audit_row", "audit_head", "audit_text", "sign_in", "staff_visit"}
    return {name: rows for name, rows in everything(db).items() if name not in logs}


def test_opened_again_it_says_who_typed_it(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    page = signed_in.get(f"/paper/strips/{sheet.sheet_no}")
    assert "Jo Bloggs typed this strip in on 20 November 2026, for 3 November 2026." in page.one("[role=status]").text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"on_day": "31", "on_month": "2"}, "on_day", "no such day"),
        ({"on_day": ""}, "on_day", "day, the month and the year"),
        ({"on_day": "21"}, "on_day", "still to come"),
        ({"on_month": "9"}, "on_day", "printed after that day"),
        ({"a1": "4"}, "a1", "Line 1 can’t be “4”"),
        ({"a10": "6"}, "a10", "Line 10 can’t be “6”"),
        ({"a3": "x"}, "a3", "Line 3"),
        ({"w_hope-me": "A rest"}, "w_hope-me", "Ask the parent first"),
        ({"w_hope-me": "x" * 4001, "may_copy": "yes"}, "w_hope-me", "too long"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team, typed: dict[str, str],
    field: str, said: str,
) -> None:  # fmt: skip
    sheet = make_sheet(db, worker, team)
    page = store(signed_in, sheet, home, status=422, **{"a2": "2", **typed})
    assert said in page.one(f"#{field.removesuffix('_day')}-error").text
    assert page.one("[name=a2]").get("value") == "2"
    assert page.one("[name=name]").get("value") == "Chidi"
    assert page.one("#who option[selected]").get("value") == whose(home.mother, home.child).value
    assert find_typed(db, sheet.sheet_no) is None


def test_a_day_before_the_birth_is_taken_with_a_yes(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    child = make_member(db, home.family, "Obi", "child", last_name="Okafor", born_on="2026-11-10", by=worker)
    sheet = make_sheet(db, worker, team)
    find(signed_in, sheet, "Obi")
    typed = {**DAY, "who": whose(home.mother, child).value, "a1": "1"}
    page = signed_in.submit(typed, button="save", status=422)
    assert "not born yet" in page.one("#on-error").text
    signed_in.submit({**typed, "sure": "yes"}, button="save", statements=MOST)
    assert find_typed(db, sheet.sheet_no) is not None


def test_a_sheet_of_the_pregnancy_is_from_before_the_birth(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    child = make_member(db, home.family, "Baby", "unborn", last_name="Okafor", due_on="2027-01-10", by=worker)
    sheet = make_sheet(db, worker, team, about="point-1")
    find(signed_in, sheet, "Baby Okafor")
    signed_in.submit({**DAY, "who": whose(home.mother, child).value, "a1": "1"}, button="save", statements=MOST)
    assert find_typed(db, sheet.sheet_no) is not None


def test_hopes_are_kept_as_words_when_the_parent_said_so(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    hoped = "A garden, <b>sun</b> and “time” 😀"
    store(signed_in, make_sheet(db, worker, team), home, **{"w_hope-me": hoped, "may_copy": "yes"})
    (checklist,) = lines_of_mother(db, home)
    row = db.one("SELECT kind, note FROM answer WHERE checkin_id = :id", id=checklist.checkin_id)
    assert row == {"kind": "worded", "note": hoped}


def test_whose_it_is_has_to_be_chosen_of_whom_the_name_finds(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    other = make_member(db, make_family(db, staffing.make_team(db), "Far"), "Chidi", last_name="Far")
    for who in ("", "x", ".", whose(other, home.child).value, whose(home.child, home.child).value):
        find(signed_in, sheet, "Chidi")
        sent = {**DAY, "name": "Chidi", "who": who, "a1": "1", "go": "save", "csrf_token": signed_in.token()}
        page = signed_in.post(f"/paper/strips/{sheet.sheet_no}", sent, status=422)
        assert "Find the child or the parent" in page.one("#who-error").text
    # The name was changed after somebody was chosen.
    sent = {**DAY, "name": "Nobody", "who": whose(home.mother, home.child).value, "a1": "1", "go": "save"}
    signed_in.post(f"/paper/strips/{sheet.sheet_no}", sent, status=422)
    assert find_typed(db, sheet.sheet_no) is None


def test_nobodys_sheet_keeps_no_answer(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team, "wheel", "little")
    find(signed_in, sheet, "Nobody at all")
    signed_in.submit({**DAY, "who": "nobody", "a1": "55"}, button="save", statements=MOST)
    typed = find_typed(db, sheet.sheet_no)
    assert typed is not None
    assert (typed.family_id, typed.on_date) == (None, "2026-11-03")
    assert db.value("SELECT count(*) FROM checkin") == 0


def test_a_wheel_becomes_the_persons_own(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    find(signed_in, sheet, "Ada")
    marks = {"a1": "55", "a2": "b", "a3": "100", "a4": "n", "a5": "r"}
    signed_in.submit({**DAY, "who": whose(home.mother).value, **marks}, button="save", statements=MOST)
    (wheel,) = checkins.list_checkins(db, owner_id)
    assert (wheel.given_by, wheel.filled_on, wheel.about) == ("paper", "2026-11-03", "little")
    answers = checkins.answers_of_owner(db, owner_id)[wheel.checkin_id]
    assert {key: (one.kind, one.score, one.how) for key, one in answers.items()} == {
        "home": ("scored", 55, "number"), "money": ("scored", 30, "band"), "work": ("scored", 100, "number"),
        "health": ("not-applicable", None, None), "mood": ("rather-not-say", None, None),
    }  # fmt: skip
    assert visits.list_visits(db, home.family.family_id) == ()


def test_the_worker_who_typed_it_reads_nothing_of_it(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    store(signed_in, make_sheet(db, worker, team), home, a1="1")
    assert db.rows("SELECT grant_id FROM sharing_grant") == []


def test_what_changed_in_life_since_its_own_day_puts_it_away(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    people.note_change(db, owner_id, "death", ["*"], asks_afresh=False, at="2026-11-05T10:00:00.000000Z")
    sheet = make_sheet(db, worker, team, "wheel", "little")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55 60")
    (wheel,) = checkins.list_checkins(db, owner_id)
    filling = checkins.fill(db, library(), wheel)
    assert filling.is_put_away(people.list_changes(db, owner_id))


def test_a_sheet_of_a_version_that_is_read_no_more_is_not_there(
    signed_in: PageClient, db: Database, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    with db.transaction():
        db.execute("UPDATE sheet_part SET tool_version = '1999.1'")
    signed_in.get(f"/paper/strips/{sheet.sheet_no}", status=404)


def test_pages_of_a_strip_ask_little_of_the_store(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    assert len(signed_in.get(f"/paper/strips/{sheet.sheet_no}").statements) <= 6
    assert len(find(signed_in, sheet, "Okafor").statements) <= 8
