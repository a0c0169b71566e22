"""Arriving, taking home, coming back, and the person's own page."""

from wheel_app.home import changed, coming_back, kiosk, lost_slip, routes, taking_home, today, together
from wheel_app.home.blueprint import bp
from wheel_app.home.today import TODAY

__all__ = ["TODAY", "bp", "changed", "coming_back", "kiosk", "lost_slip", "routes", "taking_home", "today", "together"]
