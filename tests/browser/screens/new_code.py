"""A new code, with new pictures or the same."""

from __future__ import annotations

from tests.browser.screens.pictures import Pictures
from tests.browser.screens.slip import Slip


class NewCode(Pictures):
    path = "/new-code"

    def same_pictures(self) -> Slip:
        self.press("button[name=go][value=same]")
        return Slip(self.visitor)
