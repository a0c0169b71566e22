"""A hub's tablet: registered from another screen, one family after the other, and nothing left of any."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.screens.begin import Begin
from tests.browser.screens.topic import Topic
from tests.browser.served import Server
from tests.browser.staff import let_in, make_worker
from tests.browser.visitor import NewVisitor, Visitor

MINUTE = 60_000
STORED = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  caches: (await caches.keys()).length,
  databases: (await indexedDB.databases()).length,
})"""
NOTHING = {"local": 0, "session": 0, "caches": 0, "databases": 0}


@pytest.fixture
def office(new_visitor: NewVisitor, server: Server) -> Visitor:
    """A host at a screen of their own."""
    visitor = new_visitor(size="desk")
    let_in(visitor, make_worker(server, role="host", is_hub=True))
    return visitor


@pytest.fixture
def tablet(new_visitor: NewVisitor, office: Visitor) -> Visitor:
    """A tablet that the host has just registered."""
    office.open("/devices")
    office.page.locator("#label").fill("Blue")
    office.hand.press(office.page.locator('form[action="/devices"] button'))
    code = office.page.locator(".code").inner_text()
    visitor = new_visitor(size="tablet")
    visitor.page.clock.install()
    visitor.open("/kiosk/register")
    visitor.page.locator("#code").fill(code)
    visitor.hand.press(visitor.page.locator('form[action="/kiosk/register"] button'))
    at_the_languages(visitor)
    return visitor


def at_the_languages(tablet: Visitor) -> None:
    expect(tablet.page).to_have_url(f"{tablet.server.base}/kiosk")
    expect(tablet.page.locator("h1")).to_have_text("Hello")


def family(tablet: Visitor, canary: str) -> Topic:
    """Somebody chooses a language, begins, and writes a note and a topic of their own."""
    tablet.hand.press(tablet.page.locator('a[href="/kiosk/en"]'))
    expect(tablet.page.locator("h1")).to_have_text("How is life just now?")
    assert "Canary" not in tablet.page.content()
    tablet.hand.press(tablet.page.locator('main a[href="/begin"]'))
    begin = Begin(tablet)
    assert "Canary" not in tablet.page.content()
    topic = begin.say("little", "alone").pick(("money", "mood", "home"), "people")
    assert "Canary" not in tablet.page.content()
    far = topic.answer(2).expect_saved().say_more(canary).on().so_far()
    far.add_own(canary)
    return Topic(tablet).answer(4).expect_saved()


def by_exit(topic: Topic) -> None:
    topic.exit()


def by_done(topic: Topic) -> None:
    topic.visitor.open("/mine")
    topic.press('form[action="/done"] button.button')


def by_doing_nothing(topic: Topic) -> None:
    topic.page.clock.fast_forward(10 * MINUTE)


WAYS: tuple[Callable[[Topic], None], ...] = (by_exit, by_done, by_doing_nothing)


def nothing_is_left(tablet: Visitor) -> None:
    assert tablet.page.evaluate(STORED) == NOTHING
    assert set(tablet.cookies()) == {"device"}
    page = tablet.page
    for again in (page.go_back, page.go_back, page.go_back, page.reload, page.go_forward):
        again()
        assert "Canary" not in page.content()


@pytest.mark.parametrize("families", [2, pytest.param(50, marks=pytest.mark.long)])
def test_one_family_after_the_other_finds_nothing_of_those_before(tablet: Visitor, families: int) -> None:
    for number in range(families):
        topic = family(tablet, f"Canary {number}")
        theirs = [tablet.path, "/mine", "/slip"]
        WAYS[number % len(WAYS)](topic)
        at_the_languages(tablet)
        nothing_is_left(tablet)
        for address in theirs:
            tablet.open(address)
            assert "Canary" not in tablet.page.content()
        tablet.open("/kiosk")
        at_the_languages(tablet)
        assert set(tablet.cookies()) == {"device"}


def test_a_page_of_nobody_goes_back_to_the_languages(tablet: Visitor) -> None:
    tablet.hand.press(tablet.page.locator('a[href="/kiosk/ur"]'))
    expect(tablet.page.locator("html")).to_have_attribute("lang", "ur")
    tablet.page.clock.fast_forward(2 * MINUTE)
    at_the_languages(tablet)


def test_revoked_in_the_middle_it_ends_at_the_next_touch(tablet: Visitor, office: Visitor) -> None:
    topic = family(tablet, "Canary")
    office.open("/devices")
    office.hand.press(office.page.locator("summary").first)
    office.hand.press(office.page.locator('form[action$="/revoke"] button').first)
    expect(office.page.locator("h1")).to_have_text("Hub devices")
    tablet.watch.expect("401")
    topic.find("#band-1").evaluate("field => field.click()")
    expect(tablet.page).to_have_url(f"{tablet.server.base}/visit-over")
    assert "Canary" not in tablet.page.content()
    tablet.open("/kiosk")
    expect(tablet.page.locator("h1")).to_have_text("This one is not set up")
