"""“Exit this page”: blank at once, gone on the server, and nothing of the person comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.hands import Mouse
from tests.browser.screens.away import Away
from tests.browser.screens.calm import Calm
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.topic import Topic
from tests.browser.scripts import script
from tests.browser.served import Server
from tests.browser.stored import open_sign_ins
from tests.browser.until import until
from tests.browser.visitor import NewVisitor, Visitor

MOST_MS = 100
SECRET = "Nobody may read this"
NO_PAGE = "chrome-error://chromewebdata/"
LOST = r"ERR_INTERNET_DISCONNECTED|Failed to fetch"
LEFT_BEHIND = """async () => [sessionStorage.length, localStorage.length, (await indexedDB.databases()).length,
  window.caches ? (await caches.keys()).length : 0]"""


def in_the_middle(visitor: Visitor) -> Topic:
    """Somebody has answered and written, and looks at the next topic."""
    topic = journeys.to_first_topic(visitor).answer(2).expect_saved().say_more(SECRET)
    return topic.on().back()


def tap_exit(topic: Topic) -> None:
    topic.exit()


def press_shift(topic: Topic) -> None:
    for _ in range(3):
        topic.page.keyboard.press("Shift")


WAYS = {"tap": tap_exit, "shift three times": press_shift}


@pytest.fixture
def changes(visitor: Visitor) -> list[tuple[int, float]]:
    """How much is on the page after each change, and how many milliseconds after the press."""
    seen: list[tuple[int, float]] = []
    visitor.context.expose_binding("saySize", lambda source, size, ms: seen.append((size, ms)))
    visitor.context.add_init_script(script("time-to-blank"))
    return seen


def leave_in_the_middle(visitor: Visitor, leave: Callable[[Topic], None], changes: list[tuple[int, float]]) -> None:
    topic = in_the_middle(visitor)
    changes.clear()
    leave(topic)
    expect(visitor.page).to_have_title("Weather")


@pytest.mark.parametrize("leave", WAYS.values(), ids=list(WAYS))
def test_the_page_is_blank_at_once_and_stays_so_until_the_everyday_page_comes(
    visitor: Visitor, leave: Callable[[Topic], None], changes: list[tuple[int, float]]
) -> None:
    leave_in_the_middle(visitor, leave, changes)
    assert [size for size, _ in changes] == [0]


@pytest.mark.long
@pytest.mark.parametrize("leave", WAYS.values(), ids=list(WAYS))
def test_the_page_is_blank_within_a_tenth_of_a_second(
    visitor: Visitor, leave: Callable[[Topic], None], changes: list[tuple[int, float]]
) -> None:
    leave_in_the_middle(visitor, leave, changes)
    assert changes[0][1] <= MOST_MS


@pytest.mark.parametrize("leave", WAYS.values(), ids=list(WAYS))
def test_nothing_of_the_person_comes_back_by_any_way(
    visitor: Visitor, server: Server, leave: Callable[[Topic], None]
) -> None:
    topic = in_the_middle(visitor)
    checkin_id, address = topic.checkin_id, visitor.path
    leave(topic)
    expect(visitor.page).to_have_title("Weather")
    until(lambda: open_sign_ins(server, checkin_id) == 0, "ending the sign-in")
    nothing_is_seen(visitor, address)


def nothing_is_seen(visitor: Visitor, address: str) -> None:
    """Try Back, Forward, reload, the address itself and a new tab."""
    page = visitor.page
    tries = [page.go_back, page.go_back, page.reload, page.go_forward, page.go_forward]
    tries += [lambda: visitor.open(address), lambda: visitor.new_tab().goto(visitor.server.base + address)]
    for number, again in enumerate(tries):
        again()  # type: ignore[operator]
        text = visitor.page.content()
        assert SECRET not in text, f"try {number} shows what was written"
        assert "topic-form" not in text, f"try {number} shows the topic"
    Calm(visitor)
    assert visitor.page.evaluate(LEFT_BEHIND) == [0, 0, 0, 0]
    assert set(visitor.cookies()) <= {"session", "device"}


def test_a_copied_cookie_opens_nothing_any_more(visitor: Visitor, new_visitor: NewVisitor, server: Server) -> None:
    topic = in_the_middle(visitor)
    checkin_id, copied = topic.checkin_id, visitor.context.cookies()
    topic.exit()
    until(lambda: open_sign_ins(server, checkin_id) == 0, "ending the sign-in")
    thief = new_visitor()
    thief.context.add_cookies(copied)  # type: ignore[arg-type]
    thief.open("/mine")
    expect(thief.page).to_have_url(f"{server.base}/visit-over")
    expect(thief.page.locator("h1")).to_have_text("This visit is over")


def test_whoever_leaves_without_a_network_has_left_when_it_comes_back(visitor: Visitor, server: Server) -> None:
    visitor.watch.expect(LOST)
    topic = in_the_middle(visitor)
    checkin_id, address = topic.checkin_id, visitor.path
    visitor.context.set_offline(True)
    topic.exit()
    expect(visitor.page).to_have_url(NO_PAGE)
    assert SECRET not in visitor.page.content()
    visitor.context.set_offline(False)
    visitor.open(address)
    Calm(visitor)
    assert open_sign_ins(server, checkin_id) == 0
    assert set(visitor.cookies()) <= {"session", "device"}


def test_leaving_does_not_wait_for_an_answer_that_cannot_be_sent(visitor: Visitor) -> None:
    visitor.watch.expect(LOST)
    topic = in_the_middle(visitor)
    visitor.context.set_offline(True)
    topic.answer(5)
    topic.exit()
    expect(visitor.page).to_have_url(NO_PAGE)
    assert "topic-form" not in visitor.page.content()


def test_two_shifts_or_slow_ones_do_not_leave(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(size="desk", hand=Mouse)
    visitor.page.clock.install()
    topic = journeys.to_first_topic(visitor)
    keys = visitor.page.keyboard
    keys.press("Shift")
    keys.press("Shift")
    keys.press("a")
    keys.press("Shift")
    expect(topic.heading).to_be_visible()
    visitor.page.reload()
    keys.type("AaA")
    expect(Topic(visitor).heading).to_be_visible()


def test_a_toddlers_tap_on_exit_is_forgiven(visitor: Visitor, server: Server) -> None:
    slip = journeys.to_small_wheel(visitor).keep().with_pictures()
    slip.carry_on()
    SoFar(visitor).carry_on()
    topic = Topic(visitor).answer(4).expect_saved()
    place = topic.place
    topic.exit()
    expect(visitor.page).to_have_title("Weather")
    visitor.open("/away")
    mine = Away(visitor).go_on_here().come()
    mine.carry_on()
    SoFar(visitor).open_topic(place)
    expect(Topic(visitor).band(4)).to_be_checked()
