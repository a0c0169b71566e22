"""What a reviewed copy is made of. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# How long a finished copy can be opened.
DAYS_OPEN = 30


@dataclass(frozen=True)
class Request:
    """That a copy was asked for; finished since `finished_at`, and open until `until` (UTC text)."""

    copy_id: str
    family_id: str
    member_id: str
    asked_by: str
    asked_on: str
    due_on: str
    task_id: str
    made_at: str
    made_by: str
    with_private: bool
    finished_at: str | None
    finished_by: str | None
    until: str | None

    def is_ready(self, at: str) -> bool:
        """Whether it can be opened at a moment."""
        return self.until is not None and self.until > at


@dataclass(frozen=True)
class Item:
    """One line that staff hold about somebody; `starts_given` unless it may be somebody else's or is for staff."""

    item_id: str
    kind: str
    label: str
    text: str
    at: str | None
    starts_given: bool

    @property
    def row(self) -> dict[str, Any]:
        """The line as it stands in the copy."""
        return {"kind": self.kind, "label": self.label, "at": self.at, "text": self.text}


@dataclass(frozen=True)
class Choice:
    """What was decided of a line."""

    is_given: bool
    reason: str

    @property
    def lacks_reason(self) -> bool:
        """Whether it is left out without a word."""
        return not self.is_given and not self.reason


def item_id(*parts: str) -> str:
    """Return a name for a line that is the same each time and tells nothing."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def standing(items: Iterable[Item], decided: Mapping[str, Choice]) -> dict[str, Choice]:
    """Return what holds for each line now: what was decided, or else how it starts."""
    return {one.item_id: decided.get(one.item_id) or Choice(one.starts_given, "") for one in items}
