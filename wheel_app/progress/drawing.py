"""Where bars and lines go: plain numbers and texts for presentation attributes, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wheel_app.progress.history import Point

WIDTH = 200
HEIGHT = 96
LOW_HEIGHT = 56
# Room at each edge for half a dot and some air.
EDGE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line over time as paths: the way itself, a dot at each point, and a larger one at the last."""

    way: str
    dots: str
    last: str
    height: int


def draw_line(points: Sequence[Point], *, first: str, last: str, rtl: bool, height: int = HEIGHT) -> Line:
    """Draw points on an axis of days from `first` to `last` that runs in the direction of reading."""
    shares = _shares_of_time(points, _day(first), _day(last))
    spots = [
        f"{_across(1 - share if rtl else share)} {_down(point.score, height)}"
        for share, point in zip(shares, points, strict=True)
    ]
    # A line of no length with round ends is a dot, so that all dots are one path.
    dots = [f"M{spot}h0" for spot in spots]
    return Line(way="M" + "L".join(spots), dots="".join(dots[:-1]), last=dots[-1], height=height)


def _shares_of_time(points: Sequence[Point], first: int, last: int) -> list[float]:
    if first == last:
        # Several times on one day: one beside the other in their order.
        return [place / max(1, len(points) - 1) for place in range(len(points))]
    return [(_day(point.filled_on) - first) / (last - first) for point in points]


def _across(share: float) -> int:
    return round(EDGE + share * (WIDTH - 2 * EDGE))


def _down(score: int, height: int) -> int:
    return round(height - EDGE - score / 100 * (height - 2 * EDGE))


def _day(filled_on: str) -> int:
    return date.fromisoformat(filled_on).toordinal()
