"""The three screens of a plan: what to change, the first steps, and the plan itself."""

from __future__ import annotations

from tests.browser.screens.screen import Screen
from tests.browser.screens.take_home import TakeHome


class Plan(Screen):
    path = r"/check-ins/[\w-]+/plan"

    def take_home(self) -> TakeHome:
        self.press('main a[href="/take-home"]')
        return TakeHome(self.visitor)


class Steps(Screen):
    path = r"/check-ins/[\w-]+/plan/steps"

    def tap_first_step(self, key: str) -> Steps:
        self.visitor.hand.choose(self.find(f'section[aria-labelledby="goal-{key}"] input[type=radio]').first)
        return self

    def write(self, key: str, words: str) -> Steps:
        self.find(f'section[aria-labelledby="goal-{key}"] textarea').fill(words)
        return self

    def make(self) -> Plan:
        self.press(".actions button[type=submit]")
        return Plan(self.visitor)


class ChooseGoals(Screen):
    path = r"/check-ins/[\w-]+/plan/choose"

    def pick(self, *keys: str) -> Steps:
        for key in keys:
            self.choose(f"input[name=topics][value={key}]")
        self.press(".actions button[type=submit]")
        return Steps(self.visitor)

    def nothing_now(self) -> TakeHome:
        self.press('main a[href="/take-home"]')
        return TakeHome(self.visitor)
