"""Reading portable SQL: where its parameters are, where a statement ends, and whether it changes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<quoted> (?<!\w)[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | "(?:[^"]|"")*" | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$ )
    | (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<cast> :: )
    | :(?P<name> [A-Za-z_]\w* )
    | (?P<word> \w+ )
    | (?P<end> ; )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_READS = frozenset({"SELECT", "VALUES", "EXPLAIN", "PRAGMA", "SHOW"})
_CHANGES = frozenset({"INSERT", "UPDATE", "DELETE", "MERGE"})


class Statement(NamedTuple):
    """What an engine must know of one statement."""

    for_psycopg: str
    changes: bool


@lru_cache(maxsize=2048)
def understand(sql: str) -> Statement:
    """Read a statement; remembered, since a program has few different ones."""
    tokens = list(_TOKEN.finditer(sql))
    words = [token["word"].upper() for token in tokens if token["word"]]
    return Statement("".join(_for_psycopg(token) for token in tokens), _changes(words))


def split(script: str) -> list[str]:
    """Return the statements of a script, without comments and closing semicolons."""
    return [text for text in ("".join(part).strip() for part in _parts(script)) if text]


def _parts(script: str) -> Iterator[list[str]]:
    part: list[str] = []
    for token in _TOKEN.finditer(script):
        if token["end"]:
            yield part
            part = []
        else:
            # A comment parts words as a space does.
            part.append(" " if token["comment"] else token[0])
    yield part


def _for_psycopg(token: re.Match[str]) -> str:
    name: str | None = token["name"]
    # psycopg looks for its marks everywhere, in literals and comments too.
    return f"%({name})s" if name else token[0].replace("%", "%%")


def _changes(words: list[str]) -> bool:
    first = words[0] if words else ""
    if first == "WITH":
        return not _CHANGES.isdisjoint(words)
    return first not in _READS
