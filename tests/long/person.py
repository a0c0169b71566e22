"""Somebody at a browser without script, over a real line to a real server; every page they get is checked."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from werkzeug.wrappers import Response

from tests import visits
from tests.support.filling import Pairs
from tests.support.opened import Page
from tests.support.page import PageClient

HANGS = 60


class Person(PageClient):
    """The page client of all tests, on a line of its own instead of inside the app."""

    def __init__(self, base: str) -> None:
        self.line = HTTPConnection(urlsplit(base).netloc, timeout=HANGS)
        self.cookies: dict[str, str] = {}
        self.base_url = base
        self.budget = 0
        self.page: Page | None = None

    def close(self) -> None:
        """Hang up; the cookies stay."""
        self.line.close()

    @property
    def cookie(self) -> str:
        """All cookies as a browser sends them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Response:
        """Send a request and return the whole reply; a line that the server has closed is opened anew."""
        for is_last in (False, True):
            try:
                self.line.request(method, address, body, {**headers, "Cookie": self.cookie})
                return self._heard()
            except (HTTPException, OSError):
                self.line.close()
                if is_last:
                    raise
        raise AssertionError

    def _heard(self) -> Response:
        reply = self.line.getresponse()
        body = reply.read()
        for cookie in reply.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return Response(body, reply.status, reply.getheaders())

    def _send(self, method: str, address: str, pairs: Pairs | None, headers: dict[str, str]) -> tuple[Any, list[str]]:
        sent = urlencode(pairs or [])
        if method == "GET":
            return self.ask(method, f"{address}?{sent}" if sent else address, None, headers), []
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(method, address, sent.encode(), {**headers, **form}), []

    def begin(self) -> Page:
        """From the calm screen to the first topic, as everybody comes to it."""
        self.get("/")
        visits.begin(self)
        return visits.tap_topics(self)
