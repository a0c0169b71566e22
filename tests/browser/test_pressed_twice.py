"""A button that is tapped twice while the network is slow is pressed once, whatever it does."""

from __future__ import annotations

from playwright.sync_api import Route

from tests.browser import journeys
from tests.browser.screens.mine import Mine
from tests.browser.screens.new_code import NewCode
from tests.browser.visitor import Visitor


def test_what_is_tapped_twice_is_sent_once(visitor: Visitor) -> None:
    journeys.to_slip(visitor)
    visitor.open("/mine")
    Mine(visitor)
    held: list[Route] = []
    visitor.page.route("**/someone-may-know", lambda route: held.append(route))
    button = visitor.page.locator('form[action="/someone-may-know"] button')
    for _ in range(2):
        button.click(no_wait_after=True)
        visitor.page.evaluate("() => document.title")
    assert len(held) == 1
    held[0].continue_()
    NewCode(visitor)
