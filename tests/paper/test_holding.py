"""What came from paper goes with whoever it is of, and with the family; its number is none any more."""

from __future__ import annotations

from tests import staffing
from tests.builders import AT, make_person
from tests.households import join, make_member
from tests.losing_a_child import silencing
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, make_strip, whose
from tests.support.page import PageClient
from wheel_app import ERASERS, checkins, paper, people
from wheel_app.accounts import Staff, Team
from wheel_app.paper.sheets.queries import find_sheet
from wheel_app.people import Loss, Spoken
from wheel_app.records import erase_person, purge
from wheel_app.storage import Database, later


def test_erasing_a_person_erases_their_strips_and_nobody_elses(
    db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    father = make_member(db, home.family, "Emeka", last_name="Okafor", by=worker)
    hers, his = make_sheet(db, worker, team), make_sheet(db, worker, team)
    make_strip(db, hers, whose(home.mother, home.child), by=worker)
    make_strip(db, his, whose(father, home.child), by=worker)
    erase_person(db, owner_id, ERASERS)
    assert find_sheet(db, hers.sheet_no) is None
    assert find_sheet(db, his.sheet_no) == his
    assert [row["sheet_no"] for row in db.rows("SELECT sheet_no FROM strip")] == [his.sheet_no]


def test_a_number_that_was_erased_is_no_number(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    erase_person(db, owner_id, ERASERS)
    signed_in.get("/paper/strip")
    page = signed_in.submit({"number": sheet.sheet_no}, status=422)
    assert "No sheet here has this number" in page.text


def test_erasing_a_family_erases_its_strips(db: Database, home: Household, worker: Staff, team: Team) -> None:
    sheet, blank = make_sheet(db, worker, team), make_sheet(db, worker, team)
    make_strip(db, sheet, whose(home.mother, home.child), by=worker)
    with db.transaction():
        paper.erase_family(db, home.family.family_id)
    assert find_sheet(db, sheet.sheet_no) is None
    assert find_sheet(db, blank.sheet_no) == blank


def test_a_copy_says_which_came_from_paper(db: Database, home: Household, worker: Staff, team: Team) -> None:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    sheet = make_sheet(db, worker, team, "wheel", "little")
    make_strip(db, sheet, whose(home.mother), by=worker, marks="55 60")
    (wheel,) = checkins.list_checkins(db, owner_id)
    assert paper.export(db, owner_id) == {
        "from_paper": [
            {"checkin_id": wheel.checkin_id, "sheet_no": sheet.sheet_no, "on_date": "2026-11-03", "typed_at": AT}
        ]
    }


def test_the_purge_forgets_sheets_that_never_came_back_and_what_was_nobodys(
    db: Database, home: Household, worker: Staff, team: Team
) -> None:
    old = later(AT, days=-401)
    blank, nobodys, typed = (make_sheet(db, worker, team, at=old) for _ in range(3))
    make_strip(db, nobodys, None, by=worker)
    make_strip(db, typed, whose(home.mother, home.child), by=worker)
    purge(db, ERASERS, at=AT, purge_hours=24)
    assert [find_sheet(db, one.sheet_no) for one in (blank, nobodys, typed)] == [None, None, typed]


def test_a_child_about_whom_everything_fell_silent_is_not_offered(
    signed_in: PageClient, db: Database, home: Household, worker: Staff, team: Team
) -> None:
    loss = Loss("died", AT[:10], worker.staff_id, Spoken("", "", ""))
    people.silence_member(db, home.child, loss, told=[], by=worker, at=AT, silencing=silencing())
    sheet = make_sheet(db, worker, team)
    signed_in.get(f"/paper/strips/{sheet.sheet_no}")
    page = signed_in.submit({"name": "Chidi"}, button="find")
    assert "Chidi Okafor" not in page.one("#who").text


def test_a_worker_who_left_the_team_types_its_sheets_no_more(
    client: PageClient, db: Database, worker: Staff, team: Team
) -> None:
    sheet = make_sheet(db, worker, team)
    staffing.sign_in(client, db, worker)
    client.get(f"/paper/strips/{sheet.sheet_no}")
    with db.transaction():
        db.execute("DELETE FROM staff_team WHERE staff_id = :staff_id", staff_id=worker.staff_id)
    client.get(f"/paper/strips/{sheet.sheet_no}", status=404)
