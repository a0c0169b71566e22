"""Clients that ask what no page offers, over a line or inside the app; and somebody with a wheel, by the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests import visits
from tests.long.person import Person
from tests.support.opened import Page
from tests.support.page import PageClient


class Unchecked(PageClient):
    """The page client without its checks: what is sent to it here is not what pages offer."""

    def _one_request(
        self,
        method: str,
        path: str,
        pairs: Any,
        *,
        htmx: bool = False,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> Page:
        response, _seen = self._send(method, path, pairs, dict(headers or {}))
        page = Page(response, path, (), is_piece=htmx)
        if page.is_html:
            self.page = page
        return page


class Caller(Unchecked, Person):
    """Over a real line, from an address of their own: many wrong tries from one would slow down everybody."""

    address = 0

    def __init__(self, base: str) -> None:
        super().__init__(base)
        Caller.address += 1
        self.came_from = f"10.{Caller.address >> 16 & 255}.{Caller.address >> 8 & 255}.{Caller.address & 255}"

    def ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Any:
        """Come through a proxy that says from where."""
        return super().ask(method, address, body, {**headers, "X-Forwarded-For": self.came_from})

    def cookie_of(self, name: str) -> str:
        """What the browser carries under a name; empty where nothing is."""
        return self.cookies.get(name, "")

    def put_cookies(self, cookies: Mapping[str, str]) -> None:
        """Let the browser carry these and no others."""
        self.cookies = dict(cookies)


class Insider(Unchecked):
    """Inside the app, from an address of their own."""

    address = 0

    def __init__(self, app: Any, db: Any) -> None:
        super().__init__(app, db=db)
        Insider.address += 1
        self.client.environ_base["REMOTE_ADDR"] = (
            f"10.{Insider.address >> 16}.{Insider.address >> 8 & 255}.{Insider.address & 255}"
        )

    def close(self) -> None:
        """There is no line to hang up."""

    def cookie_of(self, name: str) -> str:
        """What the browser carries under a name; empty where nothing is."""
        found = self.client.get_cookie(name)
        return found.value if found else ""

    def put_cookies(self, cookies: Mapping[str, str]) -> None:
        """Let the browser carry these and no others."""
        for name in ("session", "device", "known"):
            self.client.delete_cookie(name)
        for name, value in cookies.items():
            self.client.set_cookie(name, value, domain="localhost")


def finished(client: PageClient, words: str) -> str:
    """Somebody with a wheel, a plan, a change in life that put something away, and a slip with a code."""
    visits.first_touch(client, band="3", note=words)
    client.submit(form="form[action$=finish]")
    client.submit({"topics": ["money"]})
    client.submit({"money_words": words, "works": words})
    code = visits.keep(client)
    client.get("/something-changed")
    client.submit(form="main form", button="kind=moved")
    client.submit(form="main form")
    return code
