"""Somebody with a device: a browser context, one hand, a page in front of them, and a watch over all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.hands import Finger, Hand, Keys, Mouse
from tests.browser.served import AWAY, Server
from tests.browser.watch import Watch

SIZES = {"phone": (390, 844), "tablet": (820, 1180), "desk": (1280, 800), "small": (320, 640)}


class Visitor:
    """Opens pages of one server. `screens` grows with every screen object that finds its screen."""

    def __init__(
        self,
        browser: Browser,
        server: Server,
        *,
        size: str = "phone",
        hand: type[Finger] | type[Mouse] | type[Keys] = Finger,
        script: bool = True,
        keeps_files: bool = True,
        **context: Any,
    ) -> None:
        """`keeps_files` is what browsers do: off, style and script are fetched anew for each page."""
        self.server = server
        self.hand: Hand = hand()
        self.has_script = script
        self.context = browser.new_context(**_context(size, hand, script), **context)
        self.watch = Watch(self.context, server.base, AWAY)
        if not keeps_files:
            # Where anything is answered in another's place, nothing is taken from the cache.
            self.context.route("https://nobody.invalid/**", lambda route: route.abort())
        self.page = self.context.new_page()
        self.screens: list[str] = []

    def open(self, path: str = "/") -> None:
        self.page.goto(self.server.base + path)

    def new_tab(self) -> Page:
        """Another page beside this one; the visitor then looks at it."""
        self.page = self.context.new_page()
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def cookies(self) -> dict[str, str]:
        return {cookie["name"]: cookie["value"] for cookie in self.context.cookies()}

    def faults(self) -> list[str]:
        seen = self.hand.faults if isinstance(self.hand, Keys) else []
        return [*self.watch.unexpected(), *seen]

    def photograph(self, path: Path) -> None:
        """Keep a picture of every open page, to see why a test failed."""
        path.parent.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(self.context.pages):
            page.screenshot(path=f"{path}-{number}.png")


def _context(size: str, hand: type[Hand], script: bool) -> dict[str, Any]:
    width, height = SIZES[size]
    is_touch = hand is Finger
    return {
        "viewport": {"width": width, "height": height},
        "has_touch": is_touch,
        "is_mobile": is_touch,
        "locale": "en-GB",
        "java_script_enabled": script,
        "ignore_https_errors": True,
    }


NewVisitor = Callable[..., Visitor]
__all__ = ["BrowserContext", "NewVisitor", "Visitor"]
