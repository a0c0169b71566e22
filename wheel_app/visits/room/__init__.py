"""The worker’s pages of a visit while it goes on."""

from wheel_app.visits.room import beginning, overview, telling
from wheel_app.visits.room.blueprint import bp

__all__ = ["beginning", "bp", "overview", "telling"]
