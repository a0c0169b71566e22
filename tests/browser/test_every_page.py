"""Every page and every state of it: axe, sizes of targets, nothing sideways, in both languages, sizes and lights."""

from __future__ import annotations

import pytest

from tests.browser import checks
from tests.browser.conftest import PICTURES
from tests.browser.hearing import BRITISH, URDU, give_voices
from tests.browser.tours import TOURS, speaking
from tests.browser.visitor import SIZES, NewVisitor, Visitor

LOOKS = [("phone", "light"), ("tablet", "dark")]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("tour", list(TOURS))
def test_every_page_can_be_used_by_everybody(new_visitor: NewVisitor, tour: str, language: str) -> None:
    visitor = new_visitor()
    # With every button to listen there is more to fit in than without.
    give_voices(visitor, BRITISH, URDU)
    speaking(visitor, language)
    faults = []
    for stop in TOURS[tour](visitor):
        for size, light in LOOKS:
            faults += look(visitor, f"{stop}-{size}-{light}-{language}", size, light)
        set_look(visitor, "phone", "light")
        squeezed = checks.squeezed(visitor.page)
        faults += [f"{stop}-{language}: {fault}" for fault in squeezed]
    assert not faults, "\n".join(faults)


def look(visitor: Visitor, name: str, size: str, light: str) -> list[str]:
    """Look at one page in one size and light; a picture is kept where something is wrong."""
    set_look(visitor, size, light)
    page = visitor.page
    faults = [*checks.axe(page), *checks.small_targets(page), *checks.sideways(page)]
    direction = page.locator("html").get_attribute("dir")
    if direction != ("rtl" if name.endswith("-ur") else "ltr"):
        faults.append(f"the page runs {direction}")
    if faults:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    return [f"{name}: {fault}" for fault in faults]


def set_look(visitor: Visitor, size: str, light: str) -> None:
    width, height = SIZES[size]
    visitor.page.set_viewport_size({"width": width, "height": height})
    # Colours that are still on their way to dark are nobody’s colours.
    visitor.page.emulate_media(color_scheme="dark" if light == "dark" else "light", reduced_motion="reduce")
