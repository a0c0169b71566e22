"""The promise that both engines keep. tests/storage/test_contract.py holds them to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

Value: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Any]
Observer: TypeAlias = Callable[[str], None]


class Database(Protocol):
    """One store, safe to share between threads and across a fork; connections open when first used.

    SQL is portable and written once, with `:name` parameters. Whatever changes something runs inside
    `transaction()`; elsewhere it is refused.
    """

    @property
    def engine(self) -> str:
        """Return "sqlite" or "postgresql"."""

    def rows(self, sql: str, /, **params: Value) -> list[Row]:
        """Return all rows that a statement gives."""

    def one(self, sql: str, /, **params: Value) -> Row | None:
        """Return the first row, or None."""

    def value(self, sql: str, /, **params: Value) -> Any:
        """Return the first column of the first row, or None."""

    def execute(self, sql: str, /, **params: Value) -> int:
        """Run one statement and return how many rows it touched."""

    def transaction(self) -> AbstractContextManager[None]:
        """Keep all that happens inside, or nothing of it. Writers take turns.

        Inside another transaction it can be undone on its own: catch an error outside of the inner one, and the
        outer one goes on. An error that is swallowed without that undoes the whole.
        """

    def observe(self, callback: Observer | None) -> None:
        """Tell `callback` of every statement but those that begin and end transactions; None stops it."""

    def settle(self) -> bool:
        """Clear the engine's own log where it has one, so that what was erased is gone from there too.

        False when that has to be tried again later: inside a transaction, or while somebody reads.
        """

    def close(self) -> None:
        """Close what is open; the next use opens anew."""
