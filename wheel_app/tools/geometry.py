"""The wheel and the arc to touch, worked out as plain shapes that screen, paper and PDF draw alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from wheel_app.tools.label_places import Label, Type, place_labels
from wheel_app.tools.paths import line_path, numbers, wedge_path

LOW, HIGH = 1, 100
RINGS = (20, 40, 60, 80, 100)
HUB = 36.0
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
        return numbers(*self.box)

    @property
    def ring_view_box(self) -> str:
        """The viewBox of the wheel alone."""
        return numbers(*self.ring_box)


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
    path = f"M{numbers(x + side, y)}A{numbers(radius, radius)} 0 0 {0 if rtl else 1} {numbers(x - side, y)}"
    view_box = numbers(0, 0, 2 * x, y + thickness / 2 + MARGIN)
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
