"""The points before school as versioned data, and for each child when each is due, late or past."""

from wheel_app.clock.actions import (
    export,
    mark_delivered,
    next_for,
    reckon_all,
    reckon_changed_set,
    reckon_member,
    silence,
    unmark_delivered,
    windows_of,
    windows_of_each,
)
from wheel_app.clock.due.counting import count_due
from wheel_app.clock.due.rules import Counts
from wheel_app.clock.following import follow_facts, follow_silence
from wheel_app.clock.loading import (
    OWN_POINTS,
    PointSets,
    check_own_points,
    load_point_sets,
    point_named,
    point_sets,
    points,
)
from wheel_app.clock.queries import erase_family
from wheel_app.clock.rules import Offset, Point, PointSet, Window, as_known, next_of

__all__ = [
    "OWN_POINTS",
    "Counts",
    "Offset",
    "Point",
    "PointSet",
    "PointSets",
    "Window",
    "as_known",
    "check_own_points",
    "count_due",
    "erase_family",
    "export",
    "follow_facts",
    "follow_silence",
    "load_point_sets",
    "mark_delivered",
    "next_for",
    "next_of",
    "point_named",
    "point_sets",
    "points",
    "reckon_all",
    "reckon_changed_set",
    "reckon_member",
    "silence",
    "unmark_delivered",
    "windows_of",
    "windows_of_each",
]
