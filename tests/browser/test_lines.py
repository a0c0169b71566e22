"""Lines of a scale or checklist by touch: saved as they are tapped, also when the network goes in between."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import axe, sideways, small_targets
from tests.browser.served import Server
from tests.browser.staff import let_in_person, moment
from tests.browser.stored import answer, answers, receipts
from tests.browser.until import until
from tests.browser.visitor import NewVisitor, Visitor
from tests.lines import Home, checklist, make_home, make_lines

LOST = r"ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|CONNECTION_CLOSED)|Failed to fetch"
WAITING = re.compile(r"\bis-waiting\b")


@pytest.fixture
def home(server: Server) -> Iterator[Home]:
    with server.store() as db:
        yield make_home(db)


@pytest.fixture
def draft(server: Server, home: Home) -> str:
    """An open checklist about the child of that home."""
    with server.store() as db:
        return make_lines(db, home.owner_id, checklist(), child=home.child.member_id, at=moment()).checkin_id


def line(page: Page, key: str) -> Locator:
    return page.locator(f"fieldset[data-line={key}]")


def tap(page: Page, key: str, value: str) -> None:
    line(page, key).locator(f"input[value='{value}']").check()


def words(page: Page, key: str) -> Locator:
    return line(page, key).get_by_role("textbox")


def saved(page: Page, key: str) -> Locator:
    return line(page, key).locator("[data-saved]")


def open_draft(visitor: Visitor, home: Home, draft: str) -> Page:
    let_in_person(visitor, home.owner_id)
    visitor.open(f"/lines/{draft}")
    return visitor.page


def test_each_tap_is_saved_and_so_are_words(visitor: Visitor, server: Server, home: Home, draft: str) -> None:
    page = open_draft(visitor, home, draft)
    for key, value in (("my-mood", "3"), ("bills", "1"), ("bills", "rather-not-say")):
        tap(page, key, value)
    words(page, "hope-child").fill("That she sleeps")
    expect(saved(page, "hope-child")).to_have_text("Saved")
    expect(saved(page, "bills")).to_have_text("Saved")
    assert answers(server, draft) == {"my-mood": (3, "band"), "bills": (None, None), "hope-child": (None, None)}
    assert answer(server, draft, "hope-child")["note"] == "That she sleeps"
    page.get_by_role("button", name="I am done").click()
    expect(page.get_by_text("That she sleeps")).to_be_visible()


def test_what_is_tapped_without_a_network_waits_and_finishing_waits_for_it(
    visitor: Visitor, server: Server, home: Home, draft: str
) -> None:
    visitor.watch.expect(LOST)
    page = open_draft(visitor, home, draft)
    visitor.context.set_offline(True)
    for key in ("my-mood", "bills", "teeth"):
        tap(page, key, "2")
    words(page, "hope-me").fill("To rest")
    expect(saved(page, "my-mood")).to_have_class(WAITING)
    page.get_by_role("button", name="I am done").click()
    expect(words(page, "hope-me")).to_have_value("To rest")
    assert answers(server, draft) == {}
    visitor.context.set_offline(False)
    expect(page.get_by_role("button", name="Put it right")).to_be_visible()
    stepped = (2, "band")
    kept = {"my-mood": stepped, "bills": stepped, "teeth": stepped, "hope-me": (None, None)}
    assert answers(server, draft) == kept
    assert answer(server, draft, "hope-me")["note"] == "To rest"
    with server.store() as db:
        assert db.value("SELECT finished_at FROM checkin WHERE checkin_id = :id", id=draft)
    assert receipts(server, draft) == []


def test_two_pages_at_once_show_both_answers(new_visitor: NewVisitor, server: Server, home: Home, draft: str) -> None:
    mine, theirs = new_visitor(), new_visitor()
    mine.watch.expect("409")
    page, other = (open_draft(one, home, draft) for one in (mine, theirs))
    tap(other, "my-mood", "1")
    expect(saved(other, "my-mood")).to_have_text("Saved")
    tap(page, "my-mood", "3")
    expect(saved(page, "my-mood")).to_contain_text("We are fine with this")
    expect(line(page, "my-mood").locator("input[value='3']")).to_be_checked()
    assert answers(server, draft) == {"my-mood": (1, "band")}
    page.get_by_role("button", name="Keep mine").click()
    until(lambda: answers(server, draft) == {"my-mood": (3, "band")}, "one’s own answer")


@pytest.mark.parametrize("size", ["phone", "tablet"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_page_fits_and_is_clean(new_visitor: NewVisitor, home: Home, draft: str, size: str, language: str) -> None:
    visitor = new_visitor(size=size)
    page = open_draft(visitor, home, draft)
    if language != "en":
        visitor.open("/language")
        page.locator(f"button[value={language}]").first.click()
        visitor.open(f"/lines/{draft}")
    for address in (
        f"/lines/{draft}",
        *(f"/my-children/{home.child.member_id}/point-4{end}" for end in ("", "/choose")),
    ):
        visitor.open(address)
        assert axe(page) == []
        assert small_targets(page) == []
        assert sideways(page) == []
