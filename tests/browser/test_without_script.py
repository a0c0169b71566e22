"""The whole way without a script: radios, a number field, and a request for each tap on a picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import checks, journeys
from tests.browser.screens.back import Back
from tests.browser.screens.calm import Calm
from tests.browser.screens.mine import Mine
from tests.browser.screens.topic import Topic
from tests.browser.served import Server
from tests.browser.stored import answers
from tests.browser.visitor import NewVisitor, Visitor


@pytest.fixture
def plain(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(script=False)


def test_from_the_first_screen_to_then_and_now(plain: Visitor, server: Server) -> None:
    topic = journeys.to_first_topic(plain)
    checkin_id = topic.checkin_id
    steps = journeys.answer_first_four(topic).stop().pick("money", "home")
    plan = steps.tap_first_step("money").write("home", "Ask for a lock").make()
    expect(plan.find('section[aria-labelledby="goal-home"]')).to_contain_text("Ask for a lock")
    slip = plan.take_home().keep()
    code = slip.code
    slip.done()
    assert {key: score for key, (score, _) in answers(server, checkin_id).items()} == {
        "money": 10,
        "mood": 30,
        "home": 50,
        "people": 90,
    }
    again(plain, code)


def again(plain: Visitor, code: str) -> None:
    """Come back with the code, do it again, and see then and now."""
    Calm(plain).been_here().type_code(code).come().again().say()
    journeys.answer_first_four(Topic(plain), dict.fromkeys(journeys.FIRST, 4)).stop()
    plain.open("/mine")
    then = Mine(plain).then_and_now()
    expect(then.find("svg.wheel:visible")).to_have_count(1)


def test_a_number_can_be_written_and_one_that_does_not_fit_the_words_comes_back(plain: Visitor) -> None:
    plain.watch.expect("status of 422")
    topic = journeys.to_first_topic(plain)
    for unseen in (".arc__picture", ".nudge"):
        expect(topic.find(unseen).first).to_be_hidden()
    topic.number.fill("42")
    topic.choose("#band-1")
    topic.press("button[name=go][value=next]")
    expect(topic.find("#errors")).to_be_visible()
    expect(topic.number).to_have_value("42")
    topic.choose("#band-3")
    before = topic.on().back()
    expect(before.number).to_have_value("42")


def test_a_wrong_code_brings_the_page_back_with_its_words(plain: Visitor) -> None:
    plain.watch.expect("status of 422")
    plain.open("/back")
    back = Back(plain).type_code("123 456 7890")
    back.tap()
    back.send()
    expect(back.find("#errors")).to_be_visible()
    expect(back.find("#code")).to_have_value("123 456 7890")


def test_exit_works_as_a_plain_link(plain: Visitor, server: Server) -> None:
    topic = journeys.to_first_topic(plain)
    topic.exit()
    expect(plain.page).to_have_title("Weather")
    plain.page.go_back()
    assert "topics" not in plain.path


def test_pages_fit_and_targets_are_large_without_a_script_too(plain: Visitor) -> None:
    topic = journeys.to_first_topic(plain)
    plain.page.wait_for_load_state("load")
    faults = [*checks.small_targets(plain.page), *checks.sideways(plain.page)]
    topic.answer(2).on()
    plain.open("/back")
    plain.page.wait_for_load_state("load")
    faults += [*checks.small_targets(plain.page), *checks.sideways(plain.page)]
    assert not faults, "\n".join(faults)
