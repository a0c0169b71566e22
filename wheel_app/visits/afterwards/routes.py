"""The pages after a visit."""

from wheel_app.visits.afterwards import correcting, summary
from wheel_app.visits.afterwards.pages import bp

__all__ = ["bp", "correcting", "summary"]
