"""A worker and a person at two browsers at once: shown, stopped, and gone from the one at the other's tap."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import households
from tests.browser.served import Server
from tests.browser.staff import let_in, let_in_person, make_worker, moment
from tests.browser.visitor import NewVisitor, Visitor
from tests.builders import make_finished, make_person
from wheel_app.accounts import list_teams_of
from wheel_app.checkins import Checkin, Given

WORD = "canary-that-is-mine"


@pytest.fixture
def worker(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(size="tablet")


@pytest.fixture
def wheel(server: Server, visitor: Visitor, worker: Visitor) -> Checkin:
    """The finished wheel of somebody who has joined a family of this worker's; both are let in."""
    staff = make_worker(server, name="Jo Bloggs")
    with server.store() as db:
        owner_id = make_person(db, at=moment())
        family = households.make_family(db, list_teams_of(db, staff.staff_id)[0], coordinator=staff)
        households.join(db, households.make_member(db, family, "Maeve"), owner_id)
        made = make_finished(db, owner_id, {"home": Given("scored", 31, "number", WORD), "money": 62}, at=moment())
    let_in_person(visitor, owner_id)
    let_in(worker, staff)
    return made


def test_what_is_stopped_is_gone_with_the_workers_next_request(
    visitor: Visitor, worker: Visitor, wheel: Checkin
) -> None:
    worker.open("/shared")
    expect(worker.page.locator("main")).to_contain_text("Nothing is shared with you just now.")

    visitor.open(f"/check-ins/{wheel.checkin_id}/share")
    expect(visitor.page.locator("#who-me")).to_be_checked()
    visitor.hand.choose(visitor.page.get_by_role("radio", name="Jo Bloggs"))
    visitor.hand.press(visitor.page.get_by_role("button", name="That is my choice"))
    expect(visitor.page.locator("h1")).to_have_text("Who can see what, and who looked")
    expect(visitor.page.locator("main")).to_contain_text("Jo Bloggs")

    worker.page.reload()
    worker.hand.press(worker.page.get_by_role("link", name="Maeve"))
    expect(worker.page.locator("main")).to_contain_text(WORD)

    visitor.open("/mine")
    taps = visitor.hand.taps
    visitor.hand.press(visitor.page.get_by_role("link", name="Who can see what, and who looked"))
    expect(visitor.page.locator("main")).to_contain_text("Jo Bloggs looked at your wheel")
    visitor.hand.press(visitor.page.locator("form[action$=stop] button").first)
    assert visitor.hand.taps - taps == 2
    expect(visitor.page.locator("main")).to_contain_text("Only you can see what is yours.")

    worker.watch.expect("404")
    worker.page.reload()
    expect(worker.page.locator("h1")).to_have_text("There is no page here")
    assert WORD not in worker.page.content()
    for _ in range(2):
        worker.page.go_back()
        assert WORD not in worker.page.content()
    worker.open("/shared")
    expect(worker.page.locator("main")).to_contain_text("Nothing is shared with you just now.")
