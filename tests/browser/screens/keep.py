"""Four pictures to keep a wheel with."""

from __future__ import annotations

from collections.abc import Sequence

from tests.browser.screens.pictures import FOUR, Pictures
from tests.browser.screens.slip import Slip


class Keep(Pictures):
    path = "/keep"

    def with_pictures(self, pictures: Sequence[str] = FOUR) -> Slip:
        self.tap(pictures)
        self.send()
        return Slip(self.visitor)
