"""One reply, ready to be asked what is on it."""

from __future__ import annotations

from functools import cached_property

from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from tests.support.dom import Document, Element, parse
from tests.support.names import ERROR, fields, label_of, text_with_pictures

NOTHING = parse("", piece=True)


class Page:
    """One reply, ready to be asked what is on it."""

    def __init__(self, response: TestResponse, path: str, statements: tuple[str, ...], *, is_piece: bool) -> None:
        self.response = response
        self.path = path
        self.statements = statements
        self.is_piece = is_piece

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> Headers:
        return self.response.headers

    @property
    def location(self) -> str:
        return self.headers.get("Location", "") or self.headers.get("HX-Redirect", "")

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def is_html(self) -> bool:
        is_redirect = 300 <= self.status < 400
        return self.response.mimetype == "text/html" and bool(self.response.data) and not is_redirect

    @cached_property
    def document(self) -> Document:
        return parse(self.html, piece=self.is_piece) if self.is_html else NOTHING

    @property
    def root(self) -> Element:
        return self.document.root

    @property
    def heading(self) -> str:
        return self.one("h1").text

    @property
    def title(self) -> str:
        return " ".join(self.one("head title").raw_text.split())

    @property
    def text(self) -> str:
        """The words of the page itself, without what stands around every page."""
        main = self.root.first("main")
        return (main or self.root).text

    @property
    def errors(self) -> list[str]:
        return [error.text for error in self.all(ERROR)]

    def all(self, selector: str) -> list[Element]:
        return self.root.all(selector)

    def first(self, selector: str) -> Element | None:
        return self.root.first(selector)

    def one(self, selector: str) -> Element:
        return self.root.one(selector)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def form(self, wanted: str = "main form") -> Element:
        """The only form that fits a selector, or that goes to an address."""
        found = [f for f in self.all("form") if f.get("action") == wanted] or self.all(wanted)
        assert len(found) == 1, f"{len(found)} forms fit {wanted!r}: {[f.get('action') for f in self.all('form')]}"
        return found[0]

    def link(self, words: str) -> str:
        """The address behind the link with these words."""
        links = [a for a in self.all("a[href]") if words in (text_with_pictures(a), a.get("aria-label"))]
        links = links or [a for a in self.all("a[href]") if words in text_with_pictures(a)]
        addresses = {a.get("href") for a in links}
        assert len(addresses) == 1, f"{len(addresses)} links say {words!r}: {self.texts('a[href]')}"
        return addresses.pop()

    def field(self, label: str) -> Element:
        """The field with this label."""
        found = [one for one in fields(self.root) if label_of(one, self.root) == label]
        assert len(found) == 1, f"{len(found)} fields are labelled {label!r}"
        return found[0]
