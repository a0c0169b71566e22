"""The same headers on every reply, whatever it is: pages, redirects, errors, fragments and static files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import Clock, Standing, lent, settings_for
from wheel_app import PROJECT, create_app
from wheel_app.doors import ANYONE
from wheel_app.storage import Database

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; media-src 'self'; manifest-src 'self'"
)
EXACT = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
BUILT = PROJECT / "static" / "build"
MANIFEST: dict[str, str] = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def with_fault(migrated: Database) -> Flask:
    """The app as it is served, with one page that breaks."""
    made = create_app(settings_for(), db=migrated, now=Standing())

    def breaks() -> str:
        raise RuntimeError("what somebody typed")

    made.add_url_rule("/breaks", view_func=breaks)
    made.extensions["wheel_doors"]["breaks"] = ANYONE
    return made


@pytest.fixture
def app(db: Database, clock: Clock, with_fault: Flask) -> Iterator[Flask]:
    with lent(with_fault, clock):
        yield with_fault


def ask(
    app: Flask, path: str, method: str = "GET", *, base_url: str = "http://localhost", **values: object
) -> TestResponse:
    return app.test_client().open(path, method=method, base_url=base_url, buffered=True, **values)  # type: ignore[arg-type]


def token_of(app: Flask) -> tuple[object, str]:
    """A client and the token of its session."""
    client = app.test_client()
    page = client.get("/begin").get_data(as_text=True)
    return client, page.partition('name="csrf_token" value="')[2].partition('"')[0]


def bare(reply: TestResponse) -> dict[str, str | None]:
    return {name: reply.headers.get(name) for name in EXACT}


REPLIES = [
    ("a page", "GET", "/", {}, 200),
    ("a page that nobody may see", "GET", "/mine", {}, 303),
    ("the exit", "GET", "/exit", {}, 303),
    ("a form without its token", "POST", "/begin", {}, 400),
    ("a form from another site", "POST", "/begin", {"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    ("an unknown page", "GET", "/nothing-here", {}, 404),
    ("an odd address", "GET", "/check-ins/%00%ff/topics/..%2f", {}, 404),
    ("another method", "PUT", "/begin", {"headers": {"Sec-Fetch-Site": "same-origin"}}, 405),
    ("a page that takes no form", "POST", "/what-is-kept", {}, 405),
    ("a body that is too large", "POST", "/begin", {"data": b"x" * 300_000}, 413),
    ("something that breaks", "GET", "/breaks", {}, 500),
    ("a piece that nobody may see", "GET", "/mine", {"headers": {"HX-Request": "true"}}, 401),
    ("health", "GET", "/health", {}, 200),
    ("what may be asked", "OPTIONS", "/", {}, 200),
    ("a head", "HEAD", "/", {}, 200),
]


@pytest.mark.parametrize(("name", "method", "path", "values", "status"), REPLIES, ids=[one[0] for one in REPLIES])
def test_every_reply_is_dressed(
    app: Flask, name: str, method: str, path: str, values: dict[str, object], status: int
) -> None:
    reply = ask(app, path, method, **values)
    assert reply.status_code == status
    assert bare(reply) == EXACT
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Permissions-Policy"].count("=()") == reply.headers["Permissions-Policy"].count("=")
    assert "Strict-Transport-Security" not in reply.headers
    assert "Access-Control-Allow-Origin" not in reply.headers


def test_a_page_with_an_error_is_dressed(app: Flask) -> None:
    client, token = token_of(app)
    reply = client.post("/begin", data={"csrf_token": token})  # type: ignore[attr-defined]
    assert reply.status_code == 422
    assert bare(reply) == EXACT


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_method_that_a_page_does_not_take(app: Flask, method: str) -> None:
    client, token = token_of(app)
    path = "/own-phone" if method == "GET" else "/mine"
    reply = client.open(path, method=method, data={"csrf_token": token})  # type: ignore[attr-defined]
    assert reply.status_code == 405
    assert bare(reply) == EXACT
    assert "<h1" in reply.get_data(as_text=True)


@pytest.mark.parametrize("name", MANIFEST)
@pytest.mark.parametrize("accepts", ["identity", "gzip", "br"])
def test_static_files_are_dressed_and_kept_for_ever(app: Flask, name: str, accepts: str) -> None:
    reply = ask(app, f"/static/{MANIFEST[name]}", headers={"Accept-Encoding": accepts})
    assert reply.status_code == 200
    assert bare(reply) == EXACT
    assert "immutable" in reply.headers["Cache-Control"]
    assert f"max-age={315360000}" in reply.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert "Set-Cookie" not in reply.headers
    assert reply.headers.get("Content-Encoding", "identity") == accepts


def test_a_static_file_that_is_not_there_is_dressed(app: Flask) -> None:
    reply = ask(app, "/static/family-0000.css")
    assert reply.status_code == 404
    assert bare(reply) == EXACT


@pytest.mark.parametrize(
    "path", ["/static/../pyproject.toml", "/static/%2e%2e/%2e%2e/pyproject.toml", "/static/manifest.json.bak"]
)
def test_nothing_but_what_was_built_is_served(app: Flask, path: str) -> None:
    assert ask(app, path).status_code == 404


def test_over_https_the_browser_is_told_to_stay_there(db: Database, clock: Clock) -> None:
    app = create_app(settings_for(base_url="https://wheel.example.org"), db=db, now=clock)
    for path in ("/", "/nothing-here", f"/static/{MANIFEST['family.css']}"):
        reply = ask(app, path, base_url="https://wheel.example.org")
        assert reply.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_pages_come_compressed_and_say_so(app: Flask) -> None:
    plain, small = ask(app, "/"), ask(app, "/", headers={"Accept-Encoding": "br"})
    assert small.headers["Content-Encoding"] == "br"
    assert len(small.data) < len(plain.data) / 2
    assert "accept-encoding" in small.headers["Vary"].lower()


def test_a_reply_depends_on_who_asks_and_how(app: Flask) -> None:
    named = {name.strip() for name in ask(app, "/").headers["Vary"].split(",")}
    assert {"HX-Request", "Cookie", "Accept-Language"} <= named


def test_the_health_page_tells_nothing(app: Flask) -> None:
    reply = ask(app, "/health")
    assert (reply.data, reply.mimetype) == (b"ok\n", "text/plain")


def test_what_is_built_is_what_is_named() -> None:
    assert all((BUILT / name).is_file() for name in MANIFEST.values())
    assert Path(MANIFEST["family.css"]).suffix == ".css"
