"""Asking for somebody to talk to, and what the staff see of it."""

from __future__ import annotations

from collections.abc import Iterator

from tests import staffing, visits
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.accounts import Team

DEVICE = "W" * 32


def steps(client: PageClient) -> Iterator[tuple[str, Page]]:
    yield "talk-nobody", client.get("/talk")
    hub = staffing.make_team(
        visits.store(client), "12", staffing.make_organisation(visits.store(client), "90"), is_hub=True
    )
    staffing.register(visits.store(client), hub, DEVICE)
    name = "__Host-device" if client.base_url.startswith("https:") else "device"
    client.client.set_cookie(name, DEVICE, domain="localhost", secure=name != "device")
    yield "talk-here-only", client.get("/talk")
    staffing.make_staff(visits.store(client), hub, name="12")
    yield "talk", client.get("/talk")
    yield "talk-error", client.submit({"way": "words", "words": ""}, form="form[action$=talk]", status=422)
    yield "talk-passed-on", client.submit({"way": "here"}, form="form[action$=talk]")
    yield from _staff(client, hub)
    yield "talk-no-more", client.submit(form="form[action$=no-more]")


def _staff(client: PageClient, hub: Team) -> Iterator[tuple[str, Page]]:
    first, second = (visits.another(client) for _ in range(2))
    for one in (first, second):
        visits.speak_like(one, client)
        yield "staff-sign-in", one.get("/staff/sign-in")
        staffing.sign_in(
            one,
            visits.store(client),
            staffing.make_staff(visits.store(client), hub, name="12"),
            at=visits.moment(client),
        )
        yield "today", one.get("/today")
    yield "today-taken", first.submit(form="form[action$=take]")
    yield "task-taken", second.submit(form="form[action$=take]", status=409)
