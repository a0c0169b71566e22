"""Postcodes of the United Kingdom, squares of the map, and distances good enough to sort by."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

# As Royal Mail builds them: an area and district, then a digit and two letters.
WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
FIRST_HALF = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
METRES_A_MILE = 1_609
# A microdegree of latitude is 0.111 metres; distances are counted in tens of metres.
NORTH_STEP = 90
MOST_MILES = 20
# Rows of squares that a circle of MOST_MILES reaches into, a tenth of a degree (11 km) each.
BANDS = 7


@dataclass(frozen=True)
class Point:
    """A place on the map in whole microdegrees. `is_rough` when it is the middle of an area."""

    lat_micro: int
    lon_micro: int
    is_rough: bool = False

    @property
    def east_step(self) -> int:
        """Microdegrees of longitude that make ten metres here."""
        return max(1, round(NORTH_STEP / max(0.01, math.cos(math.radians(self.lat_micro / 1_000_000)))))


def fold_postcode(typed: str) -> str | None:
    """Return a whole postcode as it is kept, 'OL1 1AA', or its first half, 'OL1'; None for anything else."""
    tight = re.sub(r"[^A-Z0-9]", "", typed.upper())
    whole = WHOLE.fullmatch(tight)
    if whole:
        return f"{whole[1]} {whole[2]}"
    return tight if FIRST_HALF.fullmatch(tight) else None


def cell_of(lat_micro: int, lon_micro: int) -> str:
    """Return the square that a point lies in: its row and its place in the row, each of fixed width."""
    return f"{_row(lat_micro):04d}{_column(lon_micro):05d}"


def rows_around(point: Point, miles: int) -> list[tuple[str, str]]:
    """Return for each row of squares within reach the first and the last square."""
    north = miles * METRES_A_MILE // 10 * NORTH_STEP
    east = miles * METRES_A_MILE // 10 * point.east_step
    lows, highs = _column(point.lon_micro - east), _column(point.lon_micro + east)
    rows = range(_row(point.lat_micro - north), _row(point.lat_micro + north) + 1)
    return [(f"{row:04d}{lows:05d}", f"{row:04d}{highs:05d}") for row in rows]


def tens_of_metres(miles: int) -> int:
    """Return a distance in tens of metres."""
    return miles * METRES_A_MILE // 10


def _row(lat_micro: int) -> int:
    return min(1_800, max(0, (lat_micro + 90_000_000) // 100_000))


def _column(lon_micro: int) -> int:
    return min(36_000, max(0, (lon_micro + 180_000_000) // 10_000))
