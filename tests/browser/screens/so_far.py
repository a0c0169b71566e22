"""The wheel so far: stop here or carry on."""

from __future__ import annotations

from tests.browser.screens.keep import Keep
from tests.browser.screens.plan import ChooseGoals
from tests.browser.screens.screen import Screen
from tests.browser.screens.wheel import Wheel


class SoFar(Screen):
    path = r"/check-ins/[\w-]+/so-far"

    def stop(self) -> ChooseGoals:
        """Stop at a small wheel, which has been seen: what to change comes next."""
        self.press('form[action$="/finish"] button.button')
        return ChooseGoals(self.visitor)

    def finish(self) -> Wheel:
        """Finish a wheel of six topics or more: it is shown with its number."""
        self.press('form[action$="/finish"] button.button')
        return Wheel(self.visitor)

    def carry_on(self) -> None:
        self.press('.actions a[href*="/topics/"]')

    def keep(self) -> Keep:
        self.press('a[href^="/keep"]')
        return Keep(self.visitor)

    def open_topic(self, place: str) -> None:
        self.press(f'.row__link[href$="/topics/{place}"]')

    def add_own(self, name: str) -> None:
        if not self.find("details.card[open]").count():
            self.press("details.card summary")
        self.find("#name").fill(name)
        self.press('form[action$="/own-topic"] button.button')
