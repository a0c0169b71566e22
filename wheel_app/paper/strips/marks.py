"""Reading what stands in the boxes of a strip, one sign after another. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheel_app.checkins import Given
from wheel_app.paper.sheets.rules import Line
from wheel_app.tools import Band, Tool

NOT_APPLICABLE, RATHER_NOT = "n", "r"
BLANKS = "-._ "
BAND_LETTERS = "abcde"
LONGEST = 400
# “14:5” goes on at line 14 and says 5 there.
_JUMP = re.compile(r"(?:^|(?<=[\s,;]))(\d{1,2}):")
_GAP = re.compile(r"[\s,;]+")

Marks = Mapping[int, Given]


class BadMark(ValueError):
    """Something in a box cannot be, at line `number`, `sign` as typed: `why` is 'odd', 'line', 'back' or 'too-many'."""

    def __init__(self, why: str, number: int, sign: str = "") -> None:
        super().__init__(why)
        self.why, self.number, self.sign = why, number, sign


@dataclass(frozen=True)
class _At:
    number: int
    sign: str


def read_mark(typed: str, tool: Tool) -> Given | None:
    """Return what one box says, None for an empty one; raise BadMark without its line."""
    sign = _plain(typed).strip(BLANKS)
    if not sign:
        return None
    if sign == NOT_APPLICABLE:
        return Given("not-applicable")
    if sign == RATHER_NOT:
        return Given("rather-not-say")
    if tool.kind == "wheel":
        return _wheel_mark(sign, tool)
    band = next((band for band in tool.bands if band.key == sign), None)
    if band is None:
        raise BadMark("odd", 0, typed.strip())
    return _in_band(band)


def _wheel_mark(sign: str, tool: Tool) -> Given:
    if len(sign) == 1 and sign in BAND_LETTERS[: len(tool.bands)]:
        return _in_band(tool.bands[BAND_LETTERS.index(sign)])
    if not (sign.isascii() and sign.isdecimal() and len(sign) <= 3 and tool.low <= int(sign) <= tool.high):
        raise BadMark("odd", 0, sign)
    return Given("scored", int(sign), "number")


def _in_band(band: Band) -> Given:
    return Given("scored", band.middle, "band")


def _plain(typed: str) -> str:
    return "".join(_western(sign) for sign in unicodedata.normalize("NFKC", typed)).casefold()


def _western(sign: str) -> str:
    # Whoever copies a strip writes the digits of their own hand; on the keyboard they are digits all the same.
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


def read_marks(typed: str, lines: Sequence[Line]) -> Marks:
    """Return what a whole strip says, typed in one go, by line number; raise BadMark.

    On a scale or checklist each sign is one line: 1 to 5, n, r, and a blank or “-” for a box that is empty. On a wheel
    the boxes are apart by blanks: 1 to 100, a to e, n, r, “-”. Either way “14:” goes on at line 14. What is not typed
    at the end is empty.
    """
    typed = _plain(typed)[:LONGEST]
    placed = _apart(typed, 1) if lines[0].tool.kind == "wheel" else _signs(typed, 1)
    found: dict[int, Given] = {}
    for at in placed:
        if at.number > len(lines):
            raise BadMark("line" if _JUMP.search(typed) else "too-many", at.number, at.sign)
        if (given := _read_at(at, lines[at.number - 1].tool)) is not None:
            found[at.number] = given
    return found


def _read_at(at: _At, tool: Tool) -> Given | None:
    try:
        return read_mark(at.sign, tool)
    except BadMark as bad:
        raise BadMark(bad.why, at.number, at.sign) from None


def _signs(typed: str, number: int) -> list[_At]:
    """Give each sign its line; blanks at the beginning, at the end and before a jump are no lines."""
    found: list[_At] = []
    for begins, part in _parts(typed, number):
        number = _onward(begins, number)
        found += [_At(number + place, sign) for place, sign in enumerate(part)]
        number += len(part)
    return found


def _apart(typed: str, number: int) -> list[_At]:
    found: list[_At] = []
    for begins, part in _parts(typed, number):
        number = _onward(begins, number)
        signs = [sign for sign in _GAP.split(part) if sign]
        found += [_At(number + place, sign) for place, sign in enumerate(signs)]
        number += len(signs)
    return found


def _onward(begins: int | None, number: int) -> int:
    if begins is None:
        return number
    if begins < number:
        raise BadMark("back", begins, str(begins))
    return begins


def _parts(typed: str, number: int) -> list[tuple[int | None, str]]:
    pieces = _JUMP.split(typed)
    parts: list[tuple[int | None, str]] = [(None, pieces[0].strip())]
    parts += [(int(line), part.strip()) for line, part in zip(pieces[1::2], pieces[2::2], strict=True)]
    return parts
