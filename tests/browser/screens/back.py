"""Coming back: with a code and pictures, or on the same device with the pictures alone."""

from __future__ import annotations

from collections.abc import Sequence

from tests.browser.screens.mine import Mine
from tests.browser.screens.pictures import FOUR, Pictures


class BackHere(Pictures):
    path = "/back-here"

    def come(self, pictures: Sequence[str] = FOUR) -> Mine:
        self.tap(pictures)
        self.send()
        return Mine(self.visitor)


class Back(Pictures):
    path = "/back"

    def type_code(self, code: str) -> Back:
        self.find("#code").fill(code)
        return self

    def come(self, pictures: Sequence[str] = FOUR) -> Mine:
        self.tap(pictures)
        self.send()
        return Mine(self.visitor)

    def on_this_device(self) -> BackHere:
        self.press('main a[href="/back-here"]')
        return BackHere(self.visitor)
