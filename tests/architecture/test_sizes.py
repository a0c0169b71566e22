"""Files and functions stay small enough to read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import ROOT, place, tracked, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
KINDS = {".py", ".js", ".scss", ".html"}


def too_long(files: list[Path], root: Path) -> list[str]:
    """Each file and Python function that is past the limit."""
    faults = []
    for path in files:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            faults.append(f"{place(path, lines, root)}: {lines} lines, at most {LONGEST_FILE}")
        if path.suffix == ".py":
            faults.extend(_long_functions(path, root))
    return faults


def _long_functions(path: Path, root: Path) -> list[str]:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = [(node.lineno, node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [
        f"{place(path, line, root)}: {name} has {length} lines, at most {LONGEST_FUNCTION}"
        for line, name, length in lengths
        if length > LONGEST_FUNCTION
    ]


def test_files_and_functions_are_short() -> None:
    assert too_long([path for path in tracked() if path.suffix in KINDS], ROOT) == []


def test_sizes_bite(tmp_path: Path) -> None:
    good, long_file, long_function = (tmp_path / name for name in ("good.py", "long.html", "function.py"))
    good.write_text("def f():\n" + "    x = 1\n" * 39)
    long_file.write_text("<p></p>\n" * 301)
    long_function.write_text("def f():\n" + "    x = 1\n" * 40)
    faults = too_long([good, long_file, long_function], tmp_path)
    assert [fault.partition(":")[0] for fault in faults] == ["long.html", "function.py"]
