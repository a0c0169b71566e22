"""After a visit in a browser: written by keyboard alone, and copied for the clinical record by one tap."""

from __future__ import annotations

from tests.browser.conftest import NewVisitor
from tests.browser.served import Server
from tests.browser.staff import let_in, moment
from tests.browser.visiting import Home, make_home
from tests.browser.visitor import Visitor
from tests.visited import make_visit
from wheel_app import visits


def make_finished(server: Server, home: Home) -> str:
    at = moment()
    with server.store() as db:
        visit = make_visit(db, home.child, home.mother, home.father, by=home.worker, on=at[:10], at=at)
        visits.finish_visit(db, visit, by=home.worker, at=at)
    return visit.visit_id


def test_steps_are_written_by_keyboard_and_the_text_is_copied_by_one_tap(
    new_visitor: NewVisitor, server: Server
) -> None:
    home = make_home(server)
    visitor = new_visitor(size="tablet", permissions=["clipboard-read", "clipboard-write"])
    let_in(visitor, home.worker)
    visitor.open(f"/visits/{make_finished(server, home)}/afterwards")
    page = visitor.page
    page.locator("#themes-3").focus()
    page.keyboard.press("Space")
    page.locator("#step_0_0_words").focus()
    page.keyboard.type("Ring the dentist")
    page.keyboard.press("Enter")
    page.wait_for_url("**/summary")
    page.locator("[data-copy]").click()
    page.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Ring the dentist" in copied
    assert "Sleep and nights" in copied
    assert copied == page.locator(".to-copy").text_content()


def test_without_a_script_the_text_is_there_to_choose(new_visitor: NewVisitor, server: Server) -> None:
    home = make_home(server)
    visitor: Visitor = new_visitor(size="tablet", script=False)
    let_in(visitor, home.worker)
    visitor.open(f"/visits/{make_finished(server, home)}/summary")
    assert visitor.page.locator(".to-copy").is_visible()
    assert not visitor.page.locator("[data-copy]").is_visible()
