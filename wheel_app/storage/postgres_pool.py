"""The connections of one process to PostgreSQL: a pool while the server answers, a quick no while it does not."""

from __future__ import annotations

import threading
from time import monotonic

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from wheel_app.storage.errors import StorageError, Unreachable
from wheel_app.storage.postgres_errors import RAISED, meaning
from wheel_app.storage.postgres_opening import CONNECTION, fit
from wheel_app.storage.postgres_seat import Connection

# Whoever waited so long for a connection asks whether the server is there at all, and waits on only if it is.
PATIENCE_SECONDS, WAIT_SECONDS = 1.0, 14.0
# Who is refused knows at once. A server that says nothing is noticed slowly: then it is not asked again for five times
# as long, in which everybody is told at once.
SLOW_SECONDS, REST = 0.5, 5


class Connections:
    """The pool of a process. It opens at its first use, and is given up as soon as the server is gone."""

    def __init__(self, address: str, size: int) -> None:
        self._address = address
        self._size = size
        self._asking = threading.Lock()
        self._pool: ConnectionPool[Connection] | None = None
        self._lost = ""
        self._lost_until = 0.0

    def borrow(self) -> Connection:
        """Take a connection; Busy when all are in use for too long, Unreachable when there is no server."""
        try:
            pool = self._pool or self._open()
            try:
                return pool.getconn(timeout=PATIENCE_SECONDS)
            except PoolTimeout:
                self._ask()
                return pool.getconn(timeout=WAIT_SECONDS)
        except RAISED as error:
            raise meaning(error) from None

    def give_back(self, connection: Connection) -> None:
        """Return a connection; a broken one is replaced."""
        pool = self._pool
        try:
            if pool is not None:
                pool.putconn(connection)
                return
        except ValueError:
            pass  # It came from a pool that was given up meanwhile.
        connection.close()

    def renew(self) -> None:
        """Replace the connections that were lost, as after a restart of the server; Unreachable when it is gone."""
        self._ask()
        if self._pool is not None:
            self._pool.check()

    def close(self) -> None:
        """Close the pool; the next use opens it anew."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _open(self) -> ConnectionPool[Connection]:
        self._ask()
        with self._asking:
            if self._pool is None:
                self._pool = ConnectionPool(
                    self._address,
                    kwargs=CONNECTION,
                    configure=fit,
                    min_size=1,
                    max_size=self._size,
                    reconnect_timeout=WAIT_SECONDS,
                    open=True,
                )
            return self._pool

    def _ask(self) -> None:
        """Return when the server answers. The pool itself would try again by and by, and let everybody wait for it."""
        with self._asking:
            if monotonic() < self._lost_until:
                raise Unreachable(self._lost)
            began = monotonic()
            try:
                psycopg.connect(self._address, **CONNECTION).close()
            except RAISED as error:
                raise self._missed(meaning(error), monotonic() - began) from None

    def _missed(self, error: StorageError, seconds: float) -> StorageError:
        if isinstance(error, Unreachable):
            if seconds > SLOW_SECONDS:
                self._lost, self._lost_until = str(error), monotonic() + REST * seconds
            pool, self._pool = self._pool, None
            if pool is not None:
                pool.close(timeout=0.1)
        return error
