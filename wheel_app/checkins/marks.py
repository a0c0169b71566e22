"""Reading a mark that somebody typed or tapped. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from wheel_app.checkins.checkin import How
from wheel_app.tools.rules import Tool

LOWEST, HIGHEST = 1, 100
DIGITS_OF: Mapping[str, tuple[str, ...]] = {
    "ar": ("ARABIC-INDIC DIGIT",),
    "bn": ("BENGALI DIGIT",),
    "fa": ("EXTENDED ARABIC-INDIC DIGIT",),
    "pa": ("GURMUKHI DIGIT",),
    "ur": ("EXTENDED ARABIC-INDIC DIGIT", "ARABIC-INDIC DIGIT"),
}


@dataclass(frozen=True)
class Mark:
    """A mark from 1 to 100 and how it was given."""

    score: int
    how: How


class NotAMark(ValueError):
    """What was typed is no whole number from 1 to 100."""


class TwoMarks(ValueError):
    """The band and the number were both changed and do not agree."""


def read_score(text: str, language: str) -> int:
    """Return the whole number from 1 to 100 that was typed, in Western digits or those of `language`; else NotAMark."""
    typed = text.strip()
    if not 0 < len(typed) <= 3 or not all(_is_digit(sign, language) for sign in typed):
        raise NotAMark(text)
    score = int("".join(str(unicodedata.digit(sign)) for sign in typed))
    if not LOWEST <= score <= HIGHEST:
        raise NotAMark(text)
    return score


def _is_digit(sign: str, language: str) -> bool:
    if sign.isascii():
        return sign.isdigit()
    names = DIGITS_OF.get(language.split("_")[0].split("-")[0], ())
    return any(unicodedata.name(sign, "").startswith(name) for name in names)


def settle(tool: Tool, band_key: str, score: int | None, how: str, shown: int | None) -> Mark | None:
    """Decide which mark is meant by a band and a number that come together; None when there is neither.

    Whichever of the two differs from the mark that the page had `shown` is the new one. TwoMarks when both do and the
    number lies outside the band.
    """
    if score is None:
        return _by_band(tool, band_key) if band_key else None
    if not band_key or tool.band_of(score).key == band_key:
        return Mark(score, _how(tool, band_key, score, how))
    if shown is None or (score != shown and band_key != tool.band_of(shown).key):
        raise TwoMarks
    return _by_band(tool, band_key) if score == shown else Mark(score, "number")


def _by_band(tool: Tool, band_key: str) -> Mark:
    return Mark(tool.band(band_key).middle, "band")


def _how(tool: Tool, band_key: str, score: int, how: str) -> How:
    if how == "arc":
        return "arc"
    if how == "band" and band_key and tool.band(band_key).middle == score:
        return "band"
    return "number"
