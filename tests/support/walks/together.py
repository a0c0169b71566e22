"""A wheel that two people do at one screen, their turns to take it home, and the copy that one of them keeps."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from tests import visits
from tests.support.opened import Page
from tests.support.page import PageClient

TURN = "/together/turns"
FORM = "main form"
NOTHING = "#take-nothing"


def steps(client: PageClient) -> Iterator[tuple[str, Page]]:
    yield "together", client.get("/together")
    yield "together-error", client.submit({"name_1": "12", "name_2": "12"}, form=FORM, status=422)
    yield "together-choose", client.submit({"name_2": "34", "about": "little", "present": "alone"}, form=FORM)
    yield "together-topic", visits.tap_topics(client)
    for _ in range(4):
        page = visits.answer(client)
    yield "together-so-far", page
    client.submit(form="form[action$=finish]")
    yield "together-plan-steps", client.submit({"topics": ["mood"]}, form=FORM)
    yield "together-plan", client.submit(form=FORM)
    yield "together-show", client.get(f"/check-ins/{visits.shown_checkin(client)}")
    code = yield from _turns(client)
    yield "together-mine", visits.come_back(client, code)
    copy = client.page.one("a[href^='/together/'][href*=check-ins]").get("href") if client.page else ""
    yield "together-copy", client.get(copy)
    yield "together-copy-plan", client.get(f"{copy}/plan")
    yield "together-then-and-now", client.get(f"{copy.partition('/check-ins')[0]}/then-and-now")


def _turns(client: PageClient) -> Generator[tuple[str, Page], None, str]:
    yield "turns", client.get("/together/take-home")
    yield "turn", client.get(f"{TURN}/1")
    button = visits.last_button(client)
    yield "turn-error", client.submit({"code": "12"}, form=visits.PICTURES, button=button, status=422)
    picked = {"code": "", "picked": ",".join(visits.FOUR)}
    slip = client.submit(picked, form=visits.PICTURES, button=button, statements=14)
    yield "turn-slip", slip
    yield "turns-next", client.get("/together/take-home")
    client.get(f"{TURN}/2")
    yield "turns-over", client.submit(form=NOTHING, button="take=nothing")
    client.submit(form=FORM)
    return slip.one(".code").text
