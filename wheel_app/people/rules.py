"""What a change in somebody's life puts away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EVERYTHING = "*"
# What each change is first suggested to touch; the person decides.
KINDS: dict[str, frozenset[str]] = {
    "death": frozenset({"child-growth", "learning", "parenting"}),
    "lives-elsewhere": frozenset({"child-growth", "learning", "daily-life", "parenting"}),
    "parted": frozenset({"parenting", "social-ties"}),
    "moved": frozenset({"housing", "neighbourhood"}),
    "not-safe": frozenset(),
}


@dataclass(frozen=True)
class Change:
    """One change that a person told us of, and the subjects that fell silent with it."""

    change_id: str
    kind: str
    noted_at: str
    asks_afresh: bool
    subjects: frozenset[str]


def silenced(changes: Iterable[Change]) -> frozenset[str]:
    """Return the subjects that nothing is asked about any more."""
    return frozenset(subject for change in changes if not change.asks_afresh for subject in change.subjects)


def touched_since(changes: Iterable[Change], made_at: str) -> frozenset[str]:
    """Return the subjects that changes since `made_at` (UTC text) put away, to be asked afresh or not."""
    return frozenset(subject for change in changes if made_at <= change.noted_at for subject in change.subjects)


def is_put_away(changes: Iterable[Change], made_at: str, subjects: Iterable[str]) -> bool:
    """Whether something made at `made_at` (UTC text) about these subjects was put away by a later change."""
    touched = touched_since(changes, made_at)
    return EVERYTHING in touched or not touched.isdisjoint(subjects)
