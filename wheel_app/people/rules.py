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
# The same where the person is young: their own life has changed, and not that of a child of theirs.
KINDS_WHERE_YOUNG: dict[str, frozenset[str]] = {
    "death": frozenset({"caring", "social-ties"}),
    "lives-elsewhere": frozenset({"housing", "neighbourhood", "caring", "social-ties"}),
    "parted": frozenset({"housing", "social-ties"}),
    "moved": frozenset({"housing", "neighbourhood", "learning"}),
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

    def is_same_as(self, other: Change) -> bool:
        """Whether both say the same, whenever that was."""
        return (self.kind, self.asks_afresh, self.subjects) == (other.kind, other.asks_afresh, other.subjects)


def suggested(kind: str, *, is_young: bool | None) -> frozenset[str]:
    """Return the subjects that a kind of change is first thought to touch; raises KeyError for an unknown kind.

    Of somebody who may be young or not (None) those of both.
    """
    if is_young is None:
        return KINDS_WHERE_YOUNG[kind] | KINDS[kind]
    return (KINDS_WHERE_YOUNG if is_young else KINDS)[kind]


def silenced(changes: Iterable[Change]) -> frozenset[str]:
    """Return the subjects that nothing is asked about any more."""
    return frozenset(subject for change in changes if not change.asks_afresh for subject in change.subjects)


def touched_since(changes: Iterable[Change], made_at: str) -> frozenset[str]:
    """Return the subjects that changes since `made_at` (UTC text) put away, to be asked afresh or not."""
    return frozenset(subject for change in changes if made_at <= change.noted_at for subject in change.subjects)


def silent_in(changes: Iterable[Change], begun_at: str) -> frozenset[str]:
    """Return the subjects that a wheel begun at that moment (UTC text) asks nothing about.

    What is to be asked afresh is asked in the next wheel, not in one that was open when life changed.
    """
    known = tuple(changes)
    return silenced(known) | touched_since(known, begun_at)


def is_put_away(changes: Iterable[Change], made_at: str, subjects: Iterable[str], *, is_together: bool = False) -> bool:
    """Whether something made at `made_at` (UTC text) about these subjects was put away by a later change.

    What was made together with others is put away by a parting, whatever it is about.
    """
    known = tuple(changes)
    touched = touched_since(known, made_at)
    has_parted = is_together and any(change.kind == "parted" and made_at <= change.noted_at for change in known)
    return has_parted or EVERYTHING in touched or not touched.isdisjoint(subjects)
