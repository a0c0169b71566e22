"""What stands on a copy on paper, in the reader's language: the child that draws it knows no translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Line:
    """What something is called, and what was said of it."""

    label: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One wheel, one plan, one family: its name and its lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Part:
    """Everything of one kind."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Headings:
    """The fixed words of the paper.

    `page` holds {page} and {pages}; `not_printed` explains ◌ and shows only where a sign could not be printed.
    """

    not_printed: str
    page: str


@dataclass(frozen=True)
class CopyDocument:
    """The whole copy, every text ready to print."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    made_on_text: str
    intro: tuple[str, ...]
    parts: tuple[Part, ...]
    headings: Headings
    flows: bool = True
