"""The person chooses who sees what, sees who can see and who looked; staff read what is shared with them."""

from wheel_app.sharing import routes
from wheel_app.sharing.blueprint import bp

__all__ = ["bp", "routes"]
