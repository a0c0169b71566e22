"""One topic: the arc to touch, the bands, the number, leaving out and saying more."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.screens.keep import Keep
from tests.browser.screens.screen import Screen
from tests.browser.screens.so_far import SoFar

SAYS_SAVED = """() => {
  const line = document.querySelector('#saved:not(.is-waiting, .not-saved, .clash)');
  return line?.textContent && line.textContent !== line.dataset.saving;
}"""


class Topic(Screen):
    path = r"/check-ins/[\w-]+/topics/\d+"

    def wait(self) -> None:
        expect(self.form).to_have_attribute("action", re.compile(rf"/topics/{self.place}$"))
        super().wait()

    @property
    def place(self) -> str:
        """Where it stands in the order they are asked."""
        return self.visitor.path.rpartition("/")[2]

    @property
    def key(self) -> str:
        return self.find("input[name=topic]").input_value()

    @property
    def checkin_id(self) -> str:
        return self.visitor.path.split("/")[2]

    @property
    def form(self) -> Locator:
        return self.find("#topic-form")

    @property
    def saved(self) -> Locator:
        return self.find("#saved")

    @property
    def slider(self) -> Locator:
        return self.find("[data-slider]")

    @property
    def number(self) -> Locator:
        return self.find("#score")

    @property
    def next_button(self) -> Locator:
        return self.find("button[name=go][value=next]")

    def band(self, key: int) -> Locator:
        return self.find(f"#band-{key}")

    def answer(self, band: int) -> Topic:
        """Choose a band; with a script it is kept before anything else is pressed."""
        self.choose(f"#band-{band}")
        return self

    def expect_saved(self) -> Topic:
        """Wait until the page says that the answer is kept."""
        self.page.wait_for_function(SAYS_SAVED)
        return self

    def on(self) -> Topic:
        """Go on to the next topic."""
        before = self.place
        self.press("button[name=go][value=next]")
        self.page.wait_for_url(lambda url: "/topics/" in url and not url.endswith(f"/{before}"))
        return Topic(self.visitor)

    def back(self) -> Topic:
        before = self.place
        self.press("button[name=go][value=back]")
        self.page.wait_for_url(lambda url: not url.endswith(f"/{before}"))
        return Topic(self.visitor)

    def on_to_the_wheel(self) -> SoFar:
        """Go on from the last of the first topics."""
        self.press("button[name=go][value=next]")
        return SoFar(self.visitor)

    def so_far(self) -> SoFar:
        self.press("button[name=go][value=so-far]")
        return SoFar(self.visitor)

    def keep(self) -> Keep:
        self.press("button[name=go][value=keep]")
        return Keep(self.visitor)

    def leave_out(self, why: str) -> Topic:
        if not self.find(".leave-out[open]").count():
            self.press(".leave-out summary")
        self.choose(f"#left-out-{why}")
        return self

    def say_more(self, words: str) -> Topic:
        if not self.find(".say-more[open]").count():
            self.press(".say-more summary")
        self.find("#note").fill(words)
        return self
