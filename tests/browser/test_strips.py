"""Strips in a browser: typed in by keyboard alone, one and a day’s, and kept on the page while there is no signal."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.checks import axe, sideways
from tests.browser.hands import Mouse
from tests.browser.served import Server
from tests.browser.staff import let_in, make_worker
from tests.browser.visitor import NewVisitor, Visitor
from tests.households import make_family, make_member
from tests.paper.papers import make_sheets
from wheel_app.accounts import list_teams_of
from wheel_app.paper.sheets.rules import Sheet


@dataclass
class Desk:
    """A worker at a browser with sheets in the stock, and a family by a name of its own."""

    visitor: Visitor
    sheets: list[Sheet]
    wheels: list[Sheet]
    name: str

    def type(self, text: str) -> None:
        self.visitor.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.visitor.page.keyboard.press(key)

    def look(self) -> None:
        assert axe(self.visitor.page) == []
        assert sideways(self.visitor.page) == []


@pytest.fixture(params=["desk", "tablet"])
def desk(request: pytest.FixtureRequest, new_visitor: NewVisitor, server: Server) -> Desk:
    visitor = new_visitor(size=request.param, hand=Mouse)
    worker = make_worker(server)
    last_name = f"Canary{request.param}"
    with server.store() as db:
        (team,) = list_teams_of(db, worker.staff_id)
        family = make_family(db, team, last_name, by=worker)
        make_member(db, family, "Ada", last_name=last_name, by=worker)
        make_member(db, family, "Chidi", "child", last_name=last_name, born_on="2025-11-10", by=worker)
        sheets = make_sheets(db, worker, team, 3, at="2026-01-01T08:00:00.000000Z")
        wheels = make_sheets(db, worker, team, 2, "wheel", "little", at="2026-01-01T08:00:00.000000Z")
    let_in(visitor, worker)
    return Desk(visitor, sheets, wheels, last_name)


def test_a_strip_is_typed_in_by_keyboard_alone(desk: Desk) -> None:
    page = desk.visitor.page
    desk.visitor.open("/paper/strip")
    desk.look()
    desk.type(desk.sheets[0].sheet_no.lower())
    desk.press("Enter")
    expect(page.locator("#on_day")).to_be_focused()
    desk.type("3")
    desk.press("Tab")
    desk.type("2")
    desk.press("Tab")
    desk.type("2026")
    desk.press("Tab")
    desk.type(f"Chidi {desk.name}")
    desk.press("Enter")
    expect(page.locator("#who option:checked")).to_contain_text("Chidi")
    desk.look()
    page.locator("#a1").focus()
    desk.type("12n r33 2")
    assert [page.locator(f"#a{number}").input_value() for number in range(1, 10)] == [
        "1", "2", "n", "", "r", "3", "3", "", "2",
    ]  # fmt: skip
    expect(page.locator("#a10")).to_be_focused()
    desk.press("ArrowUp", "Backspace", "Backspace")
    expect(page.locator("#a8")).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).focus()
    desk.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Strip")
    expect(page.get_by_role("status")).to_contain_text("for 3 February 2026")
    expect(page.locator("#number")).to_be_focused()


def test_a_wheels_boxes_go_on_when_a_letter_or_a_gap_is_typed(desk: Desk) -> None:
    page = desk.visitor.page
    desk.visitor.open(f"/paper/strips/{desk.wheels[0].sheet_no}")
    page.locator("#a1").focus()
    desk.type("55 b100n7")
    desk.press("Enter")
    desk.type("r")
    assert [page.locator(f"#a{number}").input_value() for number in range(1, 7)] == ["55", "b", "100", "n", "7", "r"]
    desk.look()


def test_a_days_strips_are_typed_row_by_row_and_what_is_wrong_has_the_focus(desk: Desk) -> None:
    page = desk.visitor.page
    desk.visitor.open("/paper/strips")
    desk.look()
    wrong = desk.sheets[2].sheet_no[:-1] + ("3" if desk.sheets[2].sheet_no[-1] != "3" else "4")
    for number, day, answers in (
        (desk.sheets[1].sheet_no, "3 2 2026", "12332-"),
        (wrong, "", "1"),
        (desk.wheels[1].sheet_no, "", "55 b 100"),
    ):
        desk.type(number)
        desk.press("Tab")
        desk.type(day)
        desk.press("Tab")
        desk.type(f"Ada {desk.name}")
        desk.press("Tab")
        desk.type(answers)
        desk.press("Enter")
    expect(page.locator("#number_4")).to_be_focused()
    desk.visitor.watch.expect("422")
    page.get_by_role("button", name="Save all").focus()
    desk.press("Enter")
    expect(page.get_by_role("heading", name="2 strips are in")).to_be_visible()
    expect(page.locator("#number_1")).to_be_focused()
    expect(page.locator("#number_1-error")).to_contain_text("not right")
    expect(page.locator("#number_1")).to_have_value(wrong)
    desk.look()


def test_hopes_of_a_row_fold_out_by_keyboard(desk: Desk) -> None:
    page = desk.visitor.page
    desk.visitor.open("/paper/strips")
    desk.type(desk.sheets[1].sheet_no)
    desk.press("Tab")
    desk.type("3 2 2026")
    desk.press("Tab")
    desk.type(f"Ada {desk.name}")
    desk.press("Tab", "Tab", "Tab", "Tab", "Enter", "Tab", "Space", "Tab")
    desk.type("That she sleeps")
    desk.look()
    page.get_by_role("button", name="Save all").focus()
    desk.press("Enter")
    expect(page.get_by_role("heading", name="1 strip is in")).to_be_visible()
    page.get_by_role("link", name="Take back").focus()
    desk.press("Enter")
    expect(page.get_by_role("heading", name="Take strip")).to_be_visible()
    desk.look()
    page.get_by_label("The day, or an answer").focus()
    desk.press("Space", "Tab")
    desk.type("The wrong day")
    desk.press("Enter")
    expect(page.get_by_role("status").filter(has_text="is taken back")).to_be_visible()
    desk.look()


def test_without_a_signal_what_was_typed_stays_and_is_sent_later(desk: Desk) -> None:
    page = desk.visitor.page
    desk.visitor.open("/paper/strips")
    page.locator("#number_1").fill(desk.sheets[2].sheet_no)
    page.locator("#day_1").fill("3 2 2026")
    page.locator("#name_1").fill("-")
    desk.visitor.watch.expect("ERR_INTERNET_DISCONNECTED")
    desk.visitor.context.set_offline(True)
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("There is no signal just now.")).to_be_visible()
    expect(page.locator("#number_1")).to_have_value(desk.sheets[2].sheet_no)
    desk.visitor.context.set_offline(False)
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_role("heading", name="1 strip is in")).to_be_visible()
