"""Data made by others, kept apart from the app: WHEEL_TEST_FEEDS names its folder.

Tests that need it stand in files named test_given_…. Without the setting they are left out, and the run names
them; with a folder that cannot be read the run fails.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

NAME = "WHEEL_TEST_FEEDS"
PREFIX = "test_given_"
TESTS = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Return the folder; fail where it is not set or not there."""
    path = Path(os.environ.get(NAME, "").strip() or "/nowhere")
    if not (path / "open-referral-uk").is_dir():
        raise pytest.UsageError(f"{NAME} names {path}, and there is no data to read in it.")
    return path


def is_set() -> bool:
    """Return whether such data is named."""
    return bool(os.environ.get(NAME, "").strip())


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take the tests of such data out of a run where there is none."""
    needing = [item for item in items if item.path.name.startswith(PREFIX)]
    if is_set():
        if needing:
            folder()
        return
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


def left_out() -> list[str]:
    """Name the files that are left out."""
    if is_set():
        return []
    names = sorted(str(path.relative_to(TESTS.parent)) for path in TESTS.rglob(f"{PREFIX}*.py"))
    return [f"left out, {NAME} is not set: {name}" for name in names]
