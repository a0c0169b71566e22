"""Taking turns at writing. SQLite itself waits by sleeping and trying again, so that the unlucky wait for seconds."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from wheel_app.storage.errors import ReadOnly, StorageError


class Turn:
    """One thread's place in the queue of all threads and processes that write to a file.

    The lock is on a file beside the database: closing any descriptor of the database itself would drop the
    locks that SQLite holds on it. Each thread needs a descriptor of its own, as the lock belongs to that.
    The kernel gives the lock back when a process dies.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._descriptor: int | None = None

    def take(self) -> None:
        """Wait until nobody else writes."""
        if self._descriptor is None:
            self._descriptor = self._open()
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def give_back(self) -> None:
        """Let the next one write."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the place up."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError:
            raise ReadOnly(f"The lock file {self._path} cannot be written.") from None
        except OSError as error:
            raise StorageError(f"The lock file {self._path} cannot be opened: {error.strerror}.") from None
