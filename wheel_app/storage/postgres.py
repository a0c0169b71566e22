"""The promise of database.py kept by PostgreSQL, through psycopg and its pool."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg

from wheel_app.storage.database import Observer, Row, Value
from wheel_app.storage.errors import StorageError, Unreachable
from wheel_app.storage.postgres_errors import RAISED, meaning
from wheel_app.storage.postgres_opening import address
from wheel_app.storage.postgres_pool import Connections
from wheel_app.storage.postgres_seat import Connection, PostgresSeat
from wheel_app.storage.sql_text import understand
from wheel_app.storage.transactions import OUTSIDE, SWALLOWED, Transaction
from wheel_app.storage.values import refuse_unfit

T = TypeVar("T")
Cursor = psycopg.Cursor[Any]
_LIVE: weakref.WeakSet[PostgresDatabase] = weakref.WeakSet()


class PostgresDatabase:
    """A PostgreSQL database, with a pool of connections a process."""

    engine = "postgresql"

    def __init__(self, url: str, *, pool_size: int) -> None:
        self._address = address(url)
        self._pool_size = pool_size
        self._observer: Observer | None = None
        self._connections = Connections(self._address, pool_size)
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

    def settle(self) -> bool:
        """Do nothing: PostgreSQL vacuums by itself, and keeps its log for its own recovery."""
        return True

    def close(self) -> None:
        """Close the pool; the next use opens it anew."""
        self._local = threading.local()
        self._connections.close()

    def seat(self) -> PostgresSeat:
        """Return this thread's seat."""
        seat: PostgresSeat | None = getattr(self._local, "seat", None)
        if seat is None:
            seat = self._local.seat = PostgresSeat(self._connections)
        return seat

    def borrow(self) -> Connection:
        """Take a connection from the pool of this process."""
        return self._connections.borrow()

    def give_back(self, connection: Connection) -> None:
        """Return a connection to the pool."""
        self._connections.give_back(connection)

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
            self._connections.renew()
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
        self._inherited = [self._connections, self._local]
        self._connections = Connections(self._address, self._pool_size)
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
