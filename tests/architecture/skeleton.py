"""A throw-away package with the rooms of the real one, on which the import contracts can be tried."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
FURNITURE = ("routes", "forms", "actions", "queries", "rules")
MODULES = ("config", "cli", "serving")


def contracts() -> list[dict[str, object]]:
    """The import contracts as pyproject.toml has them."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["tool"]["importlinter"]["contracts"])


def rooms_in_order() -> list[list[str]]:
    """The steps of the stairs, the top one first, each with its rooms."""
    stairs = next(contract for contract in contracts() if contract["id"] == "stairs")
    layers = stairs["layers"]
    assert isinstance(layers, list)
    return [re.split(r"\s*\|\s*", step) for step in layers]


def build(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the skeleton with `files` (module name → source) in place of empty modules; return its folder."""
    for room in (room for step in rooms_in_order() for room in step):
        if room in MODULES:
            _write(folder, f"wheel_app.{room}", "")
            continue
        _write(folder, f"wheel_app.{room}.__init__", "")
        for piece in FURNITURE:
            _write(folder, f"wheel_app.{room}.{piece}", "")
    _write(folder, "wheel_app.__init__", "")
    for module, source in files.items():
        _write(folder, module, source)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _write(folder: Path, module: str, source: str) -> None:
    path = folder / Path(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def lint(folder: Path) -> tuple[bool, str]:
    """Run the contracts on the package in `folder`; return whether all are kept, and what was said."""
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    environment = {**os.environ, "COLUMNS": "300", "PYTHONPATH": str(folder)}
    run = subprocess.run(
        [sys.executable, "-c", code, "--no-logo", "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode == 0, run.stdout + run.stderr
