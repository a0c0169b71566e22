"""The pages of a hub, of handing over and joining: sound to axe and fingers, on every screen and right to left."""

from __future__ import annotations

import pytest

from tests import households, staffing
from tests.browser.checks import axe, sideways, small_targets, squeezed
from tests.browser.served import Server
from tests.browser.staff import let_in, make_worker
from tests.browser.visitor import NewVisitor, Visitor
from wheel_app.accounts import list_teams_of

FOR_FAMILIES = ("/kiosk/register", "/take-back", "/invitation")


def faults(visitor: Visitor, *, by_finger: bool) -> list[str]:
    page = visitor.page
    small = small_targets(page) if by_finger else []
    return [f"{visitor.path}: {fault}" for fault in [*axe(page), *small, *sideways(page), *squeezed(page)]]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("size", ["phone", "tablet", "desk"])
def test_pages_that_families_see_are_sound(size: str, language: str, new_visitor: NewVisitor) -> None:
    visitor = new_visitor(size=size)
    visitor.open(f"/kiosk/{language}")
    assert visitor.page.locator("html").get_attribute("lang") == language
    found = []
    for path in FOR_FAMILIES:
        visitor.open(path)
        found += faults(visitor, by_finger=True)
    assert found == []


def test_the_screen_that_a_hub_s_device_waits_on_is_sound(new_visitor: NewVisitor, server: Server) -> None:
    visitor, token = new_visitor(size="tablet"), "k" * 43
    with server.store() as db:
        staffing.register(db, staffing.make_team(db, is_hub=True), token)
    visitor.context.add_cookies([{"name": "device", "value": token, "url": server.base}])
    visitor.open("/kiosk")
    assert visitor.page.locator("h1").inner_text() == "Hello"
    assert faults(visitor, by_finger=True) == []


def test_pages_that_staff_see_are_sound(new_visitor: NewVisitor, server: Server) -> None:
    worker, host = make_worker(server), make_worker(server, role="host", is_hub=True)
    with server.store() as db:
        family = households.make_family(db, list_teams_of(db, worker.staff_id)[0], by=worker)
        member = households.make_member(db, family, "Maeve", by=worker)
    own_way = f"/families/{family.family_id}/people/{member.member_id}/own-way"
    found = []
    for staff, paths in ((worker, ("/hand-over", "/hand-over/pin", own_way)), (host, ("/devices",))):
        visitor = new_visitor(size="desk")
        let_in(visitor, staff)
        for path in paths:
            visitor.open(path)
            found += faults(visitor, by_finger=False)
    visitor.page.locator("#label").fill("Blue")
    visitor.hand.press(visitor.page.locator('form[action="/devices"] button'))
    visitor.page.locator(".code").wait_for()
    assert [*found, *faults(visitor, by_finger=False)] == []
