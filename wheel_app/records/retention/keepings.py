"""What a list of overdue records asks of each kind of record. `create_app` hands in one for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wheel_app.records.retention.rules import Overdue
from wheel_app.storage import Database


@dataclass(frozen=True)
class Keeping:
    """How one kind of record, `owner` or `family`, is kept and erased. The functions take the id without its kind.

    `overdue` gives the longest overdue first; `why_due` says of one record why it is due (None: it is not, or it is
    gone); `exists` whether it is there at all; `is_of` whether an organisation has, or had, to do with it; `erase`
    removes it within the caller's transaction.
    """

    kind: str
    overdue: Callable[[Database, str], Iterator[Overdue]]
    why_due: Callable[[Database, str, str], Overdue | None]
    exists: Callable[[Database, str], bool]
    is_of: Callable[[Database, str, str], bool]
    erase: Callable[[Database, str], None]


@dataclass(frozen=True)
class Keepings:
    """All kinds of record that the app keeps for a time."""

    kinds: tuple[Keeping, ...]

    def find(self, subject: str) -> tuple[Keeping, str] | None:
        """Return the kind of a subject and its id; None when it is no subject."""
        kind, _, name = subject.partition(":")
        return next(((keeping, name) for keeping in self.kinds if keeping.kind == kind and name), None)

    def has(self, db: Database, subject: str) -> bool:
        """Whether a record of this name is there."""
        found = self.find(subject)
        return found is not None and found[0].exists(db, found[1])

    def is_of(self, db: Database, subject: str, organisation_id: str | None) -> bool:
        """Whether a record is there and an organisation's; None stands for the operator, whose are all."""
        found = self.find(subject)
        if found is None or not found[0].exists(db, found[1]):
            return False
        return organisation_id is None or found[0].is_of(db, found[1], organisation_id)

    def why_due(self, db: Database, subject: str, at: str) -> Overdue | None:
        """Say why a record is due; None when it is not."""
        found = self.find(subject)
        return found[0].why_due(db, found[1], at) if found else None
