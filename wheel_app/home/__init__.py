"""Arriving, taking home, coming back, and the person's own page."""

from wheel_app.home import changed, coming_back, routes, taking_home
from wheel_app.home.blueprint import bp

__all__ = ["bp", "changed", "coming_back", "routes", "taking_home"]
