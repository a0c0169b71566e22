"""Pieces of a ring as SVG paths, round the origin, with angles from the top clockwise."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, pi, sin

GAP = 4.0
CORNER = 7.0


# Of marks from 1 to 100 there are so many pieces and no more; a page draws fifty of them.
@lru_cache(maxsize=8192)
def wedge_path(start: float, end: float, inner: float, outer: float) -> str:
    """Return a piece of the ring between two angles, with an even gap to its neighbours and soft outer corners."""
    if end - start > 2 * pi - 0.01:
        return f"{_circle(outer)} {_circle(inner)}"
    corner = min(CORNER, (outer - inner) / 2)
    near = _inset(inner)
    far = _inset(outer)
    bend = corner / outer
    wide = int(end - start - 2 * far - 2 * bend > pi)
    return " ".join(
        (
            f"M{_at(start + near, inner)}",
            f"L{_at(start + _inset(outer - corner), outer - corner)}",
            f"Q{_at(start + far, outer)} {_at(start + far + bend, outer)}",
            f"A{numbers(outer, outer)} 0 {wide} 1 {_at(end - far - bend, outer)}",
            f"Q{_at(end - far, outer)} {_at(end - _inset(outer - corner), outer - corner)}",
            f"L{_at(end - near, inner)}",
            f"A{numbers(inner, inner)} 0 {int(end - start - 2 * near > pi)} 0 {_at(start + near, inner)}Z",
        )
    )


@lru_cache(maxsize=8192)
def line_path(start: float, end: float, radius: float) -> str:
    """Return the line across a spoke that shows where the mark was."""
    if end - start > 2 * pi - 0.01:
        return _circle(radius)
    inset = _inset(radius)
    wide = int(end - start - 2 * inset > pi)
    return f"M{_at(start + inset, radius)}A{numbers(radius, radius)} 0 {wide} 1 {_at(end - inset, radius)}"


def _inset(radius: float) -> float:
    return asin(min(1.0, GAP / 2 / radius))


def _at(angle: float, radius: float) -> str:
    return numbers(radius * sin(angle), -radius * cos(angle))


def _circle(radius: float) -> str:
    ends = (numbers(0, -radius), numbers(0, radius))
    size = numbers(radius, radius)
    return f"M{ends[0]}A{size} 0 1 1 {ends[1]}A{size} 0 1 1 {ends[0]}Z"


def numbers(*values: float) -> str:
    """Return the numbers as short as a drawing needs them."""
    return " ".join(f"{value + 0.0:.1f}".removesuffix(".0") for value in (round(one, 1) for one in values))
