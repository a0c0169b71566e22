"""What is on your mind, and what is going all right."""

from __future__ import annotations

from tests.browser.screens.screen import Screen
from tests.browser.screens.topic import Topic


class Choose(Screen):
    path = r"/check-ins/[\w-]+/choose"

    def pick(self, mind: tuple[str, ...] = ("money", "mood", "home"), right: str = "people") -> Topic:
        for key in mind:
            self.choose(f"input[name=mind][value={key}]")
        if right:
            self.choose(f"#right-{right}")
        self.press(".actions button[type=submit]")
        return Topic(self.visitor)
