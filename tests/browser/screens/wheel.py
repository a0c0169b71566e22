"""The finished wheel."""

from __future__ import annotations

from tests.browser.screens.plan import ChooseGoals
from tests.browser.screens.screen import Screen
from tests.browser.screens.take_home import TakeHome


class Wheel(Screen):
    path = r"/check-ins/[\w-]+"

    def plan(self) -> ChooseGoals:
        self.press('main a[href$="/plan/choose"]')
        return ChooseGoals(self.visitor)

    def take_home(self) -> TakeHome:
        self.press('main a[href="/take-home"]')
        return TakeHome(self.visitor)
