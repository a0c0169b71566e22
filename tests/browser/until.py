"""Waiting for something outside the page."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 20.0


def until(holds: Callable[[], bool], what: str) -> None:
    """Ask again and again, without a pause between, until it holds."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, f"{what} did not come true"
