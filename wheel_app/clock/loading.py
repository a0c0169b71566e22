"""Reading the sets of points at start, and the one that is used here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from wheel_app.clock.point_format import read_point_set
from wheel_app.clock.rules import PointSet
from wheel_app.config import SettingError
from wheel_app.tools import Faults

SHIPPED = Path(__file__).parent / "point_sets"
OWN_POINTS = "points.toml"


@dataclass(frozen=True)
class PointSets:
    """Every set that is here, and the one that is in use."""

    running: PointSet
    others: tuple[PointSet, ...]

    def name_of(self, key: str) -> str | None:
        """Return what a point is called: in the set in use, else in another one; None where no set knows it."""
        found = (point_set.find(key) for point_set in (self.running, *self.others))
        return next((point.label for point in found if point), None)


def load_point_sets(area: Path | None, wanted: str) -> PointSets:
    """Read every set; raises ToolError naming every mistake, and SettingError where no set has the wanted key."""
    faults = Faults()
    shipped = _read_shipped(faults)
    own = _read_own(area / OWN_POINTS, shipped, faults) if area and (area / OWN_POINTS).exists() else None
    faults.raise_if_any()
    sets = {**shipped, **({own.key: own} if own else {})}
    if wanted not in sets:
        raise SettingError(f"WHEEL_POINT_SET names “{wanted}”, and there is no such set. Known are: {', '.join(sets)}.")
    return PointSets(sets[wanted], tuple(one for key, one in sets.items() if key != wanted))


def check_own_points(path: Path, faults: Faults) -> None:
    """Say every mistake in an area’s own set of points."""
    _read_own(path, _read_shipped(faults), faults)


def _read_shipped(faults: Faults) -> dict[str, PointSet]:
    found = (read_point_set(path, faults) for path in sorted(SHIPPED.glob("*.toml")))
    return {one.key: one for one in found if one}


def _read_own(path: Path, shipped: dict[str, PointSet], faults: Faults) -> PointSet | None:
    own = read_point_set(path, faults)
    if own and own.key in shipped:
        faults.add(path, 1, f"the key “{own.key}” is kept for a set of the app", "Give the set a key of your own")
    return own


def point_sets() -> PointSets:
    """Return the sets that the running app read at start."""
    return cast(PointSets, current_app.extensions["wheel_point_sets"])


def points() -> PointSet:
    """Return the set of points that is in use here."""
    return point_sets().running


def point_named(key: str) -> str:
    """Return what a point is called, in whatever set it stands; its key where none has it."""
    return point_sets().name_of(key) or key
