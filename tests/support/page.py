"""The client that page tests use: it asks like a browser without script and checks every page it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.filling import Pairs, Values, fill
from tests.support.opened import Page
from tests.support.page_check import check
from tests.support.seen import Seen

__all__ = ["Page", "PageClient"]

MOST_HOPS = 5
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Observed(Protocol):
    """A store that tells each statement it runs."""

    def observe(self, callback: Callable[[str], None] | None) -> object: ...


class PageClient:
    """Flask's test client with the checks of page_check.py on every reply, every hop of a redirect included.

    `get`, `post`, `follow` and `submit` take `status` (expected; 200), `statements` (most; 12), `htmx=True`, further
    headers, and any check by its name to leave it out, such as `exit_first=False`.
    """

    def __init__(self, app: Flask, *, db: Observed, base_url: str = "http://localhost", budget: int = 12) -> None:
        self.client = app.test_client()
        self.db = db
        self.base_url = base_url
        self.budget = budget
        self.page: Page | None = None

    def get(self, path: str, **wishes: Any) -> Page:
        """Open an address and, as browsers do, what it redirects to."""
        return self._ask("GET", path, None, **wishes)

    def post(self, path: str, data: Values | None = None, *, with_token: bool = True, **wishes: Any) -> Page:
        """Send fields as they are, with the token of the last page unless told otherwise."""
        pairs = [(k, v) for k, vs in (data or {}).items() for v in ([vs] if isinstance(vs, str) else vs)]
        if with_token and all(name != "csrf_token" for name, _ in pairs):
            pairs.append(("csrf_token", self.token()))
        return self._ask("POST", path, pairs, **wishes)

    def follow(self, words: str, **wishes: Any) -> Page:
        """Open the link with these words on the last page."""
        return self.get(self._last().link(words), **wishes)

    def submit(
        self,
        values: Values | None = None,
        *,
        form: str = "main form",
        button: str | None = None,
        **wishes: Any,
    ) -> Page:
        """Fill in the form of the last page (chosen by a selector or its address) and press a button."""
        sent = fill(self._last().form(form), values or {}, button)
        action = sent.htmx_action if wishes.get("htmx") else sent.action
        return self._ask(sent.method.upper(), action, sent.pairs, **wishes)

    def token(self) -> str:
        """The csrf token on the last page; empty when there is none."""
        tokens = self.page.all("input[name=csrf_token]") if self.page else []
        return tokens[0].get("value") if tokens else ""

    def _last(self) -> Page:
        assert self.page is not None, "open a page first"
        return self.page

    def _ask(self, method: str, path: str, pairs: Pairs | None, *, status: int = 200, **wishes: Any) -> Page:
        page = self._one_request(method, path, pairs, **wishes)
        for _ in range(MOST_HOPS):
            if not (300 <= page.status < 400) or not page.location or status == page.status:
                break
            wishes.pop("htmx", None)
            page = self._one_request("GET", _inside(page.path, page.location), None, **wishes)
        assert page.status == status, f"{method} {path} → {page.status}, expected {status}: {page.text[:300]}"
        return page

    def _one_request(
        self,
        method: str,
        path: str,
        pairs: Pairs | None,
        *,
        htmx: bool = False,
        headers: Mapping[str, str] | None = None,
        statements: int | bool | None = None,
        **switches: bool,
    ) -> Page:
        address = urljoin(self.page.path if self.page else "/", path)
        response, seen = self._send(method, address, pairs, _headers(method, htmx, headers))
        is_piece = htmx or (headers or {}).get("X-Save") == "1"
        page = Page(response, address, tuple(seen), is_piece=is_piece)
        if isinstance(statements, bool):
            switches["statements"] = statements
        budget = self.budget if statements is None or isinstance(statements, bool) else statements
        check(self._as_seen(method, page, budget), is_html=page.is_html, switches=switches)
        if not is_piece and page.is_html:
            self.page = page
        return page

    def _send(
        self, method: str, address: str, pairs: Pairs | None, headers: dict[str, str]
    ) -> tuple[TestResponse, list[str]]:
        said: list[str] = []
        by_address = method == "GET" and pairs is not None
        self.db.observe(said.append)
        try:
            response = self.client.open(
                address,
                method=method,
                base_url=self.base_url,
                headers=headers,
                query_string=_multi(pairs or []) if by_address else None,
                data=None if by_address or pairs is None else _multi(pairs),
            )
        finally:
            self.db.observe(None)
        return response, said

    def _as_seen(self, method: str, page: Page, budget: int) -> Seen:
        return Seen(
            method=method,
            path=page.path,
            status=page.status,
            headers=page.headers,
            document=page.document,
            statements=page.statements,
            budget=budget,
            is_piece=page.is_piece,
            is_https=self.base_url.startswith("https:"),
        )


def _headers(method: str, htmx: bool, further: Mapping[str, str] | None) -> dict[str, str]:
    asked = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors" if htmx else "navigate"}
    origin = {"Origin": "null"} if method == "POST" else {}
    return {**asked, **origin, **(HTMX if htmx else {}), **(further or {})}


def _multi(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def _inside(path: str, location: str) -> str:
    parts = urlsplit(urljoin(path, location))
    assert not parts.netloc or parts.hostname == "localhost", f"{path} redirects to another site: {location}"
    return parts.path + (f"?{parts.query}" if parts.query else "")
