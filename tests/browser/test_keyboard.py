"""Everything by keyboard alone: the focus shows, moves in order, and stands on the new heading after each move.

The hand itself sees to the first two (hands.Keys): what it meets on its way fails the test at its end.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.hands import MOST_TABS, Keys
from tests.browser.screens.calm import Calm
from tests.browser.visitor import NewVisitor, Visitor


@pytest.fixture
def typist(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(size="desk", hand=Keys)


def test_the_whole_way_to_the_slip_needs_no_pointer(typist: Visitor) -> None:
    topic = journeys.to_first_topic(typist)
    for key in journeys.FIRST[:-1]:
        topic = topic.answer(journeys.BANDS[key]).on()
        expect(topic.heading).to_be_focused()
    far = topic.answer(5).on_to_the_wheel()
    steps = far.stop().pick("money")
    plan = steps.tap_first_step("money").make()
    slip = plan.take_home().keep()
    assert len(slip.code.replace(" ", "")) == 10
    slip.done()
    Calm(typist)


def test_a_mark_is_written_and_moved_with_the_arrow_keys(typist: Visitor) -> None:
    topic = journeys.to_first_topic(typist)
    typist.hand.go_to(topic.number)  # type: ignore[attr-defined]
    typist.page.keyboard.type("42")
    for _ in range(2):
        typist.page.keyboard.press("Shift+Tab")
    expect(topic.slider).to_be_focused()
    for key in ("ArrowRight", "PageUp", "ArrowLeft"):
        typist.page.keyboard.press(key)
    expect(topic.number).to_have_value("52")


def test_without_a_mark_the_tab_key_passes_the_arc(typist: Visitor) -> None:
    topic = journeys.to_first_topic(typist)
    typist.hand.go_to(topic.number)  # type: ignore[attr-defined]
    typist.page.keyboard.press("Shift+Tab")
    assert not typist.page.evaluate("() => document.activeElement.closest('[data-arc]')")
    expect(topic.number).to_have_value("")


def test_leaving_a_topic_out_and_saying_more_need_no_pointer(typist: Visitor) -> None:
    topic = journeys.to_first_topic(typist)
    topic.leave_out("rather-not-say").expect_saved()
    typist.hand.press(topic.find(".say-more summary"))
    typist.page.keyboard.press("Tab")
    expect(topic.find("#note")).to_be_focused()
    typist.page.keyboard.type("Only for me")
    topic.on().back()
    expect(topic.find("#note")).to_have_value("Only for me")


def test_an_error_has_the_focus_and_leads_to_its_field(typist: Visitor) -> None:
    typist.watch.expect("status of 422")
    topic = journeys.to_first_topic(typist)
    topic.say_more("a" * 3000)
    topic.press("button[name=go][value=next]")
    expect(topic.find("#errors")).to_be_focused()
    typist.page.keyboard.press("Tab")
    typist.page.keyboard.press("Enter")
    expect(topic.find("#note")).to_be_focused()
    expect(topic.find("#note")).to_have_value("a" * 3000)


@pytest.mark.parametrize("path", ["/", "/begin", "/back", "/language"])
def test_the_tab_key_passes_every_control_once_and_never_stays(typist: Visitor, path: str) -> None:
    typist.open(path)
    passed: list[str] = []
    for _ in range(MOST_TABS):
        typist.page.keyboard.press("Tab")
        here = typist.page.evaluate("() => document.activeElement.outerHTML")
        if here.startswith("<body") or [here] == passed[:1]:
            break
        passed.append(here)
    assert 'class="exit"' in passed[0]
    assert len(passed) == len(set(passed)) < MOST_TABS
