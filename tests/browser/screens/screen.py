"""What all screens share."""

from __future__ import annotations

import re
from typing import ClassVar, TypeVar

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

Next = TypeVar("Next", bound="Screen")


class Screen:
    """A screen that the visitor is looking at. Making one waits until it is there, and counts it."""

    path: ClassVar[str]

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        expect(self.page).to_have_url(re.compile(rf"^https?://[^/]+{self.path}([?#].*)?$"))
        self.wait()
        visitor.screens.append(self.name)

    def wait(self) -> None:
        """Wait until the screen can be used."""
        expect(self.heading).to_be_visible()
        if self.visitor.has_script:
            expect(self.page.locator("html.js")).to_be_attached()

    @property
    def name(self) -> str:
        return type(self).__name__.lower()

    @property
    def page(self) -> Page:
        return self.visitor.page

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def press(self, selector: str) -> None:
        self.visitor.hand.press(self.find(selector))

    def choose(self, selector: str) -> None:
        self.visitor.hand.choose(self.find(selector))

    def exit(self) -> None:
        """Leave at once."""
        self.press("a.exit")
