"""What SQLite's errors mean."""

from __future__ import annotations

import os
from pathlib import Path

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from wheel_app.storage.errors import (
    Busy,
    NotADatabase,
    NotAllowed,
    NotUnique,
    ReadOnly,
    StorageError,
    StorageFull,
    Unreachable,
)

# The driver of sqlite-utils may be pysqlite3, whose errors are not those of the standard library.
# Text that is no Unicode and numbers past 64 bits never reach the engine.
RAISED = (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError, OverflowError)

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN = 5, 6, 8, 10, 11, 13, 14
_TOOBIG, _CONSTRAINT, _MISMATCH, _NOTADB = 18, 19, 20, 26


def meaning(error: Exception, path: Path) -> StorageError:
    """Return our own error for one of SQLite's. It tells of columns, never of what was to be written there."""
    if isinstance(error, (UnicodeEncodeError, OverflowError)):
        return NotAllowed("A text or a number cannot be stored as it is.")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _CONSTRAINT:
        return _constraint(str(error))
    kind, sentence = _KINDS.get(code, (StorageError, "The database did not do what it was asked"))
    if code == _IOERR and _is_full(path):
        kind, sentence = _KINDS[_FULL]
    return kind(f"{sentence} ({path}: {error}).")


def _constraint(message: str) -> StorageError:
    kind = NotUnique if message.startswith("UNIQUE") else NotAllowed
    return kind(f"The tables refuse this row: {message}.")


def _is_full(path: Path) -> bool:
    # A disk that fills while the log grows is reported as a fault of the disk.
    try:
        return os.statvfs(path.parent).f_bavail == 0
    except OSError:
        return False


_KINDS: dict[int, tuple[type[StorageError], str]] = {
    _BUSY: (Busy, "Somebody else was writing for too long"),
    _LOCKED: (Busy, "Somebody else was writing for too long"),
    _READONLY: (ReadOnly, "The database can be read but not written"),
    _FULL: (StorageFull, "There is no room left on the disk"),
    _CANTOPEN: (Unreachable, "The database file cannot be opened"),
    _IOERR: (Unreachable, "The disk does not read or write the database file"),
    _CORRUPT: (NotADatabase, "The database file is damaged; put a backup in its place"),
    _NOTADB: (NotADatabase, "This file is no SQLite database, or it is locked with a key"),
    _TOOBIG: (NotAllowed, "A text is too long to be stored"),
    _MISMATCH: (NotAllowed, "A value is of the wrong type"),
}
