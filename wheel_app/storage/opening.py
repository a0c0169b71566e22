"""From the address of a database to the database."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from wheel_app.storage import sqlite_opening
from wheel_app.storage.database import Database
from wheel_app.storage.errors import StorageError
from wheel_app.storage.sqlite import SqliteDatabase

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def connect(url: str, *, pool_size: int = 10) -> Database:
    """Open the database at an address; never makes one.

    `pool_size` is the most connections of this process to PostgreSQL: no fewer than its threads.
    """
    if url.startswith(POSTGRES):
        # The driver takes 10 MB, which a place that runs on SQLite has no use for.
        from wheel_app.storage import postgres, postgres_opening

        postgres_opening.check(url)
        return postgres.PostgresDatabase(url, pool_size=pool_size)
    path = _path(url)
    sqlite_opening.check(path)
    return SqliteDatabase(path)


def create(url: str, *, pool_size: int = 10) -> Database:
    """Make an empty database where there is none, and open it."""
    if url.startswith(POSTGRES):
        from wheel_app.storage import postgres_opening

        postgres_opening.make(url)
    else:
        sqlite_opening.make(_path(url))
    return connect(url, pool_size=pool_size)


def _path(url: str) -> Path:
    name = unquote(url.removeprefix(SQLITE))
    if not url.startswith(SQLITE) or not name or name == ":memory:":
        raise StorageError("A database address looks like sqlite:///folder/file.db or postgresql://user@host/name.")
    return Path(name).absolute()
