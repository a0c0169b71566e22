"""A folder of tools on the disk: <tool id>/<version>.toml, each with its drawings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wheel_app.tools.faults import Faults
from wheel_app.tools.lines_format import LINES_FORMAT, LINES_KINDS, read_lines
from wheel_app.tools.pictures import read_picture
from wheel_app.tools.rules import Tool
from wheel_app.tools.table import Table
from wheel_app.tools.toml_file import TomlFile, read_toml
from wheel_app.tools.wheel_format import FORMAT, read_wheel

SHIPPED = Path(__file__).parent / "definitions"
SHIPPED_PICTURES = SHIPPED / "family-wheel" / "pictures"
PUBLISHED = "published.toml"


@dataclass(frozen=True, slots=True)
class Definition:
    """A tool with the files it was read from, by their name in the list of published files."""

    name: str
    path: Path
    tool: Tool
    files: tuple[tuple[str, Path], ...]


@dataclass
class _Drawings:
    """The drawings of one tool: its own folder first, then the ones shipped with the app."""

    folders: Sequence[Path]
    faults: Faults
    used: dict[str, Path] = field(default_factory=dict)

    def __call__(self, table: Table, otherwise: str) -> str:
        name = table.key("picture") if "picture" in table.data else otherwise
        if not name:
            return ""
        found = [path for folder in self.folders if (path := folder / f"{name}.svg").is_file()]
        if not found:
            where = "picture" if "picture" in table.data else "key"
            what = f"the picture pictures/{name}.svg is missing"
            table.add(where, what, f"Draw it and put it into {self.folders[0]}")
            return ""
        self.used[f"pictures/{name}.svg"] = found[0]
        return read_picture(found[0], self.faults)


def read_definitions(root: Path, faults: Faults) -> tuple[Definition, ...]:
    """Every tool of a folder, in the order of ids and file names."""
    found = (_read_definition(path, faults) for path in _definition_files(root, faults))
    return tuple(definition for definition in found if definition is not None)


def _definition_files(root: Path, faults: Faults) -> Iterator[Path]:
    for entry in sorted(root.iterdir()):
        if entry.is_dir():
            yield from sorted(path for path in entry.glob("*.toml") if path.name[0] != ".")
        elif entry.suffix == ".toml" and entry.name != PUBLISHED and entry.name[0] != ".":
            what = "a tool does not stand here, but in a folder named after its id"
            faults.add(entry, 1, what, f"Move it to {root.name}/<tool id>/<version>.toml")


def _read_definition(path: Path, faults: Faults) -> Definition | None:
    file = read_toml(path, faults)
    if file is None:
        return None
    drawings = _Drawings([path.parent / "pictures", SHIPPED_PICTURES], faults)
    table, tool = _read_tool(file, faults, drawings)
    table.expect("id", tool.id, path.parent.name)
    table.expect("version", tool.version, path.name.removesuffix(".toml"))
    files = ((path.name, path), *sorted(drawings.used.items()))
    return Definition(f"{path.parent.name}/{path.name}", path, tool, files)


def _read_tool(file: TomlFile, faults: Faults, drawings: _Drawings) -> tuple[Table, Tool]:
    if file.data.get("kind") in LINES_KINDS:
        table = Table("scale or checklist", file, faults, LINES_FORMAT)
        return table, read_lines(table)
    table = Table("tool", file, faults, FORMAT)
    return table, read_wheel(table, drawings)
