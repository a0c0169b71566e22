"""The question before what is asked in private, and the two topics behind it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.screens.screen import Screen
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.topic import Topic


class Question(Screen):
    path = r"/check-ins/[\w-]+/more"

    def yes(self) -> InPrivate:
        self.press("button[name=private][value=yes]")
        return InPrivate(self.visitor)

    def not_now(self) -> SoFar:
        self.press("button[name=private][value=no]")
        return SoFar(self.visitor)


class InPrivate(Topic):
    path = r"/check-ins/[\w-]+/more/\d+"

    def wait(self) -> None:
        expect(self.form).to_have_attribute("action", re.compile(rf"/more/{self.place}$"))
        Screen.wait(self)

    def next(self) -> InPrivate:
        """Go on to the second of the two."""
        self.press("button[name=go][value=next]")
        self.page.wait_for_url(re.compile(r"/more/2$"))
        return InPrivate(self.visitor)

    def end(self) -> SoFar:
        """Go on from the last of them."""
        self.press("button[name=go][value=next]")
        return SoFar(self.visitor)


def ask(far: SoFar) -> Question:
    """From the wheel so far to the question."""
    far.press('a[href$="/more"]')
    return Question(far.visitor)
