"""What is asked in private, in a browser: saved as it is given, asked first each time, and gone with the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.hands import Keys
from tests.browser.screens.in_private import InPrivate, Question, ask
from tests.browser.screens.so_far import SoFar
from tests.browser.served import Server
from tests.browser.stored import private_answers
from tests.browser.test_printing import sheets
from tests.browser.until import until
from tests.browser.visitor import NewVisitor, Visitor

SECRET = "Nobody may read this"
SECOND, MINUTE = 1000, 60_000
COVER = "#cover:not([hidden])"


def let_in(visitor: Visitor) -> InPrivate:
    return ask(journeys.to_small_wheel(visitor)).yes()


def nothing_is_marked(topic: InPrivate) -> None:
    assert topic.number.input_value() == ""
    assert topic.find("input[name=band]:checked").count() == 0
    assert SECRET not in topic.page.content()


@pytest.mark.parametrize("how", [{}, {"hand": Keys}, {"script": False}], ids=["finger", "keys", "no script"])
def test_two_answers_are_given_and_never_seen_again(
    new_visitor: NewVisitor, server: Server, how: dict[str, object]
) -> None:
    visitor = new_visitor(**how)
    topic = let_in(visitor)
    checkin_id = topic.checkin_id
    far = topic.answer(2).next().leave_out("rather-not-say").end()
    assert private_answers(server, checkin_id) == {
        "together": ("scored", 30, None),
        "habits": ("rather-not-say", None, None),
    }
    nothing_is_marked(ask(far).yes())


def test_an_answer_is_saved_as_it_is_given_and_may_be_given_anew(visitor: Visitor, server: Server) -> None:
    topic = let_in(visitor).answer(2).expect_saved().say_more(SECRET)
    until(lambda: private_answers(server, topic.checkin_id)["together"][2] == SECRET, "saving what was written")
    topic.answer(5)
    until(lambda: private_answers(server, topic.checkin_id)["together"][1] == 90, "saving the other mark")
    assert private_answers(server, topic.checkin_id)["together"] == ("scored", 90, SECRET)


def test_back_leads_to_the_question_and_shows_nothing(visitor: Visitor) -> None:
    topic = let_in(visitor).answer(2).expect_saved().say_more(SECRET).next()
    topic.so_far()
    for _ in range(2):
        visitor.page.go_back()
        Question(visitor)
        assert SECRET not in visitor.page.content()
    visitor.page.go_forward()
    assert SECRET not in visitor.page.content()


def test_a_page_left_alone_is_covered_and_the_question_stands_behind_the_cover(new_visitor: NewVisitor) -> None:
    tablet = new_visitor(size="tablet")
    tablet.page.clock.install()
    topic = let_in(tablet).answer(2).expect_saved()
    address = tablet.path
    with tablet.page.expect_response(lambda reply: reply.url.endswith("/more")):
        tablet.page.clock.fast_forward(61 * SECOND)
    expect(topic.find(COVER)).to_be_visible()
    # Meanwhile nobody gets past the question by the address.
    other = tablet.context.new_page()
    other.goto(tablet.server.base + address)
    expect(other).to_have_url(tablet.server.base + address.removesuffix("/1"))
    other.close()
    topic.press("[data-uncover]")
    nothing_is_marked(Question(tablet).yes())


def test_nothing_of_it_is_printed(visitor: Visitor) -> None:
    topic = let_in(visitor).answer(2).expect_saved().say_more(SECRET)
    expect(topic.heading).to_have_text("Getting on at home")
    (printed,) = sheets(visitor)
    assert "999" in printed
    assert [words for words in (SECRET, "Getting on", "A struggle") if words in printed] == []


def test_exit_is_at_once_and_nothing_comes_back(visitor: Visitor) -> None:
    # What was still on its way to be saved comes after the visit has ended.
    visitor.watch.expect("status of 401")
    topic = let_in(visitor).answer(2).expect_saved().say_more(SECRET)
    topic.exit()
    expect(visitor.page).to_have_title("Weather")
    visitor.page.go_back()
    assert SECRET not in visitor.page.content()
    assert "topic-form" not in visitor.page.content()


def test_another_page_takes_the_pass_and_the_line_says_so(visitor: Visitor, server: Server) -> None:
    topic = let_in(visitor)
    visitor.watch.expect("status of 409")
    visitor.context.request.get(f"{server.base}/mine")
    topic.answer(2)
    expect(topic.saved).to_contain_text("Not added. One question comes first.")
    expect(topic.band(2)).to_be_checked()
    topic.press("#saved a")
    Question(visitor).not_now()
    SoFar(visitor)
    assert private_answers(server, topic.checkin_id) == {}
