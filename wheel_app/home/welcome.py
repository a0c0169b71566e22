"""The wheel on the first page: an ornament, nobody's answers."""

from __future__ import annotations

from functools import cache

from wheel_app.tools import Tool
from wheel_app.tools.geometry import Spoke, WheelDrawing, draw_wheel

LENGTHS = (62, 44, 51, 74, 48, 80, 66, 55, 60, 42, 53, 76)


@cache
def welcome_wheel(tool: Tool) -> WheelDrawing:
    """Return a wheel in the tool's colours, without a word on it."""
    lengths = (LENGTHS[place % len(LENGTHS)] for place in range(len(tool.topics)))
    spokes = [Spoke(topic.key, "", topic.colour, length) for topic, length in zip(tool.topics, lengths, strict=True)]
    return draw_wheel(spokes, centre=None)
