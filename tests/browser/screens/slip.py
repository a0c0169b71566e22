"""The slip with the code and its square to scan."""

from __future__ import annotations

from tests.browser.screens.screen import Screen


class Slip(Screen):
    path = "/slip"

    @property
    def code(self) -> str:
        return self.find(".code").inner_text()

    def carry_on(self) -> None:
        self.press('main a[href$="/so-far"]')

    def done(self) -> None:
        self.press('form[action="/done"] button.button')
