"""The promise of database.py kept by PostgreSQL, through psycopg and its pool."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg_pool import ConnectionPool

from wheel_app.storage.database import Observer, Row, Value
from wheel_app.storage.errors import StorageError, Unreachable
from wheel_app.storage.postgres_errors import RAISED, meaning
from wheel_app.storage.postgres_opening import CONNECTION, address, fit
from wheel_app.storage.postgres_seat import Connection, PostgresSeat
from wheel_app.storage.sql_text import understand
from wheel_app.storage.transactions import OUTSIDE, SWALLOWED, Transaction
from wheel_app.storage.values import refuse_unfit

T = TypeVar("T")
Cursor = psycopg.Cursor[Any]
_LIVE: weakref.WeakSet[PostgresDatabase] = weakref.WeakSet()
WAIT_SECONDS = 15.0


class PostgresDatabase:
    """A PostgreSQL database, with a pool of connections a process."""

    engine = "postgresql"

    def __init__(self, url: str, *, pool_size: int) -> None:
        self._address = address(url)
        self._pool_size = pool_size
        self._observer: Observer | None = None
        self._opening = threading.Lock()
        self._pool: ConnectionPool[Connection] | None = None
        self._inherited: list[object] = []
        self._local = threading.local()
        _LIVE.add(self)

    def rows(self, sql: str, /, **params: Value) -> list[Row]:
        """Return all rows that a statement gives."""
        return self._ask(sql, params, _all)

    def one(self, sql: str, /, **params: Value) -> Row | None:
        """Return the first row, or None."""
        return self._ask(sql, params, _first)

    def value(self, sql: str, /, **params: Value) -> Any:
        """Return the first column of the first row, or None."""
        row = self._ask(sql, params, _first)
        return None if row is None else next(iter(row.values()))

    def execute(self, sql: str, /, **params: Value) -> int:
        """Run one statement and return how many rows it touched."""
        return self._ask(sql, params, _touched)

    def transaction(self) -> Transaction:
        """Keep all that happens inside, or nothing of it."""
        return Transaction(self.seat())

    def observe(self, callback: Observer | None) -> None:
        """Tell `callback` of every statement but those that begin and end transactions."""
        self._observer = callback

    def settle(self) -> None:
        """Do nothing: PostgreSQL keeps its log for its own recovery and clears it by itself."""

    def close(self) -> None:
        """Close the pool; the next use opens it anew."""
        with self._opening:
            pool, self._pool = self._pool, None
        self._local = threading.local()
        if pool is not None:
            pool.close()

    def seat(self) -> PostgresSeat:
        """Return this thread's seat."""
        seat: PostgresSeat | None = getattr(self._local, "seat", None)
        if seat is None:
            seat = self._local.seat = PostgresSeat(self)
        return seat

    def borrow(self) -> Connection:
        """Take a connection from the pool of this process, which opens at its first use."""
        try:
            return (self._pool or self._open_pool()).getconn()
        except RAISED as error:
            raise meaning(error) from None

    def give_back(self, connection: Connection) -> None:
        """Return a connection to the pool; a broken one is replaced."""
        if self._pool is None:
            connection.close()
        else:
            self._pool.putconn(connection)

    def renew(self) -> None:
        """Replace the connections that were lost, as after a restart of the server."""
        if self._pool is not None:
            self._pool.check()

    def _open_pool(self) -> ConnectionPool[Connection]:
        with self._opening:
            if self._pool is None:
                self._pool = ConnectionPool(
                    self._address,
                    kwargs=CONNECTION,
                    configure=fit,
                    min_size=1,
                    max_size=self._pool_size,
                    timeout=WAIT_SECONDS,
                    open=True,
                )
            return self._pool

    def _ask(self, sql: str, params: dict[str, Value], read: Callable[[Cursor], T]) -> T:
        seat = self.seat()
        statement = understand(sql)
        if not seat.depth and statement.changes:
            raise StorageError(OUTSIDE)
        if seat.spoilt:
            raise StorageError(SWALLOWED)
        refuse_unfit(params)
        if self._observer is not None:
            self._observer(sql)
        if seat.connection is None:
            return self._ask_pool(statement.for_psycopg, params, read)
        try:
            return read(seat.connection.execute(statement.for_psycopg.encode(), params))
        except RAISED as error:
            raise seat.failed(error) from None

    def _ask_pool(self, sql: str, params: dict[str, Value], read: Callable[[Cursor], T]) -> T:
        try:
            return self._read_once(sql, params, read)
        except Unreachable:
            # Only reading happens outside transactions, so asking again after a restart of the server is harmless.
            self.renew()
            return self._read_once(sql, params, read)

    def _read_once(self, sql: str, params: dict[str, Value], read: Callable[[Cursor], T]) -> T:
        connection = self.borrow()
        try:
            return read(connection.execute(sql.encode(), params))
        except RAISED as error:
            raise meaning(error) from None
        finally:
            self.give_back(connection)

    def start_after_fork(self) -> None:
        """Begin afresh in a new process. The old pool belongs to the parent and is left alone."""
        self._inherited = [self._pool, self._local]
        self._opening = threading.Lock()
        self._pool = None
        self._local = threading.local()


def _all(cursor: Cursor) -> list[Row]:
    return cursor.fetchall() if cursor.description else []


def _first(cursor: Cursor) -> Row | None:
    return cursor.fetchone() if cursor.description else None


def _touched(cursor: Cursor) -> int:
    return max(cursor.rowcount, 0)


def _after_fork() -> None:
    for database in list(_LIVE):
        database.start_after_fork()


os.register_at_fork(after_in_child=_after_fork)
