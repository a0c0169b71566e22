"""Ways past every screen and every state of it. Each yields a name wherever there is something to look at."""

from __future__ import annotations

from collections.abc import Iterator

from tests.browser import journeys
from tests.browser.local import finding_local
from tests.browser.screens.back import Back
from tests.browser.screens.begin import Begin
from tests.browser.screens.calm import Calm
from tests.browser.screens.in_private import ask
from tests.browser.screens.keep import Keep
from tests.browser.screens.mine import Again, Mine
from tests.browser.screens.new_code import NewCode
from tests.browser.screens.slip import Slip
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.take_home import TakeHome
from tests.browser.screens.together import Together, Turns, TurnSlip
from tests.browser.screens.topic import Topic
from tests.browser.screens.wheel import Wheel
from tests.browser.visitor import Visitor

Stops = Iterator[str]


def speaking(visitor: Visitor, language: str) -> None:
    visitor.open("/")
    if language != "en":
        Calm(visitor).speak(language)


def unsent(visitor: Visitor, selector: str) -> None:
    """Send a form with something wrong and wait for the page that says so."""
    visitor.watch.expect("status of 422")
    with visitor.page.expect_response(lambda reply: reply.status == 422):
        visitor.hand.press(visitor.page.locator(selector))
    visitor.page.locator("#errors").wait_for()


def arriving(visitor: Visitor) -> Stops:
    """The pages before anything is filled in, and what coming back says to a wrong code."""
    visitor.open("/")
    yield "calm"
    for path in ("/language", "/what-is-kept", "/away", "/back-here"):
        visitor.open(path)
        yield path[1:]
    visitor.watch.expect("status of 404")
    visitor.open("/nothing-here")
    yield "not-found"
    visitor.open("/back")
    back = Back(visitor)
    yield "back"
    back.type_code("12").tap()
    unsent(visitor, "form[data-pictures] .actions .button")
    yield "back-short-code"


def filling_in(visitor: Visitor) -> Stops:
    """A wheel from its beginning, with each way to answer and each mistake."""
    visitor.open("/begin")
    yield "begin"
    unsent(visitor, ".actions button[type=submit]")
    yield "begin-error"
    visitor.hand.choose(visitor.page.locator("#present-worker"))
    yield "begin-with-worker"
    topic = journeys.to_first_topic(visitor)
    yield "topic"
    topic.answer(2).expect_saved()
    yield "topic-answered"
    topic.leave_out("not-now").say_more("A word")
    yield "topic-open"
    topic = topic.answer(1).on()
    topic.find("#note").evaluate("(note) => { note.closest('details').open = true; note.value = 'a'.repeat(3000); }")
    unsent(visitor, "button[name=go][value=next]")
    yield "topic-error"
    topic.find("#note").fill("")
    far = journeys.answer_first_four(topic.answer(3).back())
    yield "so-far"
    far.add_own("a" * 60)
    visitor.watch.expect("status of 422")
    visitor.page.locator("#errors").wait_for()
    yield "so-far-error"
    far.add_own("Our garden")
    Topic(visitor).answer(4).so_far()
    yield "so-far-own"


def planning(visitor: Visitor) -> Stops:
    """A finished wheel, its plan, and what one can take home."""
    goals = journeys.to_small_wheel(visitor).stop()
    yield "plan-choose"
    visitor.open(visitor.path.removesuffix("/plan/choose"))
    wheel = Wheel(visitor)
    yield "wheel"
    goals = wheel.plan()
    steps = goals.pick("money", "home")
    yield "plan-steps"
    steps.write("money", "a" * 3000)
    unsent(visitor, ".actions button[type=submit]")
    yield "plan-steps-error"
    steps.write("money", "").tap_first_step("money").make()
    yield "plan"
    visitor.open("/take-home")
    yield "take-home"
    visitor.open("/keep")
    keep = Keep(visitor)
    yield "keep"
    keep.tap(("sun", "boat"))
    yield "keep-half"
    keep.tap(("tree", "cup"), after=("sun", "boat")).send()
    Slip(visitor)
    yield "slip"
    visitor.open("/take-home")
    TakeHome(visitor).my_own_phone()
    yield "take-home-own-phone"
    visitor.open("/new-code")
    NewCode(visitor)
    yield "new-code"
    visitor.open("/mine")
    yield "mine"
    visitor.open("/take-home")
    TakeHome(visitor).leave_nothing()
    yield "gone"


