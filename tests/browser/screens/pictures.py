"""Choosing four pictures; shared by keeping, coming back and a new code."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.screens.screen import Screen

FOUR = ("sun", "boat", "tree", "cup")


class Pictures(Screen):
    """A screen with the 24 pictures."""

    def tap(self, pictures: Sequence[str] = FOUR, *, after: Sequence[str] = ()) -> Pictures:
        """Choose pictures one after the other; each is seen in its place before the next."""
        for place, name in enumerate(pictures, len(after) + 1):
            self.press(f'button[name=pick][value="{name}"]')
            expect(self.find(".slot.is-full")).to_have_count(place)
        expect(self.find("input[name=picked]")).to_have_value(",".join([*after, *pictures]))
        return self

    def send(self) -> None:
        self.press("form[data-pictures] .actions .button:not(.button--second)")
