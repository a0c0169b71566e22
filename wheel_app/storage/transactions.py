"""How a transaction goes on either engine: begin, savepoints inside, and all or nothing at the end."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

from wheel_app.storage.errors import StorageError

SWALLOWED = (
    "An error inside a transaction was caught without undoing it."
    " Put the statement that may not work into a transaction() of its own and catch the error outside of that."
)
OUTSIDE = "A statement that changes something must run inside transaction()."


class Seat(Protocol):
    """One thread's place at an engine, and the connection it holds there."""

    depth: int
    spoilt: bool

    @property
    def in_transaction(self) -> bool:
        """Whether the engine has a transaction open here."""

    def begin(self) -> None:
        """Wait for the turn and begin."""

    def commit(self) -> None:
        """Keep everything and give the turn to the next."""

    def rollback(self) -> None:
        """Keep nothing and give the turn to the next; never raises."""

    def mark(self, sql: str) -> None:
        """Run a savepoint statement."""


class Transaction:
    """What `Database.transaction()` returns; used once."""

    __slots__ = ("_is_outer", "_seat")

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._is_outer = True

    def __enter__(self) -> None:
        """Begin, or set a savepoint inside another transaction."""
        seat = self._seat
        if seat.spoilt:
            raise StorageError(SWALLOWED)
        self._is_outer = not seat.in_transaction
        if self._is_outer:
            seat.begin()
        else:
            seat.mark(f"SAVEPOINT s{seat.depth}")
        seat.depth += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep all or nothing."""
        seat = self._seat
        seat.depth -= 1
        if kind is None and not seat.spoilt:
            self._keep()
            return
        self._undo()
        if kind is None:
            raise StorageError(SWALLOWED)

    def _keep(self) -> None:
        if self._is_outer:
            self._seat.commit()
        else:
            self._seat.mark(f"RELEASE SAVEPOINT s{self._seat.depth}")

    def _undo(self) -> None:
        seat = self._seat
        if self._is_outer:
            seat.rollback()
            seat.spoilt = False
        elif seat.in_transaction:
            seat.mark(f"ROLLBACK TO SAVEPOINT s{seat.depth}")
            seat.mark(f"RELEASE SAVEPOINT s{seat.depth}")
            seat.spoilt = False
