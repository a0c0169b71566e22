"""The wheels that a person can begin, and the ways into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.tools.rules import About, Tool
from wheel_app.tools.shelves import Library

FAMILY_WHEEL = "family-wheel"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One answer to “who is it about?”: a wheel, and whom a check-in with it is about."""

    tool: Tool
    about: About

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return way_value(self.tool.id, self.about.key)


def way_value(tool_id: str, about: str) -> str:
    """Return what a form sends for a wheel about somebody."""
    return about if tool_id == FAMILY_WHEEL else f"{tool_id}-{about}"


def ways_in(library: Library) -> tuple[WayIn, ...]:
    """Return every way a wheel can be begun, in the order they are shown."""
    tool = library.current(FAMILY_WHEEL)
    return tuple(WayIn(tool, about) for about in tool.abouts)


def find_way(ways: Iterable[WayIn], value: str | None) -> WayIn | None:
    """Return the way that a form sent, None for anything else."""
    return next((way for way in ways if way.value == value), None)
