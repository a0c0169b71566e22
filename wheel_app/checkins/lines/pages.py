"""The pages of scales and checklists, as they are registered."""

from wheel_app.checkins.lines import filling_in, routes
from wheel_app.checkins.lines.routes import bp

__all__ = ["bp", "filling_in", "routes"]
