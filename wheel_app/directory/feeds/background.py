"""Runs that go on after the page that began them was sent."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

Starter = Callable[[Callable[[], None]], None]
log = logging.getLogger(__name__)


def start_in_thread(work: Callable[[], None]) -> None:
    """Do something beside the requests. When the server stops meanwhile, whoever looks next can go on with it."""
    threading.Thread(target=_do, args=(work,), name="feed", daemon=True).start()


def _do(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("A run of a feed stopped.")
