"""Where bars and lines go: plain numbers and texts for presentation attributes, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wheel_app.progress.history import Point

WIDTH = 200
HEIGHT = 64
# Room at each edge for half a dot.
EDGE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line over time: its points as one attribute, and where each point lies."""

    points: str
    dots: tuple[tuple[int, int], ...]


def draw_line(points: Sequence[Point], *, first: str, last: str, rtl: bool) -> Line:
    """Draw points on an axis of days from `first` to `last` that runs in the direction of reading."""
    shares = _shares_of_time(points, _day(first), _day(last))
    dots = tuple(
        (_across(1 - share if rtl else share), _down(point.score)) for share, point in zip(shares, points, strict=True)
    )
    return Line(points=" ".join(f"{x},{y}" for x, y in dots), dots=dots)


def _shares_of_time(points: Sequence[Point], first: int, last: int) -> list[float]:
    if first == last:
        # Several times on one day: one beside the other in their order.
        return [place / max(1, len(points) - 1) for place in range(len(points))]
    return [(_day(point.filled_on) - first) / (last - first) for point in points]


def _across(share: float) -> int:
    return round(EDGE + share * (WIDTH - 2 * EDGE))


def _down(score: int) -> int:
    return round(HEIGHT - EDGE - score / 100 * (HEIGHT - 2 * EDGE))


def _day(filled_on: str) -> int:
    return date.fromisoformat(filled_on).toordinal()
