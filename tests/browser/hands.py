"""Three ways to use a page: a finger, a mouse, and the keyboard alone. Journeys are the same with each."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.browser.scripts import script

MOST_TABS = 120
FOCUSED = "(element) => element === document.activeElement"


class Hand(Protocol):
    """Presses buttons and links, and chooses radios and checkboxes."""

    taps: int

    def press(self, control: Locator) -> None: ...

    def choose(self, field: Locator) -> None: ...


class Finger:
    """Taps what can be seen: of a radio or a checkbox that is its label."""

    def __init__(self) -> None:
        self.taps = 0

    def press(self, control: Locator) -> None:
        self.taps += 1
        control.tap()

    def choose(self, field: Locator) -> None:
        self.taps += 1
        _label(field).tap()
        expect(field).to_be_checked()


class Mouse:
    """Clicks, for screens without touch."""

    def __init__(self) -> None:
        self.taps = 0

    def press(self, control: Locator) -> None:
        self.taps += 1
        control.click()

    def choose(self, field: Locator) -> None:
        self.taps += 1
        _label(field).click()
        expect(field).to_be_checked()


class Keys:
    """Tab, arrows, space and Enter. On its way it sees that the focus shows, is in order and is never hidden."""

    def __init__(self) -> None:
        self.taps = 0
        self.faults: list[str] = []

    def press(self, control: Locator) -> None:
        self.go_to(control)
        control.page.keyboard.press("Enter")

    def choose(self, field: Locator) -> None:
        if field.get_attribute("type") == "checkbox":
            self.go_to(field)
            field.page.keyboard.press("Space")
        else:
            self._choose_radio(field)
        expect(field).to_be_checked()

    def go_to(self, control: Locator) -> None:
        """Press Tab until the control has the focus."""
        for _ in range(MOST_TABS):
            if control.evaluate(FOCUSED):
                return
            control.page.keyboard.press("Tab")
            self._look(control.page)
        raise AssertionError(f"{MOST_TABS} times Tab do not reach {control}")

    def _choose_radio(self, field: Locator) -> None:
        page, name = field.page, field.get_attribute("name")
        for _ in range(MOST_TABS):
            if page.evaluate("(name) => document.activeElement.name === name", name):
                break
            page.keyboard.press("Tab")
            self._look(page)
        if field.evaluate(FOCUSED):
            page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if field.is_checked():
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys do not reach {field}")

    def _look(self, page: Page) -> None:
        fault = page.evaluate(script("look-at-focus"))
        if fault:
            self.faults.append(f"{page.url}: {fault}")


def _label(field: Locator) -> Locator:
    return field.page.locator(f'label[for="{field.get_attribute("id")}"]')
