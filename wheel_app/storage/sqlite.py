"""The promise of database.py kept by SQLite, through sqlite-utils and the driver it picks."""

from __future__ import annotations

import os
import threading
import weakref
from pathlib import Path
from typing import Any

import sqlite_utils

from wheel_app.storage.database import Observer, Row, Value
from wheel_app.storage.errors import StorageError
from wheel_app.storage.sql_text import understand
from wheel_app.storage.sqlite_errors import RAISED
from wheel_app.storage.sqlite_seat import SqliteSeat
from wheel_app.storage.transactions import OUTSIDE, SWALLOWED, Transaction
from wheel_app.storage.values import refuse_unfit

_LIVE: weakref.WeakSet[SqliteDatabase] = weakref.WeakSet()
FORKED = "This process was started while another thread had the database open; close() it before starting processes."


class SqliteDatabase:
    """A SQLite file, with one connection a thread."""

    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._observer: Observer | None = None
        self._seats: dict[threading.Thread, SqliteSeat] = {}
        self._inherited: list[SqliteSeat] = []
        self._local = threading.local()
        _LIVE.add(self)

    def rows(self, sql: str, /, **params: Value) -> list[Row]:
        """Return all rows that a statement gives."""
        seat = self._seat_for(sql, params)
        try:
            cursor = seat.connection.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except RAISED as error:
            raise seat.failed(error) from None

    def one(self, sql: str, /, **params: Value) -> Row | None:
        """Return the first row, or None."""
        seat = self._seat_for(sql, params)
        try:
            cursor = seat.connection.execute(sql, params)
            row = cursor.fetchone()
            names = [column[0] for column in cursor.description or ()]
            # An unfinished cursor would hold back the checkpoint of the log.
            cursor.close()
        except RAISED as error:
            raise seat.failed(error) from None
        return None if row is None else dict(zip(names, row, strict=True))

    def value(self, sql: str, /, **params: Value) -> Any:
        """Return the first column of the first row, or None."""
        row = self.one(sql, **params)
        return None if row is None else next(iter(row.values()))

    def execute(self, sql: str, /, **params: Value) -> int:
        """Run one statement and return how many rows it touched."""
        seat = self._seat_for(sql, params)
        try:
            cursor = seat.connection.execute(sql, params)
            touched: int = cursor.rowcount
            cursor.close()
        except RAISED as error:
            raise seat.failed(error) from None
        return max(touched, 0)

    def transaction(self) -> Transaction:
        """Keep all that happens inside, or nothing of it."""
        return Transaction(self.seat())

    def observe(self, callback: Observer | None) -> None:
        """Tell `callback` of every statement but those that begin and end transactions."""
        self._observer = callback

    def settle(self) -> bool:
        """Empty the write-ahead log, so that what was erased is gone from there too."""
        return not self.seat().in_transaction and self.seat().settle()

    def close(self) -> None:
        """Close the connections of all threads; the next use opens anew."""
        self._leave(list(self._seats))
        self._local = threading.local()

    def as_sqlite_utils(self) -> sqlite_utils.Database:
        """Return this thread's connection as sqlite-utils knows it, for an operator's imports, exports and backups."""
        return sqlite_utils.Database(self.seat().connection, recursive_triggers=False, execute_plugins=False)

    def _seat_for(self, sql: str, params: dict[str, Value]) -> SqliteSeat:
        try:
            seat: SqliteSeat = self._local.seat
        except AttributeError:
            seat = self.seat()
        if not seat.depth:
            if understand(sql).changes:
                raise StorageError(OUTSIDE)
            seat.refuse_lost()
        elif seat.spoilt:
            raise StorageError(SWALLOWED)
        refuse_unfit(params)
        if self._observer is not None:
            self._observer(sql)
        return seat

    def seat(self) -> SqliteSeat:
        """Return this thread's seat, and open its connection when it has none."""
        if self._inherited:
            raise StorageError(FORKED)
        seat: SqliteSeat | None = getattr(self._local, "seat", None)
        if seat is None:
            self._leave([thread for thread in list(self._seats) if not thread.is_alive()])
            seat = self._local.seat = SqliteSeat(self._path)
            self._seats[threading.current_thread()] = seat
        return seat

    def _leave(self, threads: list[threading.Thread]) -> None:
        for thread in threads:
            seat = self._seats.pop(thread, None)
            if seat is not None:
                seat.close()

    def leave_before_fork(self) -> None:
        """Close this thread's connection: SQLite's locks do not survive a fork, and a copy of it would do harm."""
        seat: SqliteSeat | None = getattr(self._local, "seat", None)
        if seat is not None and not seat.in_transaction:
            self._leave([threading.current_thread()])
            del self._local.seat

    def start_after_fork(self) -> None:
        """Begin afresh in a new process. What came with the fork is neither used nor closed: it is the parent's."""
        self._inherited = list(self._seats.values())
        self._seats = {}
        self._local = threading.local()


def _before_fork() -> None:
    for database in list(_LIVE):
        database.leave_before_fork()


def _after_fork() -> None:
    for database in list(_LIVE):
        database.start_after_fork()


os.register_at_fork(before=_before_fork, after_in_child=_after_fork)
