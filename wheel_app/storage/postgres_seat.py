"""One thread's place at PostgreSQL."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Protocol

import psycopg
from psycopg.pq import TransactionStatus

from wheel_app.storage.errors import StorageError, Unreachable
from wheel_app.storage.postgres_errors import RAISED, meaning

Connection = psycopg.Connection[Any]
_OPEN = (TransactionStatus.INTRANS, TransactionStatus.INERROR)
# "wheel" in ASCII. Writers take turns, as on SQLite, so that reading and then writing never loses what another wrote.
BEGIN = "BEGIN; SELECT pg_advisory_xact_lock(512852583788)"


class Pool(Protocol):
    """Where connections come from."""

    def borrow(self) -> Connection:
        """Take a connection."""

    def give_back(self, connection: Connection) -> None:
        """Return a connection."""

    def renew(self) -> None:
        """Replace the connections that were lost."""


class PostgresSeat:
    """One thread's connection while a transaction is open."""

    def __init__(self, pool: Pool) -> None:
        self.depth = 0
        self.spoilt = False
        self.connection: Connection | None = None
        self._pool = pool

    @property
    def held(self) -> Connection:
        """Return the connection of the open transaction."""
        if self.connection is None:
            raise StorageError("There is no open transaction.")
        return self.connection

    @property
    def in_transaction(self) -> bool:
        """Whether PostgreSQL has a transaction open here."""
        return self.connection is not None and self.connection.info.transaction_status in _OPEN

    def begin(self) -> None:
        """Begin and wait for the turn."""
        try:
            self._begin()
        except Unreachable:
            self._pool.renew()
            self._begin()

    def _begin(self) -> None:
        self.connection = self._pool.borrow()
        try:
            self.mark(BEGIN)
        except BaseException:
            self.rollback()
            raise

    def commit(self) -> None:
        """Keep everything and give the turn to the next."""
        try:
            self.mark("COMMIT")
        except BaseException:
            self.rollback()
            raise
        self._leave()

    def rollback(self) -> None:
        """Keep nothing and give the turn to the next."""
        if self.connection is not None:
            # A connection that was lost has nothing left to undo.
            with suppress(*RAISED):
                self.connection.execute("ROLLBACK", prepare=False)
            self._leave()

    def mark(self, sql: str) -> None:
        """Run a statement that begins or ends something."""
        try:
            self.held.execute(sql.encode(), prepare=False)
        except RAISED as error:
            raise meaning(error) from None

    def failed(self, error: Exception) -> StorageError:
        """Note that a statement did not work and return what that means."""
        self.spoilt = self.depth > 0
        return meaning(error)

    def _leave(self) -> None:
        if self.connection is not None:
            self._pool.give_back(self.connection)
            self.connection = None
