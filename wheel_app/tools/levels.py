"""Levels of need as data: an area’s own list, or the one that comes with the app. For staff alone."""

from dataclasses import dataclass
from pathlib import Path

from wheel_app.tools.faults import Faults
from wheel_app.tools.table import Format, Table
from wheel_app.tools.toml_file import read_toml

SHIPPED_LEVELS = Path(__file__).parent / "levels.toml"
LEVELS_FORMAT: Format = {"level file": ("levels",), "level": ("number", "name", "line", "examples")}
MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How much help a family has: a number that grows with it, a name, what it means, and examples."""

    number: int
    name: str
    line: str
    examples: tuple[str, ...]


def read_levels(path: Path, faults: Faults) -> tuple[Level, ...]:
    """Every level of a file, from the least help to the most."""
    file = read_toml(path, faults)
    if file is None:
        return ()
    table = Table("level file", file, faults, LEVELS_FORMAT)
    table.refuse_unknown_fields()
    levels = []
    for place, part in enumerate(table.each("levels", "level", at_least=2, at_most=MOST_LEVELS), start=1):
        number = part.number("number")
        if number != place:
            part.add("number", f"number is {number} here", f"Count from 1 on without a gap: write {place}")
        levels.append(
            Level(
                number,
                part.text("name", longest=40),
                part.text("line", longest=160),
                part.texts("examples", at_least=1, at_most=6, longest=100),
            )
        )
    return tuple(levels)
