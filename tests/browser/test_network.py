"""The network goes in the middle of a wheel: the answer stays on the screen, and reaches the store exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.bad_line import BadLine, bad_line
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.topic import Topic
from tests.browser.served import Server, served
from tests.browser.stored import answer, answers, receipts
from tests.browser.until import until
from tests.browser.visitor import NewVisitor, Visitor
from tests.conftest import Addresses

LOST = r"ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|CONNECTION_CLOSED)|Failed to fetch"
WAITING = re.compile(r"\bis-waiting\b")


@pytest.fixture(scope="module")
def line() -> Iterator[BadLine]:
    with bad_line() as opened:
        yield opened


@pytest.fixture(scope="module")
def server(line: BadLine, address_of: Addresses) -> Iterator[Server]:
    """The app on each engine; browsers reach it over the line alone."""
    with served(address_of("network"), base=line.base) as running:
        line.port = running.port
        yield running


def test_an_answer_given_without_a_network_waits_on_the_screen_and_arrives_once(
    visitor: Visitor, server: Server
) -> None:
    visitor.watch.expect(LOST)
    topic = journeys.to_first_topic(visitor).answer(2).expect_saved().on()
    key, place, checkin_id = topic.key, topic.place, topic.checkin_id
    visitor.context.set_offline(True)
    topic.answer(4)
    expect(topic.saved).to_have_class(WAITING)
    expect(topic.saved).to_contain_text("Not saved yet")
    expect(topic.band(4)).to_be_checked()
    assert answer(server, checkin_id, key) == {}
    topic.press("button[name=go][value=next]")
    expect(topic.saved).to_have_class(WAITING)
    expect(topic.band(4)).to_be_checked()
    visitor.context.set_offline(False)
    visitor.page.wait_for_url(lambda url: not url.endswith(f"/{place}"))
    Topic(visitor)
    assert answer(server, checkin_id, key)["score"] == 70
    assert kept_once(server, checkin_id, key, saves=2)


def test_several_changes_without_a_network_end_as_the_last_one(visitor: Visitor, server: Server) -> None:
    visitor.watch.expect(LOST)
    topic = journeys.to_first_topic(visitor)
    visitor.context.set_offline(True)
    for band in (1, 5, 2, 4):
        topic.answer(band)
    topic.say_more("Written without a network")
    expect(topic.saved).to_have_class(WAITING)
    visitor.context.set_offline(False)
    topic.expect_saved()
    topic.on()
    kept = answer(server, topic.checkin_id, "home")
    assert (kept["score"], kept["note"]) == (70, "Written without a network")


def test_going_on_to_the_wheel_waits_for_the_last_answer(visitor: Visitor, server: Server) -> None:
    visitor.watch.expect(LOST)
    topic = journeys.to_first_topic(visitor)
    checkin_id = topic.checkin_id
    visitor.context.set_offline(True)
    topic.answer(3)
    topic.press("button[name=go][value=so-far]")
    expect(topic.saved).to_have_class(WAITING)
    visitor.context.set_offline(False)
    SoFar(visitor)
    assert answers(server, checkin_id) == {"home": (50, "band")}


def test_going_on_without_a_network_is_tried_again_by_itself(visitor: Visitor) -> None:
    visitor.watch.expect(LOST)
    topic = journeys.to_first_topic(visitor).answer(3).expect_saved()
    visitor.context.set_offline(True)
    topic.press("button[name=go][value=next]")
    expect(topic.saved).to_contain_text("Your answer is saved")
    visitor.context.set_offline(False)
    visitor.page.wait_for_url(re.compile("/topics/2$"))


def kept_once(server: Server, checkin_id: str, key: str, *, saves: int) -> bool:
    """Whether there were so many saves, and the answer is that of the last."""
    taken = receipts(server, checkin_id)
    return len(taken) == saves and answer(server, checkin_id, key)["seq"] == taken[-1]


FAULTS = {
    "the app never heard it": ["reset before"],
    "the app had kept it": ["reset after"],
    "both, several times over": ["reset after", "reset before", "reset after", "reset after"],
    "the Wi-Fi wants a sign-in": ["portal", "portal"],
    "a server on the way is busy": ["busy", "reset after"],
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=list(FAULTS))
def test_a_save_that_meets_a_bad_line_arrives_exactly_once(
    new_visitor: NewVisitor, line: BadLine, server: Server, faults: list[str]
) -> None:
    visitor = patient(new_visitor, line)
    topic = journeys.to_first_topic(visitor)
    key, checkin_id = topic.key, topic.checkin_id
    line.met.clear()
    line.faults[:] = faults
    topic.answer(4)
    go_past(visitor, line)
    topic.expect_saved()
    assert answer(server, checkin_id, key)["score"] == 70
    assert kept_once(server, checkin_id, key, saves=1)
    assert topic.on().key != key


@pytest.mark.parametrize("faults", FAULTS.values(), ids=list(FAULTS))
def test_moving_on_over_a_bad_line_loses_and_doubles_nothing(
    new_visitor: NewVisitor, line: BadLine, server: Server, faults: list[str]
) -> None:
    visitor = patient(new_visitor, line)
    topic = journeys.to_first_topic(visitor).answer(4).expect_saved()
    key, place, checkin_id = topic.key, topic.place, topic.checkin_id
    line.faults[:] = faults
    topic.press("button[name=go][value=next]")
    go_past(visitor, line)
    visitor.page.wait_for_url(lambda url: not url.endswith(f"/{place}"))
    Topic(visitor)
    assert answer(server, checkin_id, key)["score"] == 70
    assert kept_once(server, checkin_id, key, saves=1)


def patient(new_visitor: NewVisitor, line: BadLine) -> Visitor:
    """Somebody whose clock the test moves, so that no try has to be waited for."""
    line.faults.clear()
    visitor = new_visitor()
    visitor.watch.expect(f"{LOST}|status of 503|^503 from")
    visitor.page.clock.install()
    return visitor


def go_past(visitor: Visitor, line: BadLine) -> None:
    """Let time pass in the page, a minute at most, until every fault has been met."""
    for _ in range(60):
        if not line.faults:
            break
        visitor.page.clock.run_for(1000)
        # A page whose clock runs ahead of the line would hang up on a reply that is on its way.
        until(lambda: not line.under_way, "carrying what was sent")
    assert not line.faults, "the page gave up"
    visitor.page.clock.resume()
