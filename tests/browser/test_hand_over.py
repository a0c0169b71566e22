"""A worker's tablet goes to a family and back: neither finds anything of the other on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page, Route, expect

from tests.browser.screens.begin import Begin
from tests.browser.screens.topic import Topic
from tests.browser.served import Server
from tests.browser.staff import let_in, make_worker
from tests.browser.visitor import NewVisitor, Visitor
from tests.staffing import PIN

SECRET = "Nobody may read this"
WORKER = "Jo Canary"
MINUTE = 60_000


@pytest.fixture
def tablet(new_visitor: NewVisitor, server: Server) -> Visitor:
    """The worker's tablet, open on their pages."""
    visitor = new_visitor(size="tablet")
    visitor.page.clock.install()
    let_in(visitor, make_worker(server, name=WORKER))
    visitor.open("/today")
    expect(visitor.page.locator("h1")).to_have_text("Today")
    assert WORKER in visitor.page.content()
    return visitor


def hand_over(tablet: Visitor) -> None:
    """Two taps of the worker's."""
    tablet.hand.press(tablet.page.locator('header a[href="/hand-over"]'))
    tablet.hand.press(tablet.page.locator('form[action="/hand-over"] button'))
    expect(tablet.page.locator("h1")).to_have_text("Choose your language")


def family_part(tablet: Visitor) -> Topic:
    """The family chooses its language, begins, and writes something."""
    tablet.hand.press(tablet.page.locator('button[name=language][value="en"]'))
    tablet.hand.press(tablet.page.locator('main a[href="/begin"]'))
    topic = Begin(tablet).say("little", "alone").pick(("money", "mood", "home"), "people")
    return topic.answer(2).expect_saved().say_more(SECRET).on().answer(4).expect_saved()


def by_exit(topic: Topic) -> None:
    topic.exit()


def by_done(topic: Topic) -> None:
    topic.visitor.open("/mine")
    topic.press('form[action="/done"] button.button')


def by_doing_nothing(topic: Topic) -> None:
    topic.page.clock.fast_forward(10 * MINUTE)


def by_the_small_link(topic: Topic) -> None:
    topic.press('footer a[href="/take-back"]')


WAYS = {"exit": by_exit, "done": by_done, "doing nothing": by_doing_nothing, "the small link": by_the_small_link}


def take_back(tablet: Visitor) -> None:
    expect(tablet.page.locator("h1")).to_have_text("Please give this back")
    tablet.page.locator("#pin").fill(PIN)
    tablet.hand.press(tablet.page.locator('form[action="/take-back"] button'))
    expect(tablet.page.locator("h1")).to_have_text("Today")


def out_of_sight(page: Page, *, is_hidden: bool) -> None:
    """Let a page find that another tab lies over it, or no more: a browser without a screen hides none."""
    page.evaluate(
        "(is) => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        is_hidden,
    )


def nothing_of(tablet: Visitor, *words: str) -> None:
    text = tablet.page.content()
    for word in words:
        assert word not in text


def wander(tablet: Visitor, *words: str, back: int = 6) -> None:
    """Go back, forward, reload, and open a page anew: none of these words is to be seen."""
    page = tablet.page
    for again in (*[page.go_back] * back, page.reload, *[page.go_forward] * back):
        again()
        nothing_of(tablet, *words)


@pytest.mark.parametrize("leave", WAYS.values(), ids=list(WAYS))
def test_there_and_back(tablet: Visitor, leave: Callable[[Topic], None]) -> None:
    hand_over(tablet)
    nothing_of(tablet, WORKER)
    topic = family_part(tablet)
    theirs = [tablet.path, "/mine", "/slip", "/take-home"]
    nothing_of(tablet, WORKER)
    leave(topic)
    take_back(tablet)
    # Staff find no page there.
    tablet.watch.expect("404")
    for address in theirs:
        tablet.open(address)
        nothing_of(tablet, SECRET)
    wander(tablet, SECRET)
    tablet.new_tab()
    tablet.open("/today")
    nothing_of(tablet, SECRET)


def test_a_wrong_pin_is_told_and_the_right_one_taken_after_it(tablet: Visitor) -> None:
    tablet.watch.expect("422")
    hand_over(tablet)
    by_exit(family_part(tablet))
    expect(tablet.page.locator("h1")).to_have_text("Please give this back")
    tablet.page.locator("#pin").fill("590218")
    tablet.hand.press(tablet.page.locator('form[action="/take-back"] button'))
    expect(tablet.page.locator(".govuk-error-summary")).to_contain_text("2 more times")
    take_back(tablet)


def test_back_after_handing_over_shows_nothing_of_the_worker(tablet: Visitor) -> None:
    hand_over(tablet)
    wander(tablet, WORKER, back=3)
    tablet.new_tab()
    for address in ("/today", "/hand-over", "/families", "/devices"):
        tablet.open(address)
        nothing_of(tablet, WORKER)


def begin_only(tablet: Visitor) -> None:
    """Nobody is anybody yet."""


