"""The headers on what is answered below our own pages: by the files' own code, and by the server itself."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from flask import Flask
from gunicorn.http.errors import InvalidHeader, InvalidRequestLine, LimitRequestHeaders, LimitRequestLine

from tests.architecture.source import ROOT
from tests.conftest import settings_for
from tests.web.test_headers import EXACT, MANIFEST, ask, bare
from wheel_app.serving import Worker
from wheel_app.web.security import Dressing, security_headers

STYLE = f"/static/{MANIFEST['family.css']}"


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {"Range": "bytes=0-10"}, 206),
        ("GET", {"Range": "bytes=99999999-"}, 416),
        ("GET", {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}, 304),
        ("HEAD", {}, 200),
        *((method, {"Sec-Fetch-Site": "same-origin"}, 405) for method in ("POST", "PUT", "OPTIONS", "DELETE", "TRACE")),
    ],
)
def test_whatever_a_file_is_asked_the_reply_is_dressed(
    app: Flask, method: str, headers: dict[str, str], status: int
) -> None:
    reply = ask(app, STYLE, method, headers=headers)
    assert reply.status_code == status
    assert bare(reply) == EXACT
    kept = "immutable" if status < 400 else "no-store"
    assert kept in reply.headers["Cache-Control"]


def test_nothing_is_said_twice(app: Flask) -> None:
    for path in ("/", STYLE, "/nothing-here"):
        names = [name.lower() for name, _ in ask(app, path).headers]
        assert sorted({name for name in names if names.count(name) > 1} - {"set-cookie", "vary"}) == []


@pytest.mark.parametrize("host", ["a" * 64, "a" * 3000, f"{'a' * 64}.example.org:80"])
def test_a_name_of_ours_that_cannot_be_one_is_refused_in_plain_words(app: Flask, host: str) -> None:
    for path in ("/", "/mine", "/nothing-here", "/exit"):
        reply = ask(app, path, headers={"Host": host})
        assert reply.status_code == 400
        assert bare(reply) == EXACT
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Let’s try that again" in reply.get_data(as_text=True)


def test_what_breaks_below_the_app_is_dressed() -> None:
    def broken(environ: object, start_response: object) -> list[bytes]:
        start_response("500 OOPS", [("content-type", "text/plain"), ("X-FRAME-OPTIONS", "DENY")])  # type: ignore[operator]
        return [b""]

    said: list[tuple[str, str]] = []
    Dressing(broken, security_headers(settings_for()))({}, lambda status, headers, *more: said.extend(headers))
    assert {name.lower() for name, _ in said} >= {name.lower() for name in EXACT}
    assert len({name.lower() for name, _ in said}) == len(said)


def refused(error: Exception, *, base_url: str = "https://wheel.example.org") -> bytes:
    """What a client is told of an error that never reached the app."""
    worker = Worker.__new__(Worker)
    worker.app, worker.log = SimpleNamespace(settings=settings_for(base_url=base_url)), logging.getLogger("refusals")
    here, there = socket.socketpair()
    with here, there:
        worker.handle_error(None, here, ("192.0.2.1", 4), error)
        here.close()
        return b"".join(iter(lambda: there.recv(4096), b""))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (LimitRequestLine(9000, 4094), b"414"),
        (LimitRequestHeaders("canary"), b"431"),
        (InvalidRequestLine("GET /canary"), b"400"),
        (InvalidHeader("canary"), b"400"),
        (RuntimeError("canary"), b"500"),
    ],
)
def test_what_is_no_request_is_refused_without_a_word_about_it(
    caplog: pytest.LogCaptureFixture, error: Exception, status: bytes
) -> None:
    head, _, body = refused(error).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    named = dict(line.split(": ", 1) for line in lines[1:])
    assert lines[0].encode().split()[1] == status
    assert {name: named.get(name) for name in EXACT} == EXACT
    assert named["Strict-Transport-Security"]
    assert (named["Cache-Control"], named["Connection"]) == ("no-store", "close")
    assert int(named["Content-Length"]) == len(body)
    assert type(error).__name__ in caplog.text
    for seen in (head.decode(), body.decode(), caplog.text):
        assert "canary" not in seen
        assert "192.0.2.1" not in seen


def test_the_server_itself_refuses_that_way() -> None:
    words = [sys.executable, "-m", "tests.web.intake_process", "600", "1"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            for sent, status in ((b"GET /" + b"a" * 10_000, "414"), (b"CANARY", "400"), (b"GET / HTTP/9.9", "400")):
                with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
                    line.sendall(sent + b"\r\n\r\n")
                    reply = line.recv(4096).decode()
                assert reply.split()[1] == status
                assert "Content-Security-Policy: default-src 'none'" in reply
                assert "CANARY" not in reply
        finally:
            server.terminate()
