"""Tools as versioned data: what can be filled in, and what an area lays beside it."""

from wheel_app.tools.area import READ_ABOVE
from wheel_app.tools.at_hand import library
from wheel_app.tools.beside import HelpLine, Language
from wheel_app.tools.faults import Fault, Faults, ToolError
from wheel_app.tools.levels import Level
from wheel_app.tools.lines_format import EARLY_CHECKLIST, PARENTAL_SCALE
from wheel_app.tools.loader import load_tools
from wheel_app.tools.own import own_topic
from wheel_app.tools.publishing import publish
from wheel_app.tools.rules import (
    About,
    Ages,
    Band,
    Group,
    Step,
    SubTopic,
    Tool,
    Topic,
    UnknownTool,
    UnknownVersion,
)
from wheel_app.tools.shelves import Library
from wheel_app.tools.subjects import PRIVATE_SUBJECTS, SUBJECTS
from wheel_app.tools.table import Format, Table
from wheel_app.tools.toml_file import read_toml
from wheel_app.tools.ways_in import FAMILY_WHEEL, YOUNG_WHEEL, WayIn, find_way, way_value, ways_in, ways_together

__all__ = [
    "EARLY_CHECKLIST",
    "FAMILY_WHEEL",
    "PARENTAL_SCALE",
    "PRIVATE_SUBJECTS",
    "READ_ABOVE",
    "SUBJECTS",
    "YOUNG_WHEEL",
    "About",
    "Ages",
    "Band",
    "Fault",
    "Faults",
    "Format",
    "Group",
    "HelpLine",
    "Language",
    "Level",
    "Library",
    "Step",
    "SubTopic",
    "Table",
    "Tool",
    "ToolError",
    "Topic",
    "UnknownTool",
    "UnknownVersion",
    "WayIn",
    "find_way",
    "library",
    "load_tools",
    "own_topic",
    "publish",
    "read_toml",
    "way_value",
    "ways_in",
    "ways_together",
]
