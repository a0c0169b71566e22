"""One reply as the page checks see it."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import Headers

from tests.support.dom import Document, Element


@dataclass(frozen=True)
class Seen:
    """A reply: what was asked for, its status and headers, its statements and, for HTML, the parsed document."""

    method: str
    path: str
    status: int
    headers: Headers
    document: Document
    statements: tuple[str, ...] = ()
    budget: int = 12
    is_piece: bool = False
    is_https: bool = False

    @property
    def root(self) -> Element:
        return self.document.root

    @property
    def language(self) -> str:
        html = self.root if self.root.tag == "html" else self.root.first("html")
        return html.get("lang") if html else ""
