"""Whoever cannot read can listen: each main button says its own words, by a recording or by the voice of the device."""

from __future__ import annotations

from tests.conftest import Clock
from tests.support.dom import Element
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.support.walk import every_page

# Their button is somebody's name, which nobody has recorded; the page is read to everybody by who holds the device.
NAMED = {"turns", "turns-next"}
# On a device that families use, but for the hands of staff.
OF_STAFF = {"kiosk-closed", "register-device", "register-device-error", "take-back", "take-back-error"}


def main_buttons(page: Page) -> list[Element]:
    """What is pressed to go on: neither the second choice nor a quiet one."""
    found = page.all("main a.button, main button.button")
    lesser = {"button--second", "button--quiet", "button--back"}
    return [one for one in found if not lesser & set(one.classes) and one.text]


def said_on(page: Page) -> str:
    """All that can be heard on a page."""
    return " | ".join(one.get("data-say") + one.get("aria-label") for one in page.all("main .listen"))


def unheard(buttons: list[Element], said: str) -> list[str]:
    """The words of each main button that nothing on the page says aloud."""
    return [one.text for one in buttons if one.text not in said]


def test_every_main_button_can_be_heard(client: PageClient, clock: Clock) -> None:
    pages = every_page(client, "en", lambda: clock.forward(days=90))
    # Staff read.
    families = ((name, page) for name, page in pages if page.first("body.family") and name not in NAMED | OF_STAFF)
    walked = {name: unheard(main_buttons(page), said_on(page)) for name, page in families}
    assert {name: words for name, words in walked.items() if words} == {}


def test_a_button_that_nobody_says_bites(client: PageClient) -> None:
    assert unheard(main_buttons(client.get("/")), "") == ["Begin"]
