"""Fingers as the system sends them, several at a time, with what a tap cannot do: drag, rest, and be called off."""

from __future__ import annotations

import math
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

Spot = tuple[float, float]


@dataclass(frozen=True)
class Ring:
    """Where the arc lies on the screen."""

    x: float
    y: float
    radius: float
    is_rtl: bool

    def at(self, score: int, *, beside: float = 1.0) -> Spot:
        """The place of a score; `beside` moves it inwards (below 1) or outwards."""
        angle = math.pi * (score - 1) / 99
        across = math.cos(angle) * self.radius * beside * (1 if self.is_rtl else -1)
        return self.x + across, self.y - math.sin(angle) * self.radius * beside


MEASURE = """() => {
  const box = document.querySelector('[data-arc]');
  const { x, y, radius } = box.dataset;
  const to = box.querySelector('svg').getScreenCTM();
  const middle = new DOMPoint(+x, +y).matrixTransform(to);
  return [middle.x, middle.y, radius * to.a, getComputedStyle(box).direction === 'rtl'];
}"""


def ring_on(page: Page) -> Ring:
    page.locator("[data-arc]").scroll_into_view_if_needed()
    return Ring(*page.evaluate(MEASURE))


class Fingers:
    """Touches of one page."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)

    def down(self, *spots: Spot, size: float = 10) -> None:
        self._send("touchStart", spots, size)

    def move(self, *spots: Spot) -> None:
        self._send("touchMove", spots, 10)

    def up(self) -> None:
        self._send("touchEnd", (), 10)

    def call_off(self) -> None:
        """What the system does when a call comes in, or when it takes the touch for a gesture of its own."""
        self._send("touchCancel", (), 10)

    def tap(self, spot: Spot) -> None:
        self.down(spot)
        self.up()

    def drag(self, *way: Spot) -> None:
        self.down(way[0])
        for spot in way[1:]:
            self.move(spot)
        self.up()

    def _send(self, kind: str, spots: tuple[Spot, ...], size: float) -> None:
        points = [
            {"x": x, "y": y, "id": number, "radiusX": size, "radiusY": size} for number, (x, y) in enumerate(spots)
        ]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
