"""A device’s name lasts half an hour after its last use, so that its pictures open a draft for that long."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import visits
from tests.conftest import settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.storage import Database

HALF_AN_HOUR = 30 * 60


def set_by(client: PageClient, path: str, headers: dict[str, str] | None = None) -> list[str]:
    """What a reply puts into the device's cookie."""
    reply = client.client.get(path, base_url=client.base_url, headers=headers)
    return [one for one in reply.headers.getlist("Set-Cookie") if one.startswith(("device=", "__Host-device="))]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_it_is_renewed_by_every_page_of_a_visit(client: PageClient, headers: dict[str, str]) -> None:
    page = visits.first_touch(client)
    known = client.client.get_cookie("device")
    assert known
    for path in (page.path, "/mine", "/keep"):
        (cookie,) = set_by(client, path, headers)
        assert cookie.startswith(f"device={known.value};")
        assert f"Max-Age={HALF_AN_HOUR}" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_it_is_renewed_by_every_answer(client: PageClient) -> None:
    visits.begin(client)
    page = visits.tap_topics(client)
    sent = {one.get("name"): one.get("value") for one in page.form(visits.TOPIC).all("input[type=hidden]")}
    reply = client.client.post(page.path, data={**sent, "band": "3", "go": "save"}, headers={"X-Save": "1"})
    assert reply.status_code == 200
    assert any(one.startswith("device=") for one in reply.headers.getlist("Set-Cookie"))


def test_somebody_who_only_looks_is_given_none(client: PageClient) -> None:
    for path in ("/", "/what-is-kept", "/begin", "/mine", "/nothing-here", "/away", "/exit"):
        assert set_by(client, path) == []


def test_a_visit_that_is_over_renews_nothing(client: PageClient) -> None:
    visits.first_touch(client)
    client.get("/mine")
    client.submit(form="form[action$=done]")
    assert set_by(client, "/mine") == []


@pytest.mark.parametrize("name", ["", "short", "x" * 33, "d" * 31 + " ", "d" * 31 + "é"])
def test_what_is_none_of_ours_is_not_renewed(client: PageClient, name: str) -> None:
    visits.first_touch(client)
    client.client.set_cookie("device", name)
    assert set_by(client, "/mine") == []


def test_over_https_it_keeps_to_this_host(db: Database, app: Flask) -> None:
    secure = create_app(settings_for(base_url="https://localhost"), db=db, now=app.extensions["wheel"].now)
    client = PageClient(secure, db=db, base_url="https://localhost")
    visits.first_touch(client)
    (cookie,) = set_by(client, "/mine")
    assert cookie.startswith("__Host-device=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
