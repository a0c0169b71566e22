"""A walk through every page of the app, as somebody without a script and in any language takes it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from tests import visits
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.support.walks import WALKS

Step = tuple[str, Page]
# The pictures to choose from come in another order for each person.
MIXED = {
    "take-home": ".pick",
    "keep": ".pick",
    "keep-error": ".pick",
    "back": ".pick",
    "back-error": ".pick",
    "back-here": ".pick",
    "new-code": ".pick",
    "lost-slip": ".pick",
    "lost-slip-error": ".pick",
    "turn": ".pick",
    "turn-error": ".pick",
}
FORM = "main form"
PICTURES = "form[data-pictures]"


def every_page(client: PageClient, language: str, forward: Callable[[], object]) -> Iterator[Step]:
    """Yield each page with a name for it; `forward` lets time pass between two wheels."""
    yield from _arriving(client, language)
    yield from _first_wheel(client)
    yield from _plan(client)
    code = yield from _keeping(client)
    forward()
    yield from _second_wheel(client, code)
    yield from _young_wheel(client)
    yield from _what_changed(client)
    yield from _leaving(client)
    for walk in WALKS:
        beside = visits.another(client)
        _speak(beside, language)
        yield from walk(beside)


def _speak(client: PageClient, language: str) -> None:
    client.get("/language")
    client.submit(button=f"language={language}")


def _arriving(client: PageClient, language: str) -> Iterator[Step]:
    _speak(client, language)
    yield "language", client.get("/language")
    yield "index", client.get("/")
    yield "what-is-kept", client.get("/what-is-kept")
    yield "not-found", client.get("/nothing-here", status=404)
    yield "back", client.get("/back")
    yield "back-error", client.submit({"code": "12"}, form=PICTURES, button=_last_button(client), status=422)
    yield "back-here", client.get("/back-here")


def _first_wheel(client: PageClient) -> Iterator[Step]:
    yield "begin", client.get("/begin")
    yield "begin-error", client.post("/begin", {"about": "nobody"}, status=422)
    client.get("/begin")
    yield "choose", client.submit({"about": "little", "present": "alone"})
    yield "choose-error", client.submit({"mind": ["home", "money", "work", "health"]}, status=422)
    yield "topic", client.submit({"mind": ["home", "money"], "right": "people"})
    yield "topic-error", client.submit({"band": "2", "score": "90"}, form="#topic-form", button="go=next", status=422)
    client.submit({"band": "2", "score": ""}, form="#topic-form", button="go=next")
    client.submit({"left_out": "not-now"}, form="#topic-form", button="go=next")
    so_far = client.submit({"band": "4"}, form="#topic-form", button="go=next")
    yield "so-far", so_far
    yield from _in_private(client, so_far)
    yield "so-far-error", client.submit({"name": "a" * 200}, form="form[action$=own-topic]", status=422)
    yield "own-topic", client.submit({"name": "12"}, form="form[action$=own-topic]")
    yield "show", _finished(client)
    late = {"tool": "family-wheel/2026.2", "topic": "home", "band": "5"}
    yield "finished", client.post(f"{_last_wheel(client)}/topics/1", late, status=409)


def _in_private(client: PageClient, so_far: Page) -> Iterator[Step]:
    yield "private-gate", client.get(so_far.one("a[href$='/more']").get("href"))
    yield "private-topic", client.submit(button="private=yes")
    two_marks = {"band": "2", "score": "90"}
    yield "private-topic-error", client.submit(two_marks, form="#topic-form", button="go=next", status=422)
    client.get(so_far.path)


def _finished(client: PageClient) -> Page:
    address = client.get("/mine").one("a[href$=so-far]").get("href")
    client.get(address)
    client.submit(form="form[action$=finish]")
    return client.get(_last_wheel(client))


def _plan(client: PageClient) -> Iterator[Step]:
    yield "plan-choose", client.get(f"{_last_wheel(client)}/plan/choose")
    yield "plan-choose-error", client.submit({"topics": ["home", "money", "people", "work"]}, status=422)
    yield "plan-steps", client.submit({"topics": ["home", "money"]})
    yield "plan-steps-error", client.submit({"home_words": "a" * 2000}, status=422)
    yield "plan", client.submit({"home_words": ""})


def _last_wheel(client: PageClient) -> str:
    page = client.get("/mine")
    found = [a.get("href") for a in page.all("main a[href]") if a.get("href").startswith("/check-ins/")]
    return next(address for address in found if address.count("/") == 2)


def _keeping(client: PageClient) -> Generator[Step, None, str]:
    yield "take-home", client.get("/take-home")
    yield "keep", client.get("/keep")
    yield "keep-error", client.submit(form=PICTURES, button=_last_button(client), status=422)
    slip = _with_pictures(client)
    yield "slip", slip
    yield "take-home-kept", client.get("/take-home")
    yield "mine", client.get("/mine")
    yield "new-code", client.get("/new-code")
    yield "then-and-now-not-yet", client.get("/then-and-now")
    return slip.one(".code").text


def _with_pictures(client: PageClient, code: str = "") -> Page:
    """Tap the four pictures of this walk, one at a time, and press the button under them."""
    typed = {"code": code} if code else {}
    for name in ("boat", "sun", "key", "tree"):
        client.submit(typed, form=PICTURES, button=f"pick={name}")
    return client.submit(form=PICTURES, button=_last_button(client))


def _last_button(client: PageClient) -> str:
    """The words of the button that sends the pictures; all before it choose one."""
    assert client.page is not None
    return client.page.form(PICTURES).all("button[type=submit]")[-1].text


def _second_wheel(client: PageClient, code: str) -> Iterator[Step]:
    client.get("/back")
    yield "mine-later", _with_pictures(client, code)
    yield "again", client.get("/again")
    yield "topic-again", client.submit({"about": "little", "present": "alone"})
    for band in ("3", "1"):
        client.submit({"band": band}, form="#topic-form", button="go=next")
    yield "mine-with-draft", client.get("/mine")
    yield "show-second", _finished(client)
    yield "then-and-now", client.get("/then-and-now")
    first = client.get("/mine").all("a[href$=plan]")[-1].get("href")
    client.get("/again")
    yield "newer-wheel", client.post(f"{first}/steps", {"works": "12:30"}, status=409)


def _young_wheel(client: PageClient) -> Iterator[Step]:
    client.get("/again")
    yield "young-choose", client.submit({"about": "young-wheel-young", "present": "alone"})
    yield "young-topic", client.submit({"mind": ["caring", "school"], "right": "friends"})
    for band in ("2", "4", "5"):
        client.submit({"band": band}, form="#topic-form", button="go=next")
    yield "mine-with-both", client.get("/mine")
    yield "young-show", _finished(client)
    yield "young-again", client.get("/again")
    yield "young-something-changed", client.get("/something-changed")


def _what_changed(client: PageClient) -> Iterator[Step]:
    yield "something-changed", client.get("/something-changed")
    yield "something-changed-error", client.post("/something-changed", {"kind": "no"}, status=422)
    client.get("/something-changed")
    yield "what-it-touches", client.submit(form=FORM, button="kind=moved")
    yield "put-away", client.submit(form="main form")
    client.get("/something-changed")
    yield "not-safe", client.submit(form=FORM, button="kind=not-safe")


def _leaving(client: PageClient) -> Iterator[Step]:
    yield "not-there", client.post("/check-ins/00000000-0000-0000-0000-000000000000/choose", status=404)
    client.get("/take-home")
    # Erasing goes through every table once.
    yield "gone", client.submit(form="form[action$=erase]", statements=40)
    yield "visit-over", client.get("/visit-over")
    yield "away", client.get("/away")
