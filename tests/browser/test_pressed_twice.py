"""A button that is tapped twice is pressed once, whatever it does."""

from __future__ import annotations

from tests.browser import journeys
from tests.browser.screens.mine import Mine
from tests.browser.visitor import Visitor

TAP_TWICE = """(selector) => {
  const held = [];
  addEventListener("submit", (event) => { held.push(event.defaultPrevented); event.preventDefault(); });
  const button = document.querySelector(selector);
  button.click();
  button.click();
  return held;
}"""


def test_what_is_tapped_twice_is_sent_once(visitor: Visitor) -> None:
    journeys.to_slip(visitor)
    visitor.open("/mine")
    Mine(visitor)
    assert visitor.page.evaluate(TAP_TWICE, 'form[action="/someone-may-know"] button') == [False, True]
