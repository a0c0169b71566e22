"""The tree of a family as lines and boxes: numbers for an SVG, the same for screen and paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from wheel_app.people.tree.rules import Descent, Layout

Spot: TypeAlias = tuple[float, float]
Map: TypeAlias = Callable[[float, float], Spot]
MOST_BESIDE = 6
EDGE = 12
BROKEN, DOTS = "7 6", "2 6"
DASHES = {"former-partner": BROKEN, "step-parent": BROKEN, "carer": DOTS, "grandparent": DOTS}


@dataclass(frozen=True)
class Label:
    """What stands in somebody's box: a name, a few words below it, and whether they are still to be born."""

    name: str
    below: str
    is_unborn: bool = False
    is_adult: bool = True


@dataclass(frozen=True)
class Box:
    """Somebody's box by its left top corner, and what stands in it."""

    x: float
    y: float
    label: Label
    name: str


@dataclass(frozen=True)
class Line:
    """A line as an SVG path; `dash` is empty for an unbroken one."""

    path: str
    dash: str


@dataclass(frozen=True)
class Drawing:
    """All that is drawn, and how large."""

    width: float
    height: float
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def has_unborn(self) -> bool:
        """Whether somebody’s frame is dashed."""
        return any(box.label.is_unborn for box in self.boxes)

    @property
    def has_broken(self) -> bool:
        """Whether a line is broken."""
        return any(line.dash == BROKEN for line in self.lines)

    @property
    def has_dots(self) -> bool:
        """Whether a line is of dots."""
        return any(line.dash == DOTS for line in self.lines)


@dataclass(frozen=True)
class Size:
    """How large boxes are, how far apart along a generation and from one to the next, and so the lines between,
    and how far from the middle of a box a line goes round others.
    """

    width: int
    height: int
    along: int
    down: int
    letters: int
    apart: float
    round: float


DOWN = Size(136, 58, 156, 118, 12, 0.06, 0.31)
# From side to side, for narrow screens and for many children.
ACROSS = Size(118, 54, 68, 148, 10, 0.035, 0.45)


def draw(layout: Layout, labels: Mapping[str, Label], *, across: bool = False, mirrored: bool = False) -> Drawing:
    """Draw generations from the top down, or `across` from where reading starts; `mirrored` for reading from the right.

    Where more than six stand beside each other it is drawn across in any case.
    """
    across = across or layout.breadth > MOST_BESIDE
    size = ACROSS if across else DOWN
    long, deep = (layout.breadth - 1) * size.along, (layout.generations - 1) * size.down
    width, height = (deep, long) if across else (long, deep)
    width, height = width + size.width + 2 * EDGE, height + size.height + 2 * EDGE
    half_x, half_y = size.width / 2 + EDGE, size.height / 2 + EDGE

    def spot(generation: float, along: float) -> Spot:
        x, y = (generation * size.down, along * size.along) if across else (along * size.along, generation * size.down)
        x += half_x
        return (width - x if mirrored else x), y + half_y

    return Drawing(
        round(width),
        round(height),
        size.width,
        size.height,
        tuple(_boxes(layout, labels, size, spot)),
        (*_couples(layout, spot, size.round), *_descents(layout, spot, size.apart)),
    )


def _boxes(layout: Layout, labels: Mapping[str, Label], size: Size, spot: Map) -> Sequence[Box]:
    found = []
    for who, place in layout.places.items():
        x, y = spot(*place)
        label = labels[who]
        found.append(Box(_n(x - size.width / 2), _n(y - size.height / 2), label, shortened(label.name, size.letters)))
    return found


def _couples(layout: Layout, spot: Map, round_by: float) -> list[Line]:
    lines = []
    for one, other, kind in layout.couples:
        (level, at), (other_level, there) = layout.places[one], layout.places[other]
        if level == other_level and abs(at - there) <= 1:
            points: list[Spot] = [(level, at), (level, there)]
        else:  # Others stand between them: the line goes round.
            low = max(level, other_level) + round_by
            points = [(level, at), (low, at), (low, there), (other_level, there)]
        lines.append(Line(_path(points, spot), DASHES.get(kind, "")))
    return lines


def _descents(layout: Layout, spot: Map, apart: float) -> list[Line]:
    lines = []
    for number, descent in enumerate(layout.descents):
        level, start = _from(descent, layout)
        # Each at its own height, so that lines of two families do not run into one.
        bar = level + 0.5 + apart * (number % 4 - 1.5)
        if len(descent.parents) == 2 and not _is_couple(descent, layout):
            ends = [layout.places[who] for who in descent.parents]
            lines.append(Line(_path(ends, spot), DASHES.get(descent.kind, "")))
        for child in descent.children:
            below, at = layout.places[child]
            if below <= level:  # What was said contradicts itself; the list beside the tree says it.
                continue
            points = [(level, start), (bar, start), (bar, at), (below, at)]
            lines.append(Line(_path(points, spot), DASHES.get(descent.kind, "")))
    return lines


def _from(descent: Descent, layout: Layout) -> tuple[float, float]:
    spots = [layout.places[who] for who in descent.parents]
    return spots[0][0], sum(along for _, along in spots) / len(spots)


def _is_couple(descent: Descent, layout: Layout) -> bool:
    return any({one, other} == set(descent.parents) for one, other, _ in layout.couples)


def _path(points: Sequence[tuple[float, float]], spot: Map) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in (spot(*point) for point in points))


def _n(number: float) -> float:
    return round(number, 1)


def shortened(name: str, letters: int) -> str:
    """Return a name cut to about so many letters; wide ones count twice, and no sign is parted from its letter."""
    taken, kept = 0, ""
    for character in name:
        if not unicodedata.combining(character):
            taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if taken > letters:
            return kept.rstrip() + "…"
        kept += character
    return kept
