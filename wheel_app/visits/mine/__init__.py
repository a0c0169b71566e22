"""A parent’s own pages of a visit: beforehand on their own phone, or in the room on a device that was handed over."""

from wheel_app.visits.mine import before, handed, part
from wheel_app.visits.mine.blueprint import bp, way_on

__all__ = ["before", "bp", "handed", "part", "way_on"]
