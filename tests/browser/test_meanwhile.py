"""Two tabs: what stands on the one when its wheel was finished, or its visit ended, in the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser import journeys
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.topic import Topic
from tests.browser.served import Server
from tests.browser.stored import answers
from tests.browser.visitor import Visitor

NOTE = "Only for me"
REFUSED = "status of (401|409)"


@pytest.fixture
def topic(visitor: Visitor) -> Topic:
    """The second topic of a wheel, with an answer on the first."""
    visitor.watch.expect(REFUSED)
    return journeys.to_first_topic(visitor).answer(3).expect_saved().on()


def in_another_tab(visitor: Visitor, path: str, then: Callable[[Visitor], object] = lambda visitor: None) -> None:
    here = visitor.page
    visitor.new_tab()
    visitor.open(path)
    then(visitor)
    visitor.page.close()
    visitor.page = here


def exit_there(visitor: Visitor) -> None:
    visitor.page.locator("a.exit").click()
    expect(visitor.page).to_have_title("Weather")


def test_a_wheel_that_was_finished_in_the_other_tab(visitor: Visitor, topic: Topic, server: Server) -> None:
    checkin_id, path = topic.checkin_id, visitor.path
    in_another_tab(visitor, f"/check-ins/{checkin_id}/so-far", lambda visitor: SoFar(visitor).stop())
    topic.answer(4)
    expect(topic.saved.get_by_role("link", name="See your wheel")).to_be_visible()
    expect(topic.band(4)).to_be_checked()
    topic.find(".say-more summary").click()
    topic.find("#note").fill(NOTE)
    topic.press("button[name=go][value=next]")
    expect(topic.saved.get_by_role("link", name="See your wheel")).to_be_visible()
    expect(topic.find("#note")).to_have_value(NOTE)
    topic.press("button[name=go][value=next]")
    expect(topic.heading).to_have_text("This wheel is finished")
    expect(topic.heading).to_be_focused()
    expect(visitor.page).to_have_title("This wheel is finished")
    expect(topic.find("section[aria-labelledby=written]")).to_contain_text(NOTE)
    for once in ("main", ".exit", "footer", "#cover"):
        expect(topic.find(once)).to_have_count(1)
    assert visitor.path == path
    topic.find("main a.button").click()
    expect(topic.heading).to_have_text("Your wheel")
    assert answers(server, checkin_id) == {"home": (50, "band")}


@pytest.mark.parametrize("answers_first", [True, False])
def test_a_visit_that_was_ended_in_the_other_tab(visitor: Visitor, topic: Topic, answers_first: bool) -> None:
    in_another_tab(visitor, "/what-is-kept", exit_there)
    if answers_first:
        # Leads away at once: nothing here stays to be looked at.
        visitor.hand.press(topic.find("label[for=band-4]"))
    else:
        topic.press("button[name=go][value=next]")
    expect(topic.heading).to_have_text("This visit is over")
    assert visitor.path == "/visit-over"
    expect(visitor.page).to_have_title("This visit is over")
    # It stands in the place of the topic: the way back leads to nobody's answers.
    visitor.page.go_back()
    expect(visitor.page.locator("#topic-form")).to_have_count(0)
    assert visitor.path in ("/", "/begin", "/visit-over")


def test_a_press_on_next_outlives_a_save_that_was_refused(visitor: Visitor, topic: Topic) -> None:
    visitor.watch.expect("status of 422")
    on_its_way: list[Route] = []
    visitor.page.route("**/topics/*", lambda route: route.continue_() if on_its_way else on_its_way.append(route))
    topic.say_more("a" * 3000)
    with visitor.page.expect_request("**/topics/*"):
        topic.press("button[name=go][value=next]")
    on_its_way[0].continue_()
    expect(topic.find("#errors")).to_be_focused()
    expect(topic.find("#note")).to_have_value("a" * 3000)
