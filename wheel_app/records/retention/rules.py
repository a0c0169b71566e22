"""What a list of overdue records is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

# What may become of an item when its list is confirmed.
ERASED, SPARED = "erased", "spared"


@dataclass(frozen=True)
class Overdue:
    """A record whose time is over: `owner:<id>` or `family:<id>`, a short code why, and since when (UTC text)."""

    subject: str
    why: str
    since: str


@dataclass(frozen=True)
class By:
    """Who does it, as what, and for which organisation; None stands for the operator, who sees to all."""

    staff_id: str
    role: str
    organisation_id: str | None = None


@dataclass(frozen=True)
class Item:
    """A line of a list, and what became of it once it was confirmed: `erased`, or `spared` since it is due no more."""

    subject: str
    why: str
    since: str
    became: str | None


@dataclass(frozen=True)
class Run:
    """A list that somebody made for an organisation (None: for the operator), and who confirmed it."""

    run_id: str
    listed_by: str
    listed_at: str
    digest: str
    organisation_id: str | None = None
    confirmed_by: str | None = None
    confirmed_at: str | None = None


@dataclass(frozen=True)
class Hold:
    """A legal hold: as long as it is not lifted, nothing of its subject is erased."""

    hold_id: str
    subject: str
    set_by: str
    set_at: str
    organisation_id: str | None = None
    lifted_by: str | None = None
    lifted_at: str | None = None


def digest_of(lines: Iterable[Overdue | Item]) -> str:
    """Return a hash that two lists share only when they name the same records for the same reasons."""
    named = sorted(f"{line.subject} {line.why} {line.since}" for line in lines)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()
