"""Rooms enter each other by the door: they import a room, not a file inside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, modules, place, tree

NAME = "wheel_app"
# These name every room.
FREE = {("__init__",), ("cli",), ("serving",)}
# Pure files need no door, which would lead to the storage; the shell of every page is open to all rooms.
PURE = {"rules", "geometry"}
OPEN = {"web"}


def side_doors(package: Path) -> list[str]:
    """Each import of another room's inner file, with its place."""
    return [
        f"{place(path, line, package.parent)}: {inner}"
        for path in modules(package)
        if path.relative_to(package).with_suffix("").parts not in FREE
        for line, inner in _inner_imports(path, package)
    ]


def _inner_imports(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    own = path.relative_to(package).with_suffix("").parts[0]
    for line, parts in _imports(path, package):
        if len(parts) > 2 and parts[0] == NAME and parts[1] not in {own, *OPEN} and parts[2] not in PURE:
            yield line, ".".join(parts)


def _imports(path: Path, package: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, tuple(alias.name.split("."))) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            parts = tuple(node.module.split("."))
            yield node.lineno, parts
            yield from ((node.lineno, (*parts, a.name)) for a in node.names if _is_file(package, parts, a.name))


def _is_file(package: Path, parts: tuple[str, ...], name: str) -> bool:
    """Whether `from room import name` takes a file and not what the door gives under this name."""
    folder = package.joinpath(*parts[1:])
    if parts[0] != NAME or not (folder / f"{name}.py").exists():
        return False
    door = folder / "__init__.py"
    if not door.exists():
        return True
    given = {
        alias.asname or alias.name
        for node in ast.walk(tree(door))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return name not in given


def test_rooms_enter_by_the_door() -> None:
    assert side_doors(PACKAGE) == []


@pytest.mark.parametrize(
    "source",
    [
        "import wheel_app.plan.queries",
        "from wheel_app.plan.queries import find_plan",
        "from wheel_app.plan import queries",
        "from wheel_app.plan.page import page",
        "def late():\n    from wheel_app.plan import queries",
    ],
)
def test_side_doors_bite(source: str, tmp_path: Path) -> None:
    package = _package(tmp_path, source)
    assert len(side_doors(package)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from wheel_app.plan import find_plan, page",
        "import wheel_app.plan",
        "import flask.json",
        "from wheel_app.plan.rules import score",
        "from wheel_app.plan import rules",
    ],
)
def test_the_door_itself_passes(source: str, tmp_path: Path) -> None:
    assert side_doors(_package(tmp_path, source)) == []


def _package(folder: Path, source: str) -> Path:
    package = folder / NAME
    for room in ("home", "plan"):
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").write_text("")
    for file in ("queries", "rules", "page"):
        (package / "plan" / f"{file}.py").write_text("")
    (package / "plan" / "__init__.py").write_text("from wheel_app.plan.page import page\n")
    (package / "home" / "actions.py").write_text(source)
    return package
