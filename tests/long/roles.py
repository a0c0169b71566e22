"""Who may ask for a page: each comes to be by the pages, with words and a code that no trouble page may repeat."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests import visits
from tests.long.person import Person
from tests.support.opened import Page
from tests.support.page import PageClient

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WORDS = "Only for mE, not for aNYbody"
THEIR_WORDS = "Somebody eLSe wrote tHis"


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


class Insider(Unchecked):
    """Inside the app, from an address of their own."""

    address = 0

    def __init__(self, app: Any, db: Any) -> None:
        super().__init__(app, db=db)
        Insider.address += 1
        self.client.environ_base["REMOTE_ADDR"] = f"10.0.{Insider.address >> 8}.{Insider.address & 255}"


@dataclass(frozen=True)
class Known:
    """What somebody has come to know, and what nobody else may: ids of theirs, their words and their code."""

    ids: tuple[str, ...]
    secrets: tuple[str, ...]


def nobody(client: PageClient, words: str) -> str:
    """Somebody who only looks."""
    client.get("/begin")
    return ""


def with_a_draft(client: PageClient, words: str) -> str:
    """Somebody in the middle of their wheel."""
    visits.begin(client)
    visits.tap_topics(client)
    visits.answer(client, band="3", note=words)
    visits.answer(client, band="2")
    visits.answer(client, go="so-far", band="4")
    client.follow("Go to the question")
    client.submit(button="private=yes")
    visits.answer(client, go="so-far", band="1", note=words)
    client.submit({"name": words}, form="form[action$=own-topic]")
    return ""


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


def back_by_pictures(client: PageClient, words: str) -> str:
    """Somebody who gave the four pictures and nothing else, on the device where they chose them."""
    with_a_draft(client, words)
    code = visits.keep(client)
    client.get("/mine")
    client.post("/done")
    visits.come_back_here(client)
    return code


ROLES: dict[str, Callable[[PageClient, str], str]] = {
    role.__name__: role for role in (nobody, with_a_draft, finished, back_by_pictures)
}


def become(client: PageClient, role: str, words: str = WORDS) -> Known:
    """Be somebody in that role."""
    code = ROLES[role](client, words)
    # The last one holds forms, and so the token that all of them are sent with.
    pages = [client.get(path) for path in ("/mine", "/put-away", "/take-home") if role != "nobody"]
    ids = dict.fromkeys(found for page in pages for found in ID.findall(page.html))
    return Known(tuple(ids), tuple({words, words.lower(), code, code.replace(" ", "")} - {""}))
