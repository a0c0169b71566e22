"""Page outlines kept under tests/snapshots/<language>/<page>.txt; rewritten only with --update-snapshots."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

from tests.support.opened import Page
from tests.support.outline import SNAPSHOTS, outline

KeepsOutline = Callable[..., None]


def compare(page: Page, name: str, folder: Path = SNAPSHOTS, *, mixed: str = "", update: bool = False) -> None:
    """Compare a page's outline with the kept one, or write it when asked to."""
    path = folder / page.root.get("lang") / f"{name}.txt"
    now = outline(page, mixed)
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
        return
    if not path.exists():
        raise AssertionError(f"no outline is kept at {path}. Look at the page, then run pytest --update-snapshots.")
    kept = path.read_text(encoding="utf-8")
    changed = list(difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm=""))
    if changed:
        raise AssertionError(f"{path} differs from the page:\n" + "\n".join(changed))
