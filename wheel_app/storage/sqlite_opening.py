"""Opening a SQLite file: whether it may be used at all, and the settings that every connection wears."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from wheel_app.storage.errors import MissingDatabase, NotADatabase, ReadOnly, StorageError, UnfitEngine
from wheel_app.storage.sqlite_errors import RAISED, meaning
from wheel_app.storage.sqlite_turn import Turn

# Older ones can damage a file that two processes write to and checkpoint at the same moment.
LEAST_VERSION = (3, 51, 3)
BUSY_MILLISECONDS = 15_000
# FULL: a save that was answered survives a power cut; in WAL mode NORMAL would not.
# MEMORY: answers never reach a temporary file.
# Recursive: INSERT OR REPLACE, too, asks the triggers that refuse a deletion.
SETTINGS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA recursive_triggers = ON",
)


def check(path: Path) -> None:
    """Stop with one sentence unless the file can be used; never makes one."""
    check_version(sqlite3.sqlite_version_info)
    _check_place(path)
    open_connection(path).close()
    _refuse_readers(path)


def make(path: Path) -> None:
    """Make an empty database, and its folder, unless it is there. Nobody but this user may read them."""
    check_version(sqlite3.sqlite_version_info)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The database {path} cannot be made: {error.strerror}.") from error


def open_connection(path: Path) -> Any:
    """Open one connection to an existing file. It may be handed on, since only its own thread is given it."""
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
    except RAISED as error:
        _check_place(path)
        raise meaning(error, path) from None
    try:
        _prepare(connection, path)
    except RAISED as error:
        connection.close()
        raise meaning(error, path) from None
    return connection


def _prepare(connection: Any, path: Path) -> None:
    for setting in SETTINGS:
        connection.execute(setting)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    turn = Turn(path)
    turn.take()
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    finally:
        turn.close()
    if mode != "wal":
        connection.close()
        raise UnfitEngine(f"The database {path} cannot keep a write-ahead log; move it to a local disk.")


def check_version(version: tuple[int, ...]) -> None:
    """Raise UnfitEngine for a SQLite that can damage what it keeps."""
    if version < LEAST_VERSION:
        have, least = ".".join(map(str, version)), ".".join(map(str, LEAST_VERSION))
        raise UnfitEngine(
            f"SQLite {have} can damage a database that two processes write to; {least} or newer is asked for."
            " On Linux install it with: pip install 'pysqlite3>=0.6.1'."
        )


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise MissingDatabase(
            f"The folder {path.parent} of the database is missing. To make both: python run.py migrate."
        )
    if path.is_dir():
        raise NotADatabase(f"{path} is a folder; the address must name a file.")
    if not path.exists():
        raise MissingDatabase(f"There is no database at {path}. To make one: python run.py migrate.")
    if not (_may_write(path) and _may_write(path.parent)):
        raise ReadOnly(f"The database {path} can be read but not written; it and its folder must be writable.")


def _refuse_readers(path: Path) -> None:
    if path.stat().st_mode & stat.S_IRWXO:
        raise StorageError(f"Everybody on this machine may read the database {path}. Run chmod 600 on it.")


def _may_write(path: Path) -> bool:
    # The administrator may write everywhere; a file that nobody may write was still meant to stay as it is.
    return bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)) and os.access(path, os.W_OK)
