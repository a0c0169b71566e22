"""Two people at one tablet, one of whom has been here before: a wheel together, and each takes it home alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.screens.back import Back
from tests.browser.screens.calm import Calm
from tests.browser.screens.mine import Mine
from tests.browser.screens.plan import ChooseGoals
from tests.browser.screens.screen import Screen
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.together import Together, Turns
from tests.browser.screens.topic import Topic
from tests.browser.screens.wheel import Wheel
from tests.browser.visitor import NewVisitor, Visitor

SARAS, TOMS = ("sun", "boat", "tree", "cup"), ("cat", "key", "moon", "fish")
WORDS = "Sara wrote this on her own"
PAIR = re.compile(r"^/together/[\w-]+/check-ins/[\w-]+$")


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def tablet(new_visitor: NewVisitor, request: pytest.FixtureRequest) -> Visitor:
    # Back must bring what the app answers now: with a cache the browser alone may refuse a page that answered a form.
    return new_visitor(size="tablet", script=request.param, keeps_files=False)


def sara_was_here(visitor: Visitor) -> str:
    """Sara does a wheel of her own and keeps it; her code."""
    topic = journeys.to_first_topic(visitor)
    topic.say_more(WORDS)
    slip = journeys.answer_first_four(topic).keep().with_pictures(SARAS)
    code = slip.code
    slip.done()
    Calm(visitor)
    return code


def do_it_together(visitor: Visitor) -> Wheel:
    """From the calm screen to the finished wheel with its number."""
    visitor.page.locator('main a[href="/together"]').click()
    topic = Together(visitor).say("Sara", "Tom").pick(journeys.FIRST[:3], journeys.FIRST[3])
    journeys.answer_first_four(topic).carry_on()
    topic = Topic(visitor).answer(4).on()
    topic.answer(4).so_far()
    return SoFar(visitor).finish()


def come_back(visitor: Visitor, code: str, pictures: tuple[str, ...]) -> Mine:
    visitor.open("/back")
    return Back(visitor).type_code(code).come(pictures)


def test_two_people_at_one_tablet(tablet: Visitor) -> None:
    visitor = tablet
    code = sara_was_here(visitor)
    wheel = do_it_together(visitor)
    expect(wheel.find("main")).to_contain_text("Done together by Sara and Tom.")
    expect(wheel.find(".number-line")).to_contain_text("your family’s number")
    address = visitor.page.url
    goals = wheel.plan()
    assert isinstance(goals, ChooseGoals)
    goals.pick("money").tap_first_step("money").make()
    visitor.page.locator('main a[href="/together/take-home"]').click()
    turns = Turns(visitor)
    expect(turns.find("h2")).to_contain_text("Sara")
    turns = turns.next().by_code(code, SARAS)
    expect(turns.find("h2")).to_contain_text("Tom")
    slip = turns.next().by_pictures(TOMS)
    toms = slip.code
    turns = slip.pass_on()
    expect(turns.heading).to_have_text("That is all")
    back_shows_nothing_of_the_turns(visitor, toms)
    visitor.watch.expect("status of 404")
    visitor.page.goto(address)
    expect(visitor.page.locator("h1")).to_have_text("There is no page here")
    visitor.open("/together/take-home")
    Turns(visitor).done()
    Calm(visitor)
    for whose, pictures, other in ((code, SARAS, "Tom"), (toms, TOMS, "Sara")):
        look_at_the_copy(visitor, whose, pictures, other)


def back_shows_nothing_of_the_turns(visitor: Visitor, toms: str) -> None:
    """The list of pages goes back to no code, and to nobody's turn."""
    for _ in range(3):
        visitor.page.go_back()
        expect(visitor.page.locator("h1")).to_be_visible()
        assert toms not in visitor.page.content()
        assert visitor.page.locator("form[data-pictures]").count() == 0
    visitor.open("/together/take-home")


def look_at_the_copy(visitor: Visitor, code: str, pictures: tuple[str, ...], other: str) -> None:
    mine = come_back(visitor, code, pictures)
    expect(mine.find(f'h2:has-text("Together with {other}")')).to_be_visible()
    if other == "Sara":
        expect(mine.find("main")).not_to_contain_text(WORDS)
        assert mine.find("#times-heading").count() == 0
    mine.press('section[aria-labelledby^="together-"] li a')
    copy = Copy(visitor)
    expect(copy.find("main")).to_contain_text("Done together by Sara and Tom.")
    assert copy.find("main form").count() == 0
    assert PAIR.match(visitor.path)
    visitor.open("/mine")
    Mine(visitor).done()
    Calm(visitor)


class Copy(Screen):
    path = r"/together/[\w-]+/check-ins/[\w-]+"
