"""Loading at start: everything is read and checked at once, and all mistakes are told together."""

from pathlib import Path

from wheel_app.tools.area import read_area
from wheel_app.tools.definitions import SHIPPED, read_definitions
from wheel_app.tools.faults import Faults
from wheel_app.tools.levels import SHIPPED_LEVELS, read_levels
from wheel_app.tools.published import check_published
from wheel_app.tools.shelves import AreaContent, Library


def load_tools(area: Path | None = None, *, shipped: Path = SHIPPED, with_unpublished: bool = False) -> Library:
    """The tools of the app and of an area; raises ToolError naming every mistake.

    `with_unpublished` also takes definitions that are not frozen yet: only for publishing them.
    """
    faults = Faults()
    own = read_definitions(shipped, faults)
    check_published(shipped, own, faults, with_unpublished=with_unpublished)
    tools = tuple(definition.tool for definition in own)
    content = AreaContent()
    if area is not None:
        content = read_area(area, tools, faults, with_unpublished=with_unpublished)
    levels = read_levels(SHIPPED_LEVELS, faults)
    faults.raise_if_any()
    return Library(tools, content, levels)
