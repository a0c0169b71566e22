"""Loading where postcodes are from a file of an authority, such as the one that the statistics office gives away."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wheel_app.directory.postcodes.queries import AT_ONCE, list_placeless, put_points, update_point
from wheel_app.directory.postcodes.rules import Point, cell_of, fold_postcode
from wheel_app.storage import Database

# Of each, the names that such files have for it.
POSTCODE = ("postcode", "pcds", "pcd", "pcd7", "pcd8")
NORTH, EAST = ("lat", "latitude"), ("long", "lon", "lng", "longitude")
# So many in one transaction: others want to write meanwhile.
AT_A_TIME = 2_000
MICRO = 1_000_000


class NoPostcodes(Exception):
    """The file cannot be read as one of postcodes; the message says why in one sentence."""


@dataclass(frozen=True)
class Loaded:
    """How many points were stored, how many lines had none, and how many places of the book have one now."""

    points: int
    left_out: int
    places: int


def load_postcodes(db: Database, path: Path) -> Loaded:
    """Store the points of a CSV file with a heading, over those that there are; places without one get theirs.

    Lines without a whole postcode and a point are left out. Raises NoPostcodes, also in the middle of the file: what
    was read up to there stays, and the file can be loaded again.
    """
    points = left_out = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for some in _batches(_lines(csv.reader(file)), AT_A_TIME):
                known = {code: (code, lat, lon) for code, lat, lon in filter(None, some)}
                _store(db, list(known.values()))
                points += len(known)
                left_out += sum(one is None for one in some)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NoPostcodes(f"{path.name} cannot be read as a CSV file: {error}.") from None
    return Loaded(points, left_out, place_the_placeless(db))


def _lines(rows: Iterator[list[str]]) -> Iterator[tuple[str, int, int] | None]:
    names = [name.strip().lower() for name in next(rows, [])]
    at = [next((names.index(name) for name in known if name in names), None) for known in (POSTCODE, NORTH, EAST)]
    if None in at:
        raise NoPostcodes("The first line must name the columns postcode, latitude and longitude.")
    code, north, east = (place or 0 for place in at)
    for row in rows:
        yield _point(row, code, north, east)


def _point(row: list[str], code: int, north: int, east: int) -> tuple[str, int, int] | None:
    try:
        postcode, lat, lon = fold_postcode(row[code]), float(row[north]), float(row[east])
    except (IndexError, ValueError):
        return None
    # 99.999999 north is how the statistics office says that it does not know.
    if postcode is None or " " not in postcode or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return postcode, round(lat * MICRO), round(lon * MICRO)


def _batches(lines: Iterable[tuple[str, int, int] | None], many: int) -> Iterator[list[tuple[str, int, int] | None]]:
    found = iter(lines)
    while some := list(islice(found, many)):
        yield some


def _store(db: Database, points: list[tuple[str, int, int]]) -> None:
    with db.transaction():
        for start in range(0, len(points), AT_ONCE):
            put_points(db, points[start : start + AT_ONCE])


def place_the_placeless(db: Database) -> int:
    """Give each place of the book without a point that of its postcode; return how many have one now."""
    placed, after = 0, ""
    while some := list_placeless(db, after):
        with db.transaction():
            for place_id, _, lat, lon in some:
                update_point(db, place_id, Point(lat, lon), cell=cell_of(lat, lon))
        placed, after = placed + len(some), some[-1][0]
    return placed
