"""What must hold on every page that anybody sees. Each check returns its faults, so that one run tells all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.scripts import script

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST_TARGET = 44
NARROW = {"width": 320, "height": 640}
# A window of 1280×1024 at four times its size.
FOUR_TIMES = {"width": 320, "height": 256}


def axe(page: Page) -> list[str]:
    """Run axe with the rules of WCAG 2.2 AA and its best practices, in a window so high that no bar covers anything."""
    height = page.evaluate("() => document.scrollingElement.scrollHeight")
    width = page.evaluate("() => innerWidth")
    with sized(page, {"width": width, "height": height}):
        return _axe(page)


def _axe(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(options).then((all) => all.violations)", options)
    return [
        f"axe {rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def small_targets(page: Page) -> list[str]:
    """Return everything to tap that is smaller than a fingertip."""
    return list(page.evaluate(script("small-targets"), LEAST_TARGET))


def sideways(page: Page) -> list[str]:
    """Return what makes the page scroll sideways, is cut off, or stands past the edge."""
    return list(page.evaluate(script("sideways")))


@contextmanager
def sized(page: Page, size: dict[str, int]) -> Iterator[None]:
    """Look at the page in another size for a while."""
    before = page.viewport_size
    page.set_viewport_size(size)  # type: ignore[arg-type]
    try:
        yield
    finally:
        page.set_viewport_size(before)  # type: ignore[arg-type]


@contextmanager
def restyled(page: Page, css: str) -> Iterator[None]:
    """Look at the page in a reader's own style for a while."""
    page.evaluate(script("lay-over"), css)
    try:
        yield
    finally:
        page.evaluate("() => { document.adoptedStyleSheets.pop(); }")


# The spacing that WCAG 1.4.12 asks a page to bear.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    " p { margin-bottom: 2em !important; }"
)
LARGE = "html { font-size: 200% !important; }"


def squeezed(page: Page) -> list[str]:
    """Return what does not fit: at 320 px, at four times the size, with wide spacing, and with text twice as large."""
    faults = []
    for name, size, css in (
        ("320 px", NARROW, ""),
        ("400 %", FOUR_TIMES, ""),
        ("wide spacing", NARROW, SPACED),
        ("text at 200 %", {"width": 390, "height": 844}, LARGE),
    ):
        with sized(page, size), restyled(page, css):
            faults += [f"at {name}: {fault}" for fault in sideways(page)]
    return faults
