"""The battery dies in the middle: what was kept opens again, here by the pictures, elsewhere by the code."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.screens.back import Back, BackHere
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.topic import Topic
from tests.browser.visitor import NewVisitor, Visitor

PICTURES = ("sun", "boat", "tree", "cup")


def dies_in_the_middle(new_visitor: NewVisitor) -> tuple[list[dict[str, object]], str, str]:
    """Somebody keeps a wheel, carries on, and the device dies; return what it still holds, the code and the topic."""
    visitor = new_visitor()
    slip = journeys.to_small_wheel(visitor).keep().with_pictures(PICTURES)
    code = slip.code
    slip.carry_on()
    SoFar(visitor).carry_on()
    topic = Topic(visitor).answer(4).expect_saved()
    # What lasts on a device is what has a date of its own; the rest dies with the browser.
    lasting = [dict(cookie) for cookie in visitor.context.cookies() if cookie["expires"] > 0]
    place = topic.place
    visitor.context.close()
    return lasting, code, place


def finds_it_again(visitor: Visitor, place: str) -> None:
    SoFar(visitor).open_topic(place)
    expect(Topic(visitor).band(4)).to_be_checked()


def test_on_the_same_device_the_pictures_alone_open_it(new_visitor: NewVisitor) -> None:
    lasting, _, place = dies_in_the_middle(new_visitor)
    assert [cookie["name"] for cookie in lasting] == ["device"]
    visitor = new_visitor()
    visitor.context.add_cookies(lasting)  # type: ignore[arg-type]
    visitor.open("/back-here")
    BackHere(visitor).come(PICTURES).carry_on()
    finds_it_again(visitor, place)


def test_on_another_device_the_code_opens_it(new_visitor: NewVisitor) -> None:
    _, code, place = dies_in_the_middle(new_visitor)
    visitor = new_visitor(size="tablet")
    visitor.open("/back")
    Back(visitor).type_code(code).come(PICTURES).carry_on()
    finds_it_again(visitor, place)


def test_on_another_device_the_pictures_alone_open_nothing(new_visitor: NewVisitor) -> None:
    dies_in_the_middle(new_visitor)
    visitor = new_visitor()
    visitor.watch.expect("status of 422")
    visitor.open("/back-here")
    back = BackHere(visitor)
    back.tap(PICTURES)
    back.send()
    expect(back.find("#errors")).to_be_visible()
    expect(back.find(".slot.is-full")).to_have_count(0)
