"""What the browser carries: signed, named for this host alone over https, and harmless when it is broken or old."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from tests import visits
from tests.builders import make_person
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.storage import Database

HTTPS = "https://localhost"
PERSONAL = ["/mine", "/take-home", "/slip", "/keep", "/again", "/then-and-now", "/new-code", "/put-away"]
BROKEN = [
    "", "x", "a.b.c", ".", "..", "null", "{}", "ey" * 2000, "\x7f", "%00", "é", "eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb",
    "eyJfdXNlcl9pZCI6bnVsbH0.ZzZzZz.AAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd", "'; DROP TABLE sign_in; --",
]  # fmt: skip


def set_cookies(reply: object) -> dict[str, set[str]]:
    """The flags of each cookie that a reply sets."""
    lines = reply.headers.getlist("Set-Cookie")  # type: ignore[attr-defined]
    return {line.partition("=")[0]: {flag.strip().lower() for flag in line.split(";")[1:]} for line in lines}


def open_with(app: Flask, cookie: str, path: str = "/mine", name: str = "session") -> tuple[FlaskClient, object]:
    client = app.test_client()
    return client, client.get(path, headers={"Cookie": f"{name}={cookie}"})


@pytest.mark.parametrize("cookie", BROKEN)
def test_a_broken_cookie_is_no_visit(app: Flask, cookie: str) -> None:
    for path in PERSONAL:
        _, reply = open_with(app, cookie, path)
        assert (reply.status_code, reply.headers["Location"]) == (303, "/")  # type: ignore[attr-defined]
    for path in ("/", "/begin", "/back", "/back-here"):
        assert open_with(app, cookie, path)[1].status_code == 200  # type: ignore[attr-defined]


@pytest.mark.parametrize("cookie", BROKEN)
def test_a_broken_device_cookie_is_a_new_device(app: Flask, cookie: str) -> None:
    _, reply = open_with(app, cookie, "/back-here", "device")
    assert reply.status_code == 200  # type: ignore[attr-defined]
    assert "device" in set_cookies(reply)


@pytest.mark.parametrize("user", ["", "1", None, "x" * 4000, "\ud83d", "\x00"])
def test_a_signed_cookie_with_nonsense_in_it_is_no_visit(app: Flask, user: str | None) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = user
        session["language"] = user
        session["code"] = user
    assert client.get("/mine").status_code == 303
    assert client.get("/").status_code == 200


def test_a_cookie_signed_by_somebody_else_is_no_visit(
    app: Flask, db: Database, client: PageClient, clock: Clock
) -> None:
    token = visits.sign_in(client, db, make_person(db), at=clock.at)
    assert client.client.get("/mine").status_code == 200
    forged = URLSafeTimedSerializer("another-secret", salt="cookie-session").dumps({"_user_id": token})
    assert open_with(app, forged)[1].status_code == 303  # type: ignore[attr-defined]


def test_the_store_alone_makes_no_cookie(app: Flask, db: Database, client: PageClient, clock: Clock) -> None:
    visits.sign_in(client, db, make_person(db), at=clock.at)
    stored = db.value("SELECT sign_in_id FROM sign_in")
    thief = app.test_client()
    with thief.session_transaction() as session:
        session["_user_id"] = stored
    assert thief.get("/mine").status_code == 303


EVIL = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "https:evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("name", ["next", "url", "return_to", "redirect", "continue"])
@pytest.mark.parametrize("evil", EVIL)
def test_no_address_in_an_address_leads_away(client: PageClient, name: str, evil: str) -> None:
    flask = client.client
    for path in ("/mine", "/keep", "/begin", "/language"):
        reply = flask.get(path, query_string={name: evil})
        assert reply.headers.get("Location", "/") == "/"
    client.get("/language")
    reply = flask.post(
        "/language", query_string={name: evil}, data={"csrf_token": client.token(), "language": "ur", name: evil}
    )
    assert reply.headers["Location"] == "/"


def test_a_foreign_host_is_not_taken_over(app: Flask) -> None:
    reply = app.test_client().get("/mine", base_url="http://evil.example")
    assert reply.headers["Location"] == "/"
    page = app.test_client().get("/", base_url="http://evil.example").get_data(as_text=True)
    assert "evil.example" not in page


def test_over_https_cookies_are_this_hosts_alone(db: Database, clock: Clock) -> None:
    app = create_app(settings_for(base_url=HTTPS), db=db, now=clock)
    client = PageClient(app, db=db, base_url=HTTPS)
    visits.begin(client)
    page = client.get("/back-here")
    assert {cookie.key for cookie in client.client._cookies.values()} == {"__Host-session", "__Host-device"}
    for flags in set_cookies(page.response).values():
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= flags
        assert not [flag for flag in flags if flag.startswith("domain")]


def test_the_devices_cookie_says_nothing_and_goes_after_half_an_hour(client: PageClient) -> None:
    page = client.get("/back-here")
    line = next(one for one in page.headers.getlist("Set-Cookie") if one.startswith("device="))
    assert re.fullmatch(r"device=[\w-]{32}; .*", line)
    assert "Max-Age=1800" in line


def test_the_device_keeps_its_name_while_it_is_used(client: PageClient) -> None:
    names = set()
    for path in ("/back-here", "/back", "/back-here"):
        client.get(path)
        cookie = client.client.get_cookie("device")
        assert cookie is not None
        names.add(cookie.value)
    assert len(names) == 1


def test_pages_that_do_not_ask_for_the_device_set_no_such_cookie(client: PageClient) -> None:
    for path in ("/", "/what-is-kept", "/language"):
        assert not [one for one in client.get(path).headers.getlist("Set-Cookie") if one.startswith("device=")]


def test_a_new_visit_has_a_new_token(client: PageClient, db: Database) -> None:
    client.get("/begin")
    before = client.client.get_cookie("session")
    visits.begin(client)
    after = client.client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert len(after.value) < 4000
