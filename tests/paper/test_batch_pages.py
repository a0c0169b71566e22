"""A day’s strips: each row for itself, what is wrong comes back, the same again changes nothing."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import everything
from tests.households import make_family, make_member
from tests.paper.conftest import Household
from tests.paper.papers import make_sheet, make_sheets, whose
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import audit, visits
from wheel_app.accounts import Staff, Team
from wheel_app.paper.numbers import SIGNS
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips.queries import find_typed
from wheel_app.storage import Database

LOGS = {"audit_row", "audit_head", "audit_text", "sign_in", "staff_visit"}
MOST = 1500
ADA = "Ada Okafor"


def mistyped(number: str) -> str:
    """The number with its last sign wrong."""
    return number[:-1] + SIGNS[(SIGNS.index(number[-1]) + 1) % len(SIGNS)]


def send(client: PageClient, rows: list[dict[str, str]], status: int = 200) -> Page:
    client.get("/paper/strips")
    typed = {f"{name}_{place}": text for place, row in enumerate(rows, start=1) for name, text in row.items()}
    return client.submit(typed, status=status, statements=MOST)


def row_of(sheet: Sheet, **typed: str) -> dict[str, str]:
    return {"number": sheet.sheet_no, "day": "3 11 2026", "name": ADA, "marks": "55 b", **typed}


def stored(db: Database) -> dict[str, list[tuple[tuple[str, object], ...]]]:
    return {name: rows for name, rows in everything(db).items() if name not in LOGS}


@pytest.fixture
def wheels(db: Database, worker: Staff, team: Team, home: Household) -> list[Sheet]:
    """Twenty wheels in the stock."""
    return make_sheets(db, worker, team, 20, "wheel", "little")


def test_of_twenty_strips_with_one_that_is_wrong_nineteen_are_stored(
    signed_in: PageClient, db: Database, wheels: list[Sheet]
) -> None:
    rows = [row_of(sheet) for sheet in wheels]
    rows[6]["number"] = mistyped(rows[6]["number"])
    page = send(signed_in, rows, status=422)
    assert "19 strips are in" in page.text
    assert db.value("SELECT count(*) FROM strip") == 19
    assert db.value("SELECT count(*) FROM checkin WHERE given_by = 'paper'") == 19
    assert "One letter or digit is not right" in page.one("#number_1-error").text
    assert [page.one(f"#{name}_1").get("value") for name in ("number", "day", "name", "marks")] == [
        rows[6]["number"], "3 11 2026", ADA, "55 b",
    ]  # fmt: skip
    done = signed_in.submit({"number_1": wheels[6].sheet_no}, statements=MOST)
    assert "1 strip is in" in done.text
    assert db.value("SELECT count(*) FROM strip") == 20


def test_the_same_batch_again_changes_nothing(signed_in: PageClient, db: Database, wheels: list[Sheet]) -> None:
    rows = [row_of(sheet) for sheet in wheels[:5]]
    send(signed_in, rows)
    before = stored(db)
    page = send(signed_in, rows)
    assert stored(db) == before
    assert page.text.count("was in before, nothing changed") == 5


def test_the_same_number_with_other_answers_is_refused_and_flagged(
    signed_in: PageClient, db: Database, wheels: list[Sheet]
) -> None:
    send(signed_in, [row_of(wheels[0])])
    before = stored(db)
    page = send(signed_in, [row_of(wheels[0], marks="56 b")], status=422)
    assert stored(db) == before
    assert "It says something else now" in page.one("#number_1-error").text
    assert "20 November 2026, for 3 November 2026" in page.one("#number_1-error").text
    assert "strip-differed" in {row["action"] for row in db.rows("SELECT action FROM audit_row")}


def test_twice_in_one_batch_is_once(signed_in: PageClient, db: Database, wheels: list[Sheet]) -> None:
    send(signed_in, [row_of(wheels[0]), row_of(wheels[0]), row_of(wheels[0], marks="9")], status=422)
    assert db.value("SELECT count(*) FROM strip") == 1


def test_a_day_that_is_left_out_is_the_one_above(signed_in: PageClient, db: Database, wheels: list[Sheet]) -> None:
    send(signed_in, [row_of(wheels[0]), row_of(wheels[1], day=""), row_of(wheels[2], day="4 11")])
    days = [find_typed(db, sheet.sheet_no).on_date for sheet in wheels[:3]]  # type: ignore[union-attr]
    assert days == ["2026-11-03", "2026-11-03", "2026-11-04"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"number": ""}, "number", "Write the number"),
        ({"day": ""}, "day", "Write the day"),
        ({"day": "31 2 2026"}, "day", "Write the day"),
        ({"day": "21 11 2026"}, "day", "still to come"),
        ({"day": "3 9 2026"}, "day", "printed after that day"),
        ({"name": ""}, "name", "Write the name"),
        ({"name": "Nobody Known"}, "name", "Nobody like this"),
        ({"name": "Ada"}, "who", "Choose who it is"),
        ({"marks": "55 101"}, "marks", "Line 2"),
        ({"marks": "55 x"}, "marks", "Line 2"),
        ({"marks": "1 " * 13}, "marks", "more answers"),
        ({"marks": "99:5"}, "marks", "no line 99"),
    ],
)
def test_what_is_wrong_comes_back_at_its_row(
    signed_in: PageClient, db: Database, wheels: list[Sheet], typed: dict[str, str], field: str, said: str
) -> None:
    page = send(signed_in, [row_of(wheels[0], **typed)], status=422)
    assert said in page.one(f"#{field}_1-error").text
    assert db.value("SELECT count(*) FROM strip") == 0


def test_a_day_before_the_printing_is_taken_with_a_yes(
    signed_in: PageClient, db: Database, wheels: list[Sheet]
) -> None:
    send(signed_in, [row_of(wheels[0], day="3 9 2026")], status=422)
    signed_in.submit({"sure_1": "yes"}, statements=MOST)
    assert find_typed(db, wheels[0].sheet_no) is not None


def test_a_name_that_several_have_is_chosen(
    signed_in: PageClient, db: Database, worker: Staff, team: Team, home: Household
) -> None:
    father = make_member(db, home.family, "Emeka", last_name="Okafor", by=worker)
    sheet = make_sheet(db, worker, team)
    page = send(signed_in, [row_of(sheet, name="Chidi Okafor", marks="123")], status=422)
    assert "Chidi Okafor, 10 November 2025: sheet of Emeka Okafor (Okafor)" in page.one("#who_1").text
    signed_in.submit({"who_1": whose(father, home.child).value}, statements=MOST)
    (visit,) = visits.list_visits_of_child(db, home.child.member_id)
    assert [part.member_id for part in visits.list_parts(db, visit.visit_id)] == [father.member_id]


def test_another_teams_family_is_nobody(signed_in: PageClient, db: Database, wheels: list[Sheet]) -> None:
    other = staffing.make_team(db, "Others")
    stranger = make_member(db, make_family(db, other, "Strange"), "Zed", last_name="Strange")
    page = send(signed_in, [row_of(wheels[0], name="Zed Strange")], status=422)
    assert "Nobody like this" in page.one("#name_1-error").text
    forged = {**row_of(wheels[0], name="Ada"), "who": whose(stranger).value}
    signed_in.post("/paper/strips", {f"{name}_1": text for name, text in forged.items()}, status=422)
    assert db.value("SELECT count(*) FROM strip") == 0


def test_nobodys_strip_keeps_no_answer(signed_in: PageClient, db: Database, wheels: list[Sheet]) -> None:
    page = send(signed_in, [row_of(wheels[0], name="-")])
    assert "no answer is kept" in page.text
    assert db.value("SELECT count(*) FROM strip WHERE family_id IS NULL") == 1
    assert db.value("SELECT count(*) FROM checkin") == 0


def test_a_host_finds_no_family_and_may_type_what_is_nobodys(
    client: PageClient, db: Database, team: Team, wheels: list[Sheet]
) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, team, role="host"))
    page = send(client, [row_of(wheels[0]), row_of(wheels[1], name="-")], status=422)
    assert "Nobody like this" in page.one("#name_1-error").text
    assert db.value("SELECT count(*) FROM strip") == 1


def test_whatever_is_typed_comes_back_as_it_was(signed_in: PageClient, wheels: list[Sheet]) -> None:
    odd = "<script>“é”‮ =1+1 😀"
    page = send(signed_in, [row_of(wheels[0], name=odd, marks=odd, day=odd)], status=422)
    for name in ("name", "marks", "day"):
        assert page.one(f"#{name}_1").get("value") == odd


@pytest.mark.parametrize("name", ["number", "day", "name", "marks"])
def test_however_long_it_is_nothing_that_was_typed_is_lost(
    signed_in: PageClient, db: Database, wheels: list[Sheet], name: str
) -> None:
    typed = "55 b " * 200 + "the end"
    page = send(signed_in, [row_of(wheels[0], **{name: typed})], status=422)
    assert page.one(f"[name={name}_1]").get("value") == typed
    assert db.value("SELECT count(*) FROM strip") == 0


def test_a_day_of_strips_asks_no_more_for_an_old_store(signed_in: PageClient, db: Database) -> None:
    assert len(signed_in.get("/paper/strips").statements) <= 4


def test_an_empty_page_stores_nothing(signed_in: PageClient, db: Database) -> None:
    assert send(signed_in, []).status == 200
    assert db.value("SELECT count(*) FROM strip") == 0


def test_it_is_written_down(signed_in: PageClient, db: Database, home: Household, wheels: list[Sheet]) -> None:
    send(signed_in, [row_of(wheels[0])])
    rows = audit.list_rows(db, audit.chain_of_family(home.family.family_id), most=9)
    assert [row.action for row in rows if row.about == wheels[0].sheet_no.lower()] == ["strip-typed"]


HOPED = {"name": "Chidi Okafor", "marks": "12", "w_hope-me": "A garden, <b>sun</b> and “time” 😀"}


def test_hopes_fold_out_in_their_row_and_are_kept_with_a_yes(
    signed_in: PageClient, db: Database, home: Household, sheet: Sheet
) -> None:
    page = signed_in.get("/paper/strips")
    assert len(page.all("details.batch__hopes")) == 20
    assert page.all("details[open]") == []
    send(signed_in, [row_of(sheet, **HOPED, may_copy="yes")])
    kept = db.rows("SELECT topic_key, note FROM answer WHERE kind = 'worded'")
    assert kept == [{"topic_key": "hope-me", "note": HOPED["w_hope-me"]}]
    before = stored(db)
    assert "nothing changed" in send(signed_in, [row_of(sheet, **HOPED, may_copy="yes")]).text
    assert stored(db) == before


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "w_hope-me_1", "Ask the parent first"),
        ({"w_hope-me": "", "w_hope-child": "x" * 4001, "may_copy": "yes"}, "w_hope-child_1", "too long"),
        ({"number": "", "day": "", "name": "", "marks": "", "may_copy": "yes"}, "number_1", "Write the number"),
    ],
)
def test_hopes_that_cannot_be_kept_come_back_unfolded(
    signed_in: PageClient, db: Database, sheet: Sheet, wheels: list[Sheet], typed: dict[str, str], field: str, said: str
) -> None:
    sent = {**HOPED, **typed}
    page = send(signed_in, [row_of(sheet, **sent), row_of(wheels[0])], status=422)
    assert said in page.one(f"#{field}-error").text
    assert "1 strip is in" in page.text
    assert page.one("details.batch__hopes[open] textarea[name=w_hope-me_1]").text == sent["w_hope-me"]
    assert db.value("SELECT count(*) FROM answer WHERE kind = 'worded'") == 0


def test_a_wheel_has_no_line_for_hopes(signed_in: PageClient, db: Database, wheels: list[Sheet]) -> None:
    page = send(signed_in, [row_of(wheels[0], **{"w_hope-me": "A garden", "may_copy": "yes"})], status=422)
    assert "no line for these words" in page.one("#w_hope-me_1-error").text
    assert db.value("SELECT count(*) FROM strip") == 0
