"""Today in a browser: what is new comes by itself, and moves nobody from where they are."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.served import Server
from tests.browser.staff import let_in, make_worker, moment
from tests.browser.visitor import NewVisitor
from wheel_app.accounts import Staff
from wheel_app.storage import new_id
from wheel_app.tasks import Charge
from wheel_app.tasks.actions import Wish, ask_to_talk

A_MINUTE_AND_MORE = 61_000


def wish(server: Server, staff: Staff, words: str) -> None:
    with server.store() as db:
        charge = Charge(staff.staff_id, None)
        ask_to_talk(db, charge, Wish("words", words, new_id()), owner_id=None, device_id="d", at=moment())


def test_what_is_new_comes_by_itself_and_the_focus_stays(new_visitor: NewVisitor, server: Server) -> None:
    staff = make_worker(server)
    wish(server, staff, "the first")
    visitor = new_visitor(size="desk")
    page = visitor.page
    page.clock.install()
    let_in(visitor, staff)
    visitor.open("/today")
    expect(page.locator("li.task")).to_have_count(1)
    first = page.locator("li.task").get_attribute("id")
    page.locator("li.task button").last.focus()
    wish(server, staff, "the second")
    page.clock.run_for(A_MINUTE_AND_MORE)
    expect(page.locator("li.task")).to_have_count(2)
    assert page.evaluate("document.activeElement.closest('li')?.id") == first
    with server.store() as db, db.transaction():
        db.execute("UPDATE sign_in SET ended_at = :at WHERE staff_id = :me", at=moment(), me=staff.staff_id)
    visitor.watch.expect("401")
    page.clock.run_for(A_MINUTE_AND_MORE)
    expect(page.locator("#time-over")).to_be_visible()
    expect(page.locator("li.task")).to_have_count(2)
