"""Where the names round a wheel go: never cut, never over each other, never on the ring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, pi, sin

DISTANCE = 9.0
AIR = 3.0
STEP = 2.0
MOST_LINES = 3
# A drawing runs from left to right on every page (decision 0004), each line of a name as its own first letter does.
APART, TOGETHER = "\u2068", "\u2069"
STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
SLIM, NARROW, BROAD = "اآأإ", "دڈذرڑزژوؤ", "سشصضطظ"
WITH_TAIL = "بپتٹثکگفقسشصضنںیےلجچحخعغہھ"


@dataclass(frozen=True)
class Type:
    """Sizes of the letters of one drawing, in drawing units; `room` is how many letter sizes a line is long."""

    size: float
    line: float
    number: float
    room: float
    rtl: bool

    @classmethod
    def for_script(cls, *, rtl: bool, large: bool) -> Type:
        """Return sizes that suit the script: Nastaliq hangs low and stands tall, so its lines need twice the room."""
        size = 16.5 if large else 13.5
        return cls(size, round(size * (1.9 if rtl else 1.2), 1), round(size * 1.15, 1), 4.8 if large else 6.6, rtl)


@dataclass(frozen=True)
class Label:
    """A name in lines, the number under it, and the box that both stand in."""

    lines: tuple[str, ...]
    number: str | None
    anchor: str
    x: float
    baselines: tuple[float, ...]
    number_baseline: float
    left: float
    top: float
    right: float
    bottom: float

    def moved(self, way: float) -> Label:
        """Return the same label further down (or up, for a negative way)."""
        return replace(
            self,
            baselines=tuple(round(one + way, 1) for one in self.baselines),
            number_baseline=round(self.number_baseline + way, 1),
            top=self.top + way,
            bottom=self.bottom + way,
        )

    def meets(self, other: Label) -> bool:
        """Whether the two boxes touch."""
        beside = self.right + AIR <= other.left or other.right + AIR <= self.left
        apart = self.bottom + AIR <= other.top or other.bottom + AIR <= self.top
        return not (beside or apart)

    def nearest(self) -> float:
        """How far the box stays from the middle of the wheel."""
        return hypot(max(self.left, -self.right, 0.0), max(self.top, -self.bottom, 0.0))


def place_labels(names: Sequence[tuple[str, str | None]], outer: float, kind: Type) -> tuple[Label, ...]:
    """Return one label a name, in order; those nearest the sides stay, the others give way towards the poles."""
    turn = 2 * pi / max(len(names), 1)
    wished = [_wished(name, number, (place + 0.5) * turn, outer, kind) for place, (name, number) in enumerate(names)]
    placed: dict[int, Label] = {}
    for place in sorted(range(len(wished)), key=lambda one: (abs(_middle(wished[one])), one)):
        label = wished[place]
        way = STEP if _middle(label) > 0 else -STEP
        while label.nearest() < outer + AIR or any(label.meets(other) for other in placed.values()):
            label = label.moved(way)
        placed[place] = label
    return tuple(placed[place] for place in range(len(wished)))


def _middle(label: Label) -> float:
    return (label.top + label.bottom) / 2


def _wished(name: str, number: str | None, angle: float, outer: float, kind: Type) -> Label:
    lines = _lines(name, kind)
    width = max([_width(line) * kind.size for line in lines] + [_width(number or "") * kind.number])
    height = kind.line * len(lines) + (kind.number * 1.2 if number else 0)
    aside = sin(angle)
    anchor = "start" if aside > 0.5 else "end" if aside < -0.5 else "middle"
    x = aside * (outer + DISTANCE)
    if anchor == "middle":
        x += (width / 2) * (abs(aside) ** 0.5) * (1 if aside > 0 else -1)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    top = -cos(angle) * (outer + DISTANCE + height / 2) - height / 2
    first = top + kind.line * (0.62 if kind.rtl else 0.78)
    return Label(
        lines=tuple(line if line.isascii() else f"{APART}{line}{TOGETHER}" for line in lines),
        number=number,
        anchor=anchor,
        x=round(x, 1),
        baselines=tuple(round(first + place * kind.line, 1) for place in range(len(lines))),
        number_baseline=round(top + height - kind.number * 0.25, 1),
        left=left,
        top=top,
        right=left + width,
        bottom=top + height,
    )


def _lines(name: str, kind: Type) -> list[str]:
    words = STEERING.sub("", name).split() or [""]
    room = max([kind.room] + [_width(word) for word in words])
    while len(lines := _wrapped(words, room)) > MOST_LINES:
        room += 0.5
    return lines


def _wrapped(words: Sequence[str], room: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str) -> float:
    return sum(_letter_width(letter) for letter in text) + sum(_tail_width(word) for word in text.split())


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    # No font is at hand on the server: these are the widths of a broad system font, so that nothing is ever cut.
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if _is_arabic(letter):
        return 0.26 if letter in SLIM else 0.48 if letter in NARROW else 0.76 if letter in BROAD else 0.35
    if letter in " .,:;!|'’iljtfrI-()":
        return 0.36
    if letter in "mwMW—@%&":
        return 0.95
    return 0.72 if letter.isupper() else 0.62


def _tail_width(word: str) -> float:
    # Joined letters are narrow and end in a swing: measured over the words of the app in two styles and four fonts.
    if not _is_arabic(word[-1]):
        return 0.0
    return 0.8 if word[-1] in WITH_TAIL else 0.32


def _is_arabic(letter: str) -> bool:
    return unicodedata.bidirectional(letter) == "AL"
