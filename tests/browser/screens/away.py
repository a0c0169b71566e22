"""Where an unused page goes, and where a device waits for the next person."""

from __future__ import annotations

from tests.browser.screens.back import BackHere
from tests.browser.screens.screen import Screen


class Away(Screen):
    path = "/away"

    def go_on_here(self) -> BackHere:
        self.press('main a[href="/back-here"]')
        return BackHere(self.visitor)
