"""Staff in a browser: setting up, signing in, being warned before the visit ends, and losing nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import expect

from tests import staffing
from tests.browser.checks import axe, sideways
from tests.browser.served import Server
from tests.browser.visitor import NewVisitor, Visitor
from wheel_app.accounts import Staff
from wheel_app.accounts.staff.entry import make_setup_code
from wheel_app.storage import later, new_id, utc_text

MINUTE = 60_000


@dataclass
class Somebody:
    """A member of staff at a browser, signed in by what they set up."""

    visitor: Visitor
    staff: Staff
    app: pyotp.TOTP
    looked_at: list[str]

    def press(self, words: str) -> None:
        """Press a button and wait for the page that comes: the one before may still be there for a moment."""
        with self.visitor.page.expect_navigation():
            self.visitor.page.get_by_role("button", name=words, exact=True).click()

    def look(self) -> None:
        """Hold the page against what every page must hold."""
        page = self.visitor.page
        self.looked_at.append(page.locator("h1").inner_text())
        if not self.visitor.has_script:
            return
        assert axe(page) == []
        assert sideways(page) == []

    def seen_before(self, server: Server, *, minutes: int) -> None:
        """Let the visit have lain unused for so long."""
        with server.store() as db, db.transaction():
            seen_at = later(utc_text(datetime.now(UTC)), minutes=-minutes)
            db.execute(
                "UPDATE sign_in SET seen_at = :seen_at WHERE staff_id = :me AND ended_at IS NULL",
                seen_at=seen_at,
                me=self.staff.staff_id,
            )


def set_up(visitor: Visitor, server: Server, role: str = "administrator") -> Somebody:
    """From the code to the first page, each page looked at."""
    with server.store() as db:
        at = utc_text(datetime.now(UTC))
        staff = staffing.make_staff(db, staffing.make_team(db, new_id()), role=role, name="Jo Ó Briain")
        pepper = server.env["WHEEL_SEAL_KEY"].encode()
        code = make_setup_code(db, staff.staff_id, hours=1, actor="operator", role="operator", at=at, pepper=pepper)
    visitor.open("/staff/set-up")
    page = visitor.page
    somebody = Somebody(visitor, staff, pyotp.TOTP("A" * 32), [])
    somebody.look()
    page.fill("#code", code)
    somebody.press("Go on")
    somebody.look()
    for field, value in (("#password", staffing.PASSWORD), ("#again", staffing.PASSWORD), ("#pin", staffing.PIN)):
        page.fill(field, value)
    somebody.press("Go on")
    somebody.look()
    somebody.app = pyotp.TOTP((page.locator(".secret").text_content() or "").replace(" ", ""))
    page.fill("#number", somebody.app.now())
    somebody.press("Go on")
    expect(page.locator("h1")).to_have_text("Spare codes")
    somebody.look()
    return somebody


@pytest.mark.parametrize("how", [{}, {"script": False}, {"size": "desk"}], ids=["phone", "no script", "desk"])
def test_every_page_of_accounts_is_fit_to_be_used(
    new_visitor: NewVisitor, server: Server, how: dict[str, object]
) -> None:
    somebody = set_up(new_visitor(**how), server)
    page = somebody.visitor.page
    if not somebody.visitor.has_script:
        return
    somebody.press("Show my ten codes")
    somebody.look()
    for path in ("/staff", "/staff/new", f"/staff/{somebody.staff.staff_id}", "/teams", "/organisation"):
        somebody.visitor.open(path)
        somebody.look()
    page.goto(server.base + "/teams")
    page.locator(".who__name").first.click()
    somebody.look()
    for path in ("/staff/account", "/staff/account/password", "/staff/account/pin", "/staff/recovery-codes"):
        somebody.visitor.open(path)
        somebody.look()
    somebody.visitor.watch.expect("422")
    somebody.visitor.open("/staff/new")
    somebody.press("Add them")
    somebody.look()
    assert len(set(somebody.looked_at)) >= 13


def test_two_minutes_before_the_end_a_dialog_asks_and_a_press_stays(visitor: Visitor, server: Server) -> None:
    somebody = set_up(visitor, server)
    page = visitor.page
    page.clock.install()
    visitor.open("/organisation")
    page.clock.run_for(10 * MINUTE)
    expect(page.locator("#time-soon")).to_be_hidden()
    somebody.seen_before(server, minutes=14)
    page.clock.run_for(3 * MINUTE + 2000)
    expect(page.get_by_role("dialog")).to_contain_text("Are you still there?")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert axe(page) == []
    visitor.page.get_by_role("button", name="Stay signed in", exact=True).click()
    expect(page.locator("#time-soon")).to_be_hidden()
    visitor.open("/staff/account")
    expect(page.locator("h1")).to_have_text("My account")


def test_another_page_of_the_same_visit_keeps_this_one_quiet(visitor: Visitor, server: Server) -> None:
    set_up(visitor, server)
    page = visitor.page
    page.clock.install()
    visitor.open("/organisation")
    # By the clock of this page all but the end has come; the server knows of other pages.
    page.clock.run_for(14 * MINUTE)
    expect(page.locator("#time-soon")).to_be_hidden()
    expect(page.locator("#time-over")).to_be_hidden()


def sign_in_again(somebody: Somebody) -> None:
    """Through both pages."""
    page = somebody.visitor.page
    expect(page.locator("h1")).to_have_text("Sign in to work with families")
    page.fill("#email", somebody.staff.email)
    page.fill("#password", staffing.PASSWORD)
    somebody.press("Go on")
    expect(page.locator("h1")).to_have_text("The number from your app")
    # The number of this half minute was used to set up; the next one is taken already.
    page.fill("#number", somebody.app.at(datetime.now(UTC), counter_offset=1))
    somebody.press("Sign in")


def test_after_the_end_nothing_can_be_read_and_what_was_typed_is_sent_after_signing_in(
    visitor: Visitor, server: Server
) -> None:
    somebody = set_up(visitor, server)
    page = visitor.page
    visitor.watch.expect("401")
    page.clock.install()
    visitor.open("/organisation")
    page.fill("#name", "Northside and friends")
    somebody.seen_before(server, minutes=16)
    page.clock.run_for(13 * MINUTE + 2000)
    expect(page.get_by_role("dialog")).to_contain_text("You were signed out")
    backdrop = page.evaluate(
        "() => getComputedStyle(document.getElementById('time-over'), '::backdrop').backgroundColor"
    )
    assert "rgba" not in backdrop, "the page shows through"
    page.keyboard.press("Escape")
    expect(page.locator("#time-over")).to_be_visible()
    page.get_by_role("link", name="Sign in again").click()
    sign_in_again(somebody)
    expect(page.locator("h1")).to_have_text("Send it now")
    assert axe(page) == []
    somebody.press("Send it now")
    expect(page.locator("h1")).to_have_text("Northside and friends")


def test_what_was_typed_is_sent_after_signing_in_on_another_page(visitor: Visitor, server: Server) -> None:
    somebody = set_up(visitor, server)
    lying = visitor.page
    for word in ("401", "409"):
        visitor.watch.expect(word)
    lying.clock.install()
    visitor.open("/organisation")
    lying.fill("#name", "Northside and friends")
    somebody.seen_before(server, minutes=16)
    lying.clock.run_for(13 * MINUTE + 2000)
    expect(lying.get_by_role("dialog")).to_contain_text("You were signed out")
    visitor.new_tab()
    visitor.open("/today")
    sign_in_again(somebody)
    expect(visitor.page.locator("h1")).to_have_text("Today")
    lying.get_by_role("link", name="Sign in again").click()
    expect(lying.locator("h1")).to_have_text("Send it now")
    lying.get_by_role("button", name="Send it now").click()
    expect(lying.locator("h1")).to_have_text("Northside and friends")


def test_after_signing_out_back_shows_nothing(visitor: Visitor, server: Server) -> None:
    somebody = set_up(visitor, server)
    visitor.open("/staff/account")
    somebody.press("Sign out")
    page = visitor.page
    expect(page.locator("h1")).to_have_text("Sign in to work with families")
    for _ in range(2):
        page.go_back()
        expect(page.locator("h1")).to_have_text("Sign in to work with families")
    page.reload()
    assert "Ó Briain" not in page.content()
