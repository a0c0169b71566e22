"""Take it home: keep it, the plan on paper or phone, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from tests.browser.screens.pictures import FOUR, Pictures
from tests.browser.screens.screen import Screen
from tests.browser.screens.slip import Slip


class Gone(Screen):
    path = "/erase"


class TakeHome(Pictures):
    path = "/take-home"

    def keep(self, pictures: Sequence[str] = FOUR) -> Slip:
        self.tap(pictures)
        self.send()
        return Slip(self.visitor)

    def my_own_phone(self) -> TakeHome:
        self.press('form[action="/own-phone"] button.button')
        self.find('a[href$=".pdf"]').wait_for()
        return TakeHome(self.visitor)

    def leave_nothing(self) -> Gone:
        self.press('form[action="/erase"] button.button')
        return Gone(self.visitor)
