"""Then and now: what changed between two check-ins, and each topic’s way through all of them."""

from wheel_app.progress.history import UnknownTime
from wheel_app.progress.lines.reading import LinesSeen, look_back_on_lines
from wheel_app.progress.lines.rules import GroupChange, LineChange, LinesCompared, compare_lines
from wheel_app.progress.picture import Pen, Reader
from wheel_app.progress.queries import LookBack, look_back_on
from wheel_app.progress.routes import say_day
from wheel_app.progress.rules import compare

__all__ = [
    "GroupChange",
    "LineChange",
    "LinesCompared",
    "LinesSeen",
    "LookBack",
    "Pen",
    "Reader",
    "UnknownTime",
    "compare",
    "compare_lines",
    "look_back_on",
    "look_back_on_lines",
    "say_day",
]
