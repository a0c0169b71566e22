"""Pieces of script that look at a page from inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "in_page"


@cache
def script(name: str) -> str:
    """Return in_page/<name>.js: one function, for Page.evaluate, which takes no semicolon after it."""
    lines = (FOLDER / f"{name}.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//")).rstrip().rstrip(";")
