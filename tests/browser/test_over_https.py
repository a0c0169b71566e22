"""The main job from end to end over https, as a place serves it without a proxy, on each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Request, expect

from tests.browser import journeys
from tests.browser.certificate import make_certificate
from tests.browser.screens.away import Away
from tests.browser.screens.back import Back
from tests.browser.screens.mine import Mine
from tests.browser.screens.slip import Slip
from tests.browser.screens.topic import Topic
from tests.browser.served import Server, served
from tests.browser.stored import answers, open_sign_ins
from tests.browser.until import until
from tests.browser.visitor import NewVisitor, Visitor
from tests.conftest import Addresses
from tests.web.test_qr import dark_modules, modules_of

YEAR = "max-age=31536000"
CUT_OFF = "net::ERR_ABORTED"


@pytest.fixture(scope="module")
def secure(address_of: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as shipped, speaking https itself."""
    files = make_certificate(tmp_path_factory.mktemp("tls"))
    with served(address_of("secure"), scheme="https", **files) as running:
        assert running.base.startswith("https://")
        yield running


class Line:
    """All that goes between one device and the app."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[Request] = []
        context.on("request", lambda request: self.requests.append(request))

    def posts(self) -> list[Request]:
        return [request for request in self.requests if request.method == "POST"]

    def faults(self, base: str) -> list[str]:
        """What was not sent over https, was refused, or came without the word to stay with https."""
        return [fault for request in self.requests for fault in _faults(request, base)]


def _faults(request: Request, base: str) -> Iterator[str]:
    where = f"{request.method} {request.url}"
    if not request.url.startswith(("https://", "data:")):
        yield f"{where}: not over https"
    if not request.url.startswith(base):
        return
    if "referer" in request.all_headers():
        yield f"{where}: says where it came from"
    if request.url == f"{base}/exit":
        return  # Nobody is left on the page to hear the reply; the store tells that it was asked.
    if request.method == "GET" and request.failure == CUT_OFF:
        return  # The page was left while the picture of its tab was on its way.
    reply = request.response()
    if reply is None or reply.status >= 400:
        yield f"{where}: {reply and reply.status}"
    elif not reply.headers.get("strict-transport-security", "").startswith(YEAR):
        yield f"{where}: does not say to stay with https"


def expect_strict_cookies(context: BrowserContext) -> None:
    """Every cookie is for this host alone, for https alone, and out of reach of other sites and of scripts."""
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert {"__Host-session", "__Host-device"} <= cookies.keys()
    for name, cookie in cookies.items():
        assert name.startswith("__Host-"), name
        assert (cookie["secure"], cookie["httpOnly"], cookie["path"]) == (True, True, "/"), name
        assert (cookie["sameSite"], cookie["domain"]) == ("Lax", "127.0.0.1"), name


def code_of(slip: Slip, base: str) -> str:
    """The code of a slip, whose square leads to the way back over https."""
    code = slip.code.replace(" ", "")
    expect(slip.find(".slip")).to_contain_text(f"{base}/back")
    square = slip.find(".slip__qr svg").evaluate("(svg) => svg.outerHTML")
    assert dark_modules(square) == modules_of(f"{base}/back#{code}")
    return code


def first_time(visitor: Visitor) -> tuple[str, str]:
    """From the calm screen over a plan to the slip and out by “Exit this page”; the check-in and the code."""
    topic = journeys.to_first_topic(visitor)
    checkin_id = topic.checkin_id
    steps = journeys.answer_first_four(topic).stop().pick("money", "home")
    plan = steps.tap_first_step("money").write("home", "Ask for a lock").make()
    expect(plan.find('section[aria-labelledby="goal-home"]')).to_contain_text("Ask for a lock")
    slip = plan.take_home().keep()
    expect_strict_cookies(visitor.context)
    code = code_of(slip, visitor.server.base)
    slip.exit()
    expect(visitor.page).to_have_title("Weather")
    until(lambda: open_sign_ins(visitor.server, checkin_id) == 0, "ending the sign-in")
    return checkin_id, code


def second_time(visitor: Visitor, code: str) -> None:
    """Back by the address of the square, once more, and then and now."""
    visitor.open(f"/back#{code}")
    expect(visitor.page).to_have_url(f"{visitor.server.base}/back")
    Back(visitor).come().again().say()
    journeys.answer_first_four(Topic(visitor), dict.fromkeys(journeys.FIRST, 4)).stop()
    visitor.open("/mine")
    then = Mine(visitor).then_and_now()
    expect(then.find("svg.wheel:visible")).to_have_count(1)


def test_from_the_calm_screen_to_then_and_now(new_visitor: NewVisitor, secure: Server) -> None:
    # What comes out of the cache goes over no line.
    visitor = new_visitor(secure, size="tablet", keeps_files=False)
    line = Line(visitor.context)
    checkin_id, code = first_time(visitor)
    assert answers(secure, checkin_id) == {key: (band * 20 - 10, "band") for key, band in journeys.BANDS.items()}
    visitor.open("/away")
    Away(visitor)
    second_time(visitor, code)
    assert len(line.posts()) > 10
    # Forms are sent without an origin, since pages say nothing of where one comes from; saves are sent with it.
    assert {request.all_headers().get("origin") for request in line.posts()} == {"null", secure.base}
    assert line.faults(secure.base) == []
