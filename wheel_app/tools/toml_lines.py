"""On which line each value of a TOML text stands; tomllib reads the values but forgets the places."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Place = tuple[str | int, ...]

_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}'
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\#[^\n]*|\[\[|\]\]|[\[\]{},=\n]|[^\s\[\]{},=\#\"']+",
    re.DOTALL,
)


def place_lines(text: str) -> Mapping[Place, int]:
    """The line of every table, key and list item of a text that tomllib has accepted."""
    walk = _Walk()
    for piece, line in _pieces(text):
        walk.take(piece, line)
    return walk.lines


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a place, or of the nearest place around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    line, seen = 1, 0
    for match in _PIECE.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if not match[0].startswith("#"):
            yield match[0], line


@dataclass
class _Walk:
    lines: dict[Place, int] = field(default_factory=dict)
    _table: Place = ()
    _counts: Counter[Place] = field(default_factory=Counter)
    _words: list[str] = field(default_factory=list)
    _key: Place = ()
    _item: int = 0
    _depth: int = 0
    _header: str | None = None
    _waiting: bool = False

    def take(self, piece: str, line: int) -> None:
        if self._key:
            self._take_value(piece, line)
        elif self._header is not None:
            self._take_header(piece, line)
        elif piece in ("[", "[["):
            self._header, self._words = piece, []
        elif piece == "=":
            self._start_value(line)
        elif piece != "\n":
            self._words.append(piece)

    def _start_value(self, line: int) -> None:
        self._key = self._table + _names(self._words)
        self.lines[self._key] = line
        self._words, self._item, self._depth = [], 0, 0
        self._waiting = True

    def _take_value(self, piece: str, line: int) -> None:
        if piece == "\n" and self._depth == 0:
            self._key = ()
            return
        if piece in ("]", "]]", "}"):
            self._depth -= len(piece)
            return
        if piece == "\n":
            return
        if piece == "," and self._depth == 1:
            self._item, self._waiting = self._item + 1, True
            return
        if self._depth >= 1 and self._waiting:
            self._note_item(line)
        if piece in ("[", "[[", "{"):
            self._depth += len(piece)

    def _note_item(self, line: int) -> None:
        self.lines[(*self._key, self._item)] = line
        self._waiting = False

    def _take_header(self, piece: str, line: int) -> None:
        if piece not in ("]", "]]"):
            self._words.append(piece)
            return
        name = self._inside(_names(self._words))
        if self._header == "[[":
            self.lines.setdefault(name, line)
            self._counts[name] += 1
            name = (*name, self._counts[name] - 1)
        self._table = name
        self.lines.setdefault(name, line)
        self._header, self._words = None, []

    def _inside(self, names: Place) -> Place:
        """A header names the tables around it; those that are lists mean their last item."""
        place: Place = ()
        for name in names[:-1]:
            place = (*place, name)
            if place in self._counts:
                place = (*place, self._counts[place] - 1)
        return (*place, names[-1])


def _names(words: list[str]) -> Place:
    """The parts of a key that may be dotted and quoted."""
    text = "".join(words)
    try:
        found: object = tomllib.loads(f"{text} = 0")
    except tomllib.TOMLDecodeError:
        # A less exact line is better than no message at all.
        return (text,)
    names: list[str] = []
    while isinstance(found, dict):
        name, found = next(iter(found.items()))
        names.append(name)
    return tuple(names)
