"""The project's own files, as the structural tests read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "wheel_app"
TEMPLATES = ROOT / "templates"
DOCS = ROOT / "docs"


def modules(package: Path = PACKAGE) -> list[Path]:
    """Every Python file of the app, in order."""
    return sorted(package.rglob("*.py"))


def tracked() -> list[Path]:
    """Every file that the repository keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def strings(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string in a module but docstrings, with its line; of an f-string its fixed parts."""
    docs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def place(path: Path, line: int = 1, root: Path = ROOT) -> str:
    return f"{path.relative_to(root)}:{line}"
