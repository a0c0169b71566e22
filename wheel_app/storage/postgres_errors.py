"""What PostgreSQL's errors mean."""

from __future__ import annotations

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

from wheel_app.storage.errors import (
    Busy,
    MissingDatabase,
    NotAllowed,
    NotUnique,
    ReadOnly,
    StorageError,
    StorageFull,
    Unreachable,
)

# Text that is no Unicode never reaches the engine.
RAISED = (psycopg.Error, UnicodeEncodeError)

_CROWDED = ("too many clients already", "remaining connection slots are reserved", "too many connections for ")

_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[StorageError], str], ...] = (
    (errors.UniqueViolation, NotUnique, "The tables refuse this row"),
    ((psycopg.IntegrityError, psycopg.DataError), NotAllowed, "The tables refuse this row"),
    (errors.DatatypeMismatch, NotAllowed, "A value is of the wrong type"),
    (PoolTimeout, Busy, "All connections to the database were in use for too long"),
    (
        (errors.LockNotAvailable, errors.DeadlockDetected, errors.QueryCanceled, errors.TooManyConnections),
        Busy,
        "Somebody else was writing for too long",
    ),
    (errors.SerializationFailure, Busy, "Somebody else was writing at the same moment"),
    (errors.DiskFull, StorageFull, "There is no room left on the disk"),
    (errors.ReadOnlySqlTransaction, ReadOnly, "The database can be read but not written"),
    (
        errors.InvalidCatalogName,
        MissingDatabase,
        "There is no database of this name. To make one: python run.py migrate",
    ),
    (psycopg.OperationalError, Unreachable, "The database server does not answer"),
)


def meaning(error: Exception) -> StorageError:
    """Return our own error for one of psycopg's. It tells of tables, never of what was to be written there."""
    if isinstance(error, UnicodeEncodeError):
        return NotAllowed("A text cannot be stored as it is.")
    if _is_crowded(error):
        return Busy(f"The database server takes no more connections{_detail(error)}.")
    for raised, kind, sentence in _KINDS:
        if isinstance(error, raised):
            return kind(f"{sentence}{_detail(error)}.")
    return StorageError(f"The database did not do what it was asked{_detail(error)}.")


def _is_crowded(error: Exception) -> bool:
    # While connecting, psycopg has only the words of the server and no code.
    told = str(error)
    return isinstance(error, psycopg.OperationalError) and any(words in told for words in _CROWDED)


def _detail(error: Exception) -> str:
    diagnosis = getattr(error, "diag", None)
    if isinstance(error, psycopg.DataError):
        return ""  # its text repeats the value
    told = diagnosis.message_primary if diagnosis is not None else None
    return f" ({told or str(error).splitlines()[0] if str(error) else type(error).__name__})"
