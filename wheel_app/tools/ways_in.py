"""The wheels that a person can begin, and the ways into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.tools.rules import About, Tool
from wheel_app.tools.shelves import Library

FAMILY_WHEEL, YOUNG_WHEEL = "family-wheel", "young-wheel"


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
    """Return every way a wheel can be begun, in the order they are shown: oneself first, as a grown-up or as young."""
    alone, *others = _ways(library, FAMILY_WHEEL)
    return (alone, *_ways(library, YOUNG_WHEEL), *others)


def ways_together(library: Library) -> tuple[WayIn, ...]:
    """Return every way in which several people can begin a wheel: the family’s, and it says we."""
    tool = library.current(FAMILY_WHEEL).in_voice("together")
    return tuple(WayIn(tool, about) for about in tool.abouts)


def _ways(library: Library, tool_id: str) -> list[WayIn]:
    tool = library.current(tool_id)
    return [WayIn(tool, about) for about in tool.abouts]


def find_way(ways: Iterable[WayIn], value: str | None) -> WayIn | None:
    """Return the way that a form sent, None for anything else."""
    return next((way for way in ways if way.value == value), None)
