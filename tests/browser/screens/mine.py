"""One's own page, and where it leads."""

from __future__ import annotations

from tests.browser.screens.screen import Screen


class Mine(Screen):
    path = "/mine"

    def carry_on(self) -> None:
        self.press('main a[href$="/so-far"]')

    def again(self) -> Again:
        self.press('main a[href="/again"]')
        return Again(self.visitor)

    def then_and_now(self) -> ThenAndNow:
        self.press('main a[href="/then-and-now"]')
        return ThenAndNow(self.visitor)

    def something_changed(self) -> Changed:
        self.press('main a[href="/something-changed"]')
        return Changed(self.visitor)

    def put_away(self) -> PutAway:
        self.press('main a[href="/put-away"]')
        return PutAway(self.visitor)

    def new_code(self) -> None:
        self.press('main a[href="/new-code"]')

    def done(self) -> None:
        self.press('form[action="/done"] button.button')


class Again(Screen):
    path = "/again"

    def say(self, present: str = "alone") -> None:
        self.choose(f"#present-{present}")
        self.press(".actions button[type=submit]")


class ThenAndNow(Screen):
    path = "/then-and-now"


class PutAway(Screen):
    path = "/put-away"

    def bring_back(self) -> Mine:
        self.press('form[action$="/bring-back"] button.button')
        return Mine(self.visitor)


class Changed(Screen):
    path = "/something-changed"

    def say(self, kind: str) -> WhatItTouches:
        self.press(f'button[name=kind][value="{kind}"]')
        self.find("input[name=step]").wait_for(state="attached")
        return WhatItTouches(self.visitor)


class WhatItTouches(Screen):
    path = "/something-changed"

    def put_away(self) -> PutAway:
        self.press(".actions button[type=submit]")
        return PutAway(self.visitor)
