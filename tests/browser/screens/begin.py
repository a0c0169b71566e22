"""Who it is about, and who is here."""

from __future__ import annotations

from tests.browser.screens.choose import Choose
from tests.browser.screens.screen import Screen


class Begin(Screen):
    path = "/begin"

    def say(self, about: str = "little", present: str = "alone") -> Choose:
        self.choose(f"#about-{about}")
        self.choose(f"#present-{present}")
        self.press(".actions button[type=submit]")
        return Choose(self.visitor)
