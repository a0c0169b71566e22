"""One thread's place at a SQLite file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from wheel_app.storage.errors import MissingDatabase, StorageError
from wheel_app.storage.sqlite_errors import RAISED, meaning
from wheel_app.storage.sqlite_opening import BUSY_MILLISECONDS, open_connection
from wheel_app.storage.sqlite_turn import Turn

SETTLE_MILLISECONDS = 500


class SqliteSeat:
    """One thread's connection and its place in the queue."""

    def __init__(self, path: Path) -> None:
        self.depth = 0
        self.spoilt = False
        self.path = path
        self.turn = Turn(path)
        self.connection = open_connection(path)
        self._opened = _file_at(path)

    @property
    def in_transaction(self) -> bool:
        """Whether SQLite has a transaction open here."""
        return bool(self.connection.in_transaction)

    def begin(self) -> None:
        """Wait for the turn, then begin as a writer: a reader that turns writer is refused at once as locked."""
        self.turn.take()
        try:
            self.refuse_lost()
            self.mark("BEGIN IMMEDIATE")
        except BaseException:
            self.turn.give_back()
            raise

    def refuse_lost(self) -> None:
        """Raise MissingDatabase when the file was taken away: what is written to it would be saved, and be nowhere."""
        if _file_at(self.path) != self._opened:
            raise MissingDatabase(
                f"The database {self.path} was taken away or replaced while the app ran. Put it back, or start anew."
            )

    def commit(self) -> None:
        """Keep everything and give the turn to the next."""
        try:
            self.mark("COMMIT")
        except BaseException:
            self.rollback()
            raise
        self.turn.give_back()

    def rollback(self) -> None:
        """Keep nothing and give the turn to the next."""
        # A full disk ends the transaction by itself, and then there is nothing left to end.
        with suppress(*RAISED):
            self.connection.execute("ROLLBACK")
        self.turn.give_back()

    def mark(self, sql: str) -> None:
        """Run a statement that begins or ends something."""
        try:
            self.connection.execute(sql)
        except RAISED as error:
            raise meaning(error, self.path) from None

    def settle(self) -> bool:
        """Write the log back into the file and empty it; False when somebody read for too long meanwhile."""
        self.turn.take()
        try:
            self.refuse_lost()
            # Writers wait for the turn: the next round is soon enough.
            self.mark(f"PRAGMA busy_timeout = {SETTLE_MILLISECONDS}")
            is_busy, _, _ = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except RAISED as error:
            raise meaning(error, self.path) from None
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            self.turn.give_back()
        return not is_busy

    def failed(self, error: Exception) -> StorageError:
        """Note that a statement did not work and return what that means."""
        self.spoilt = self.depth > 0
        return meaning(error, self.path)

    def close(self) -> None:
        """Close the connection and give up the place in the queue."""
        self.connection.close()
        self.turn.close()


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
