"""The first screen: what this is, and that it is theirs."""

from __future__ import annotations

from tests.browser.screens.back import Back
from tests.browser.screens.begin import Begin
from tests.browser.screens.screen import Screen


class Calm(Screen):
    path = "/"

    def begin(self) -> Begin:
        self.press('main a[href="/begin"]')
        return Begin(self.visitor)

    def been_here(self) -> Back:
        self.press('main a[href="/back"]')
        return Back(self.visitor)

    def speak(self, language: str) -> Calm:
        self.press(f'main button[name=language][value="{language}"]')
        self.find(f"html[lang={language}]").wait_for(state="attached")
        return Calm(self.visitor)
