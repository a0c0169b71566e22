"""What a sheet asks, line by line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, Library, Tool, Topic

Kind = Literal["point", "wheel", "scale"]
KINDS: tuple[Kind, ...] = ("point", "wheel", "scale")
MOST_COPIES = 50
WORDS = "words"


@dataclass(frozen=True)
class Asked:
    """The lines of one tool version on a sheet, in their order: keys of those with boxes, and of those for words."""

    tool_id: str
    tool_version: str
    keys: tuple[str, ...]
    word_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetFacts:
    """What is the same for every copy of one printing.

    `about` is what the tools are asked for: 'point-4', or whom a wheel is about. A point sheet names the point of the
    set that ran when it was printed.
    """

    kind: Kind
    about: str
    language: str
    asked: tuple[Asked, ...]
    point_key: str | None = None
    set_key: str | None = None
    set_version: str | None = None


@dataclass(frozen=True)
class Sheet:
    """One copy: its number, and when and for whose stock it was printed (UTC text)."""

    sheet_no: str
    facts: SheetFacts
    printed_at: str
    printed_by: str
    team_id: str


@dataclass(frozen=True)
class Line:
    """One line with its number on the sheet and on the strip, from 1."""

    number: int
    tool: Tool
    topic: Topic


def asked_of(tool: Tool, about: str) -> Asked:
    """Return every line that a tool asks about something, never what it asks in private."""
    topics = tool.topics_for(about)
    boxes = tuple(topic.key for topic in topics if topic.takes != WORDS)
    return Asked(tool.id, tool.version, boxes, tuple(topic.key for topic in topics if topic.takes == WORDS))


def asked_for(library: Library, kind: Kind, about: str, wheel_id: str = "") -> tuple[Asked, ...]:
    """Return what a new sheet asks, each tool in its newest version."""
    ids = {"point": (EARLY_CHECKLIST, PARENTAL_SCALE), "scale": (PARENTAL_SCALE,), "wheel": (wheel_id,)}[kind]
    return tuple(asked_of(library.current(tool_id), about) for tool_id in ids)


def lines_of(library: Library, asked: Sequence[Asked]) -> tuple[Line, ...]:
    """Return the lines with boxes of a whole sheet; raises UnknownTool where a version is not here any more."""
    pairs = [(tool, tool.topic(key)) for one, tool in _tools(library, asked) for key in one.keys]
    return tuple(Line(number, tool, topic) for number, (tool, topic) in enumerate(pairs, start=1))


def words_of(library: Library, asked: Sequence[Asked]) -> tuple[Topic, ...]:
    """Return what may be said in words on a sheet."""
    return tuple(tool.topic(key) for one, tool in _tools(library, asked) for key in one.word_keys)


def _tools(library: Library, asked: Sequence[Asked]) -> list[tuple[Asked, Tool]]:
    return [(one, library.get(one.tool_id, one.tool_version)) for one in asked]
