"""The same tablet, the next person: after done, exit or a while of nothing, no trace of the one before is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, expect

from tests.browser import journeys
from tests.browser.screens.away import Away
from tests.browser.screens.calm import Calm
from tests.browser.screens.topic import Topic
from tests.browser.served import Server
from tests.browser.stored import open_sign_ins
from tests.browser.until import until
from tests.browser.visitor import NewVisitor, Visitor

SECRET = "Nobody may read this"
SECOND, MINUTE = 1000, 60_000
COVER = "#cover:not([hidden])"
MIDDLE_IS_COVERED = "() => Boolean(document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('#cover'))"


def by_done(topic: Topic) -> None:
    topic.visitor.open("/mine")
    topic.press('form[action="/done"] button.button')
    Calm(topic.visitor)


def by_exit(topic: Topic) -> None:
    topic.exit()
    expect(topic.page).to_have_title("Weather")


def by_doing_nothing(topic: Topic) -> None:
    topic.page.clock.fast_forward(10 * MINUTE)
    Away(topic.visitor)


WAYS = {"done": by_done, "exit": by_exit, "doing nothing": by_doing_nothing}


@pytest.fixture
def tablet(new_visitor: NewVisitor) -> Visitor:
    visitor = new_visitor(size="tablet")
    visitor.page.clock.install()
    return visitor


def first_person(tablet: Visitor) -> Topic:
    """Somebody fills in, writes a note and a topic of their own, keeps it, and goes on."""
    topic = journeys.to_first_topic(tablet).answer(2).expect_saved().say_more(SECRET)
    far = topic.on().so_far()
    far.add_own("Canary garden")
    return Topic(tablet).answer(4).expect_saved()


@pytest.mark.parametrize("leave", WAYS.values(), ids=list(WAYS))
def test_the_next_person_finds_nothing_of_the_one_before(
    tablet: Visitor, server: Server, leave: Callable[[Topic], None]
) -> None:
    topic = first_person(tablet)
    checkin_id, addresses = topic.checkin_id, [tablet.path, "/mine", "/slip", "/take-home"]
    leave(topic)
    until(lambda: open_sign_ins(server, checkin_id) == 0, "ending the sign-in")
    for again in (tablet.page.go_back, tablet.page.go_back, tablet.page.reload, tablet.page.go_forward):
        again()
        nothing_of_theirs(tablet)
    for address in addresses:
        tablet.new_tab()
        tablet.open(address)
        Calm(tablet)
        nothing_of_theirs(tablet)
    fresh = journeys.to_first_topic(tablet)
    nothing_of_theirs(tablet)
    assert fresh.checkin_id != checkin_id
    assert fresh.number.input_value() == ""


def nothing_of_theirs(visitor: Visitor) -> None:
    text = visitor.page.content()
    assert SECRET not in text
    assert "Canary" not in text


def stop_the_clock(tablet: Visitor) -> None:
    """From here on no second passes that the test does not let pass, however slow the machine is."""
    now = tablet.page.evaluate("() => Date.now()") / 1000
    tablet.page.clock.pause_at(now + 1)


def test_a_page_left_alone_is_covered_after_a_minute_and_one_tap_goes_on(tablet: Visitor) -> None:
    topic = first_person(tablet)
    stop_the_clock(tablet)
    tablet.page.keyboard.press("Tab")
    tablet.page.clock.fast_forward(59 * SECOND)
    expect(topic.find(COVER)).to_have_count(0)
    tablet.page.clock.fast_forward(2 * SECOND)
    expect(topic.find(COVER)).to_be_visible()
    expect(topic.find("[data-uncover]")).to_be_focused()
    assert tablet.page.evaluate(
        "() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('#cover') !== null"
    )
    topic.press("[data-uncover]")
    expect(topic.find(COVER)).to_have_count(0)
    expect(topic.band(4)).to_be_checked()


def test_with_a_worker_the_cover_and_the_end_come_later(tablet: Visitor) -> None:
    topic = journeys.to_first_topic(tablet, present="worker")
    tablet.page.clock.fast_forward(4 * MINUTE)
    expect(topic.find(COVER)).to_have_count(0)
    tablet.page.clock.fast_forward(6 * MINUTE)
    expect(topic.find(COVER)).to_be_visible()
    tablet.page.clock.fast_forward(20 * MINUTE)
    Away(tablet)


def test_a_page_without_a_person_is_neither_covered_nor_left(tablet: Visitor) -> None:
    tablet.open("/")
    tablet.page.clock.fast_forward(60 * MINUTE)
    expect(tablet.page.locator(COVER)).to_have_count(0)
    Calm(tablet)


def test_whoever_writes_is_not_covered(tablet: Visitor) -> None:
    topic = journeys.to_first_topic(tablet).say_more("")
    for _ in range(4):
        tablet.page.clock.fast_forward(40 * SECOND)
        topic.find("#note").press("a")
    expect(topic.find(COVER)).to_have_count(0)


@pytest.fixture(scope="module")
def remembering(browser_type: BrowserType, browser_type_launch_args: dict[str, object]) -> Iterator[Browser]:
    """A browser that keeps pages in memory for Back, as phones do; Playwright's own way is without."""
    args = {**browser_type_launch_args, "ignore_default_args": ["--disable-back-forward-cache"]}
    started = browser_type.launch(**args)  # type: ignore[arg-type]
    yield started
    started.close()


@pytest.mark.parametrize("leave", [by_done, by_exit], ids=["done", "exit"])
def test_a_page_kept_in_memory_shows_nothing_either(
    new_visitor: NewVisitor, remembering: Browser, leave: Callable[[Topic], None]
) -> None:
    visitor = new_visitor(browser=remembering)
    leave(first_person(visitor))
    for _ in range(4):
        visitor.page.go_back(wait_until="commit")
        expect(visitor.page.locator("body")).to_be_attached()
        nothing_of_theirs(visitor)
