"""The wheel and the arc to touch, worked out as plain shapes that screen, paper and PDF draw alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, pi, sin

from wheel_app.tools.label_places import Label, Type, place_labels

LOW, HIGH = 1, 100
RINGS = (20, 40, 60, 80, 100)
HUB = 36.0
GAP = 4.0
CORNER = 7.0
OUTER_WITH_LABELS = 150.0
OUTER_WITH_LARGE_TYPE = 140.0
MARGIN = 4.0


@dataclass(frozen=True)
class Spoke:
    """One topic as the wheel shows it: its mark now, its mark then, and whether it has been looked at."""

    key: str
    label: str
    colour: str
    score: int | None
    was: int | None = None
    is_done: bool = False
    is_here: bool = False


@dataclass(frozen=True)
class Wedge:
    """One drawn spoke: path strings, and its label ready to be set."""

    spoke: Spoke
    ground: str
    value: str | None
    was: str | None
    label: Label


@dataclass(frozen=True)
class WheelDrawing:
    """A whole wheel round the origin; both boxes are (left, top, width, height) in drawing units."""

    wedges: tuple[Wedge, ...]
    rings: tuple[float, ...]
    hub: float
    outer: float
    centre: str | None
    type: Type
    box: tuple[float, float, float, float]
    ring_box: tuple[float, float, float, float]

    @property
    def view_box(self) -> str:
        """The viewBox that holds the wheel and every label."""
        return _numbers(*self.box)

    @property
    def ring_view_box(self) -> str:
        """The viewBox of the wheel alone."""
        return _numbers(*self.ring_box)


def radius_of(score: float, outer: float = OUTER_WITH_LABELS) -> float:
    """Return how far from the centre a mark reaches: nothing at 0, the whole spoke at 100."""
    return HUB + (outer - HUB) * score / HIGH


def draw_wheel(
    spokes: Sequence[Spoke],
    *,
    centre: str | None,
    shows_values: bool = True,
    rtl: bool = False,
    large_type: bool = False,
) -> WheelDrawing:
    """Return the wheel clockwise from the top, the same way round in every language (decision 0004).

    `rtl` sets the labels for a right-to-left script; `large_type` is the drawing for narrow screens.
    """
    outer = OUTER_WITH_LARGE_TYPE if large_type else OUTER_WITH_LABELS
    kind = Type.for_script(rtl=rtl, large=large_type)
    labels = place_labels(
        [(one.label, str(one.score) if shows_values and one.score is not None else None) for one in spokes], outer, kind
    )
    turn = 2 * pi / max(len(spokes), 1)
    wedges = tuple(
        _wedge(one, place * turn, (place + 1) * turn, outer, shows_values, labels[place])
        for place, one in enumerate(spokes)
    )
    ring = (-outer - MARGIN, -outer - MARGIN, 2 * (outer + MARGIN), 2 * (outer + MARGIN))
    rings = tuple(round(radius_of(value, outer), 1) for value in RINGS)
    return WheelDrawing(wedges, rings, HUB, outer, centre, kind, _box_around(ring, labels), ring)


def _wedge(spoke: Spoke, start: float, end: float, outer: float, shows_values: bool, label: Label) -> Wedge:
    reach = (spoke.score if shows_values else HIGH if spoke.is_done else None) or None
    return Wedge(
        spoke,
        ground=wedge_path(start, end, HUB, outer),
        value=wedge_path(start, end, HUB, radius_of(reach, outer)) if reach else None,
        was=line_path(start, end, radius_of(spoke.was, outer)) if shows_values and spoke.was else None,
        label=label,
    )


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
            f"A{_numbers(outer, outer)} 0 {wide} 1 {_at(end - far - bend, outer)}",
            f"Q{_at(end - far, outer)} {_at(end - _inset(outer - corner), outer - corner)}",
            f"L{_at(end - near, inner)}",
            f"A{_numbers(inner, inner)} 0 {int(end - start - 2 * near > pi)} 0 {_at(start + near, inner)}Z",
        )
    )


def line_path(start: float, end: float, radius: float) -> str:
    """Return the line across a spoke that shows where the mark was."""
    if end - start > 2 * pi - 0.01:
        return _circle(radius)
    inset = _inset(radius)
    wide = int(end - start - 2 * inset > pi)
    return f"M{_at(start + inset, radius)}A{_numbers(radius, radius)} 0 {wide} 1 {_at(end - inset, radius)}"


@dataclass(frozen=True)
class TouchArc:
    """The half ring to tap or drag: a line to be drawn thick, from 1 at the start of reading to 100 at its end."""

    path: str
    view_box: str
    x: float
    y: float
    radius: float
    thickness: float
    ticks: tuple[tuple[float, float, float, float], ...]
    ends: tuple[tuple[float, float], tuple[float, float]]
    is_rtl: bool

    def spot(self, score: float) -> tuple[float, float]:
        """Return where on the ring a mark lies."""
        share = (score - LOW) / (HIGH - LOW)
        way = 1 if self.is_rtl else -1
        return (
            round(self.x + way * self.radius * cos(pi * share), 1),
            round(self.y - self.radius * sin(pi * share), 1),
        )


def arc_path(*, rtl: bool = False, bands_end_at: Sequence[int] = (20, 40, 60, 80)) -> TouchArc:
    """Return the arc to touch; right to left it is mirrored, so 1 lies where reading starts."""
    x, y, radius, thickness = 176.0, 176.0, 146.0, 48.0
    side = radius if rtl else -radius
    path = f"M{_numbers(x + side, y)}A{_numbers(radius, radius)} 0 0 {0 if rtl else 1} {_numbers(x - side, y)}"
    view_box = _numbers(0, 0, 2 * x, y + thickness / 2 + MARGIN)
    arc = TouchArc(path, view_box, x, y, radius, thickness, (), ((x + side, y), (x - side, y)), rtl)
    ticks = tuple(_tick(arc, limit + 0.5) for limit in bands_end_at)
    return TouchArc(path, view_box, x, y, radius, thickness, ticks, arc.ends, rtl)


def _tick(arc: TouchArc, score: float) -> tuple[float, float, float, float]:
    spot_x, spot_y = arc.spot(score)
    reach_x = (spot_x - arc.x) / arc.radius * arc.thickness / 2
    reach_y = (spot_y - arc.y) / arc.radius * arc.thickness / 2
    ends = (spot_x - reach_x, spot_y - reach_y, spot_x + reach_x, spot_y + reach_y)
    return (round(ends[0], 1), round(ends[1], 1), round(ends[2], 1), round(ends[3], 1))


def _box_around(ring: tuple[float, float, float, float], labels: Sequence[Label]) -> tuple[float, float, float, float]:
    half = max([ring[2] / 2] + [max(-one.left, one.right) + MARGIN for one in labels])
    top = min([ring[1]] + [one.top - MARGIN for one in labels])
    bottom = max([-ring[1]] + [one.bottom + MARGIN for one in labels])
    return (-half, top, 2 * half, bottom - top)


def _inset(radius: float) -> float:
    return asin(min(1.0, GAP / 2 / radius))


def _at(angle: float, radius: float) -> str:
    return _numbers(radius * sin(angle), -radius * cos(angle))


def _circle(radius: float) -> str:
    ends = (_numbers(0, -radius), _numbers(0, radius))
    size = _numbers(radius, radius)
    return f"M{ends[0]}A{size} 0 1 1 {ends[1]}A{size} 0 1 1 {ends[0]}Z"


def _numbers(*values: float) -> str:
    return " ".join(f"{value + 0.0:.1f}".removesuffix(".0") for value in (round(one, 1) for one in values))
