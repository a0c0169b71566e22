"""A wheel that several people do: names first, and at the end a turn for each."""

from __future__ import annotations

from collections.abc import Sequence

from tests.browser.screens.choose import Choose
from tests.browser.screens.pictures import FOUR, Pictures
from tests.browser.screens.screen import Screen


class Together(Screen):
    path = "/together"

    def say(self, *names: str, about: str = "little", present: str = "alone") -> Choose:
        for place, name in enumerate(names, 1):
            self.find(f"#name_{place}").fill(name)
        self.choose(f"#about-{about}")
        self.choose(f"#present-{present}")
        self.press(".actions button[type=submit]")
        return Choose(self.visitor)


class Turns(Screen):
    path = "/together/take-home"

    def next(self) -> Turn:
        self.press('main a[href^="/together/turns/"]')
        return Turn(self.visitor)

    def done(self) -> None:
        self.press('form[action="/done"] button.button')


class TurnSlip(Screen):
    path = r"/together/turns/\d"

    def wait(self) -> None:
        self.find(".code").wait_for()
        super().wait()

    @property
    def code(self) -> str:
        return self.find(".code").inner_text()

    def pass_on(self) -> Turns:
        self.press('main a[href="/together/take-home"]')
        return Turns(self.visitor)


class Turn(Pictures):
    path = r"/together/turns/\d"

    def by_code(self, code: str, pictures: Sequence[str] = FOUR) -> Turns:
        self.find("#code").fill(code)
        self.tap(pictures)
        self.send()
        return Turns(self.visitor)

    def by_pictures(self, pictures: Sequence[str] = FOUR) -> TurnSlip:
        self.tap(pictures)
        self.send()
        return TurnSlip(self.visitor)

    def nothing(self) -> Turns:
        self.press('button[name=take][value="nothing"]')
        return Turns(self.visitor)