@pytest.mark.parametrize("go_on", [begin_only, family_part], ids=["nobody yet", "somebody"])
def test_a_page_of_the_worker_that_lies_in_another_tab_is_covered_before_it_is_seen(
    tablet: Visitor, go_on: Callable[[Visitor], object]
) -> None:
    lying = tablet.page
    out_of_sight(lying, is_hidden=True)
    assert lying.evaluate("() => getComputedStyle(document.body).opacity") == "0"
    tablet.new_tab()
    tablet.open("/today")
    hand_over(tablet)
    go_on(tablet)
    # Of what is asked the answer is that there is no such visit, or no such page.
    for word in ("401", "404"):
        tablet.watch.expect(word)
    out_of_sight(lying, is_hidden=False)
    expect(lying.get_by_role("dialog")).to_contain_text("You were signed out")
    backdrop = lying.evaluate(
        "() => getComputedStyle(document.getElementById('time-over'), '::backdrop').backgroundColor"
    )
    assert "rgba" not in backdrop, "the page shows through"


def test_a_page_of_the_family_that_lies_in_another_tab_is_gone_once_it_is_taken_back(tablet: Visitor) -> None:
    hand_over(tablet)
    lying = family_part(tablet).page
    tablet.new_tab()
    tablet.open("/take-back")
    take_back(tablet)
    expect(lying).to_have_url(tablet.server.base + "/visit-over")


def test_a_page_that_was_out_of_sight_for_a_while_is_seen_again(tablet: Visitor) -> None:
    for is_hidden in (True, False):
        out_of_sight(tablet.page, is_hidden=is_hidden)
    expect(tablet.page.locator("body")).to_have_css("opacity", "1")
    expect(tablet.page.get_by_role("dialog")).to_have_count(0)
    assert WORKER in tablet.page.content()


def test_without_a_network_it_is_seen_again_too(tablet: Visitor) -> None:
    out_of_sight(tablet.page, is_hidden=True)
    tablet.watch.expect("ERR_INTERNET_DISCONNECTED")
    tablet.context.set_offline(True)
    out_of_sight(tablet.page, is_hidden=False)
    expect(tablet.page.locator("body")).to_have_css("opacity", "1")
    tablet.context.set_offline(False)


@pytest.mark.parametrize("leave", [by_exit, by_done], ids=["exit", "done"])
def test_before_it_is_taken_back_nobody_finds_anything_of_either(
    tablet: Visitor, leave: Callable[[Topic], None]
) -> None:
    hand_over(tablet)
    leave(family_part(tablet))
    expect(tablet.page.locator("h1")).to_have_text("Please give this back")
    wander(tablet, SECRET, WORKER)


@pytest.fixture(scope="module")
def remembering(browser_type: BrowserType, browser_type_launch_args: dict[str, object]) -> Iterator[Browser]:
    """A browser that keeps pages in memory for Back, as tablets do."""
    args = {**browser_type_launch_args, "ignore_default_args": ["--disable-back-forward-cache"]}
    started = browser_type.launch(**args)  # type: ignore[arg-type]
    yield started
    started.close()


def test_a_page_of_the_worker_kept_in_memory_shows_nothing(
    new_visitor: NewVisitor, remembering: Browser, server: Server
) -> None:
    tablet = new_visitor(size="tablet", browser=remembering)
    let_in(tablet, make_worker(server, name=WORKER))
    tablet.open("/today")
    tablet.open("/hand-over")
    tablet.hand.press(tablet.page.locator('form[action="/hand-over"] button'))
    expect(tablet.page.locator("h1")).to_have_text("Choose your language")
    for _ in range(3):
        tablet.page.go_back(wait_until="commit")
        expect(tablet.page.locator("body")).to_be_attached()
        nothing_of(tablet, WORKER)


def test_without_a_script_it_goes_there_and_back_too(new_visitor: NewVisitor, server: Server) -> None:
    tablet = new_visitor(size="tablet", script=False)
    let_in(tablet, make_worker(server, name=WORKER))
    tablet.open("/today")
    hand_over(tablet)
    tablet.hand.press(tablet.page.locator('button[name=language][value="en"]'))
    tablet.hand.press(tablet.page.locator('footer a[href="/take-back"]'))
    take_back(tablet)


def test_without_a_script_a_page_of_the_worker_goes_by_itself(new_visitor: NewVisitor, server: Server) -> None:
    tablet = new_visitor(size="tablet", script=False)
    worker = make_worker(server, name=WORKER)
    let_in(tablet, worker)

    def sooner(route: Route) -> None:
        """The same page, as if it had been there for most of its time."""
        reply = route.fetch()
        body, found = re.subn(r'content="(900|899);url=', 'content="1;url=', reply.text())
        assert found == 1
        route.fulfill(response=reply, body=body)

    tablet.context.route("**/today", sooner)
    tablet.open("/today")
    assert WORKER in tablet.page.content()
    with server.store() as db, db.transaction():
        db.execute("UPDATE sign_in SET ended_at = started_at WHERE staff_id = :staff_id", staff_id=worker.staff_id)
    expect(tablet.page.locator("h1")).to_have_text("Sign in to work with families")
    nothing_of(tablet, WORKER)
