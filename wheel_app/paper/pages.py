"""The pages about paper, all of them for staff."""

from wheel_app.paper.blueprint import PAPER, bp
from wheel_app.paper.sheets import routes as sheets
from wheel_app.paper.strips import batch_routes, routes, taking_back_routes

__all__ = ["PAPER", "batch_routes", "bp", "routes", "sheets", "taking_back_routes"]