def in_private(visitor: Visitor) -> Stops:
    """The question, the topics behind it with a mark and with a mistake, and what is sent without a pass."""
    question = ask(journeys.to_small_wheel(visitor))
    yield "question"
    topic = question.yes()
    yield "in-private"
    topic.answer(2).expect_saved().say_more("A word")
    yield "in-private-answered"
    topic = topic.next()
    topic.find("#note").evaluate("(note) => { note.closest('details').open = true; note.value = 'a'.repeat(3000); }")
    unsent(visitor, "button[name=go][value=next]")
    yield "in-private-error"
    visitor.watch.expect("status of 409")
    visitor.context.request.get(f"{visitor.server.base}/mine")
    topic.find("#note").evaluate("(note) => { note.value = ''; }")
    topic.press("button[name=go][value=next]")
    visitor.page.locator("main .notice").wait_for()
    yield "question-refused"


def looking_back(visitor: Visitor) -> Stops:
    """Coming back to four earlier times: then and now, once more, and what has changed in life."""
    visitor.open("/back")
    Back(visitor).type_code(visitor.server.codes["Amina"]).come()
    yield "mine-of-four"
    mine = Mine(visitor)
    mine.then_and_now()
    yield "then-and-now"
    visitor.page.locator("details:last-of-type > summary").last.click()
    yield "then-and-now-table"
    visitor.open("/again")
    Again(visitor)
    yield "again"
    for path in ("/something-changed", "/put-away"):
        visitor.open(path)
        yield path[1:]
    visitor.open("/something-changed")
    visitor.page.locator("button[name=kind][value=death]").click()
    visitor.page.locator("input[name=step]").wait_for(state="attached")
    yield "what-it-touches"


def young(visitor: Visitor) -> Stops:
    """A young person's own wheel, from its beginning to the plan."""
    visitor.open("/begin")
    topic = Begin(visitor).say("young-wheel-young").pick(("caring", "school", "feelings"), "friends")
    yield "young-topic"
    for _ in range(3):
        topic = topic.answer(2).on()
    topic.answer(4).on_to_the_wheel()
    yield "young-so-far"
    visitor.open("/back")
    Back(visitor).type_code(visitor.server.codes["Leo"]).come()
    yield "young-mine"
    Mine(visitor).then_and_now()
    yield "young-then-and-now"
    visitor.open("/mine")
    visitor.page.locator("section[aria-labelledby=times-heading] a").first.click()
    Wheel(visitor)
    yield "young-wheel"
    visitor.page.go_back()
    visitor.page.locator("section[aria-labelledby=times-heading] a[href$=plan]").first.click()
    visitor.page.locator(".goal, .goal__step").first.wait_for()
    yield "young-plan"


def together(visitor: Visitor) -> Stops:
    """A wheel of three people, their turns, and the copy of one."""
    visitor.open("/together")
    yield "together"
    unsent(visitor, ".actions button[type=submit]")
    yield "together-error"
    topic = Together(visitor).say("A", "Benedetta-Maria Featherstonehaugh-Smyth", "سارہ").pick(journeys.FIRST[:3])
    yield "together-topic"
    for _ in range(2):
        topic = topic.answer(4).on()
    topic.answer(4).so_far()
    SoFar(visitor).stop()
    yield "together-plan-choose"
    visitor.open(visitor.path.removesuffix("/plan/choose"))
    Wheel(visitor)
    yield "together-wheel"
    yield from _turns(visitor)


def _turns(visitor: Visitor) -> Stops:
    visitor.open("/together/take-home")
    turns = Turns(visitor)
    yield "turns"
    turn = turns.next()
    yield "turn"
    turn.tap()
    turn.find("#code").fill("12")
    unsent(visitor, "form[data-pictures] .actions .button")
    yield "turn-error"
    turn.find("#code").fill("")
    turn.send()
    slip = TurnSlip(visitor)
    yield "turn-slip"
    code, turns = slip.code, slip.pass_on()
    yield "turns-next"
    turns.next().nothing().next().nothing()
    yield "turns-over"
    Turns(visitor).done()
    Calm(visitor)
    visitor.open("/back")
    mine = Back(visitor).type_code(code).come()
    yield "together-mine"
    mine.press('section[aria-labelledby^="together-"] li a')
    visitor.page.locator(".wheel-box").first.wait_for()
    yield "together-copy"


TOURS = {
    "arriving": arriving,
    "filling-in": filling_in,
    "in-private": in_private,
    "planning": planning,
    "looking-back": looking_back,
    "young": young,
    "together": together,
    "finding-local": finding_local,
}
