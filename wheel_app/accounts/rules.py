"""Pure decisions of coming in: reading a code, checking pictures, and how long a sign-in lives."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LENGTH = 10
LONGEST_CODE_TEXT = 100
PICTURES_CHOSEN = 4
PRESENT = frozenset({"alone", "helped", "worker"})
DEVICE_MINUTES = 30

# People who read a zero as a letter write it as a letter.
LOOKS_LIKE = {"o": "0", "l": "1", "i": "1"}
BETWEEN_DIGITS = frozenset("-._·•−,/")
UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cf", "Pd"})


class BadCode(ValueError):
    """The text cannot be a code. `reason` is 'empty', 'letters', 'short' or 'long'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadPictures(ValueError):
    """These are not four pictures in order. `reason` is 'few', 'many', 'twice' or 'unknown'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_code(text: str) -> str:
    """Return the ten digits of a code as somebody typed it, in any script and spacing; BadCode when it is none."""
    if len(text) > LONGEST_CODE_TEXT:
        raise BadCode("long")
    digits = "".join(_read(character) for character in unicodedata.normalize("NFKC", text).lower())
    if len(digits) != CODE_LENGTH:
        raise BadCode(_wrong_length(len(digits)))
    return digits


def _read(character: str) -> str:
    if character in BETWEEN_DIGITS or character.isspace() or unicodedata.category(character) in UNSEEN:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in LOOKS_LIKE:
        return LOOKS_LIKE[character]
    raise BadCode("letters")


def _wrong_length(length: int) -> str:
    if length == 0:
        return "empty"
    return "short" if length < CODE_LENGTH else "long"


def show_code(code: str) -> str:
    """Return a code in groups that are easy to read out: 482 177 3095."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"


def check_pictures(names: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Return four different known pictures in their order; BadPictures when they are not that."""
    if len(names) != PICTURES_CHOSEN:
        raise BadPictures("few" if len(names) < PICTURES_CHOSEN else "many")
    if any(name not in known for name in names):
        raise BadPictures("unknown")
    if len(set(names)) != PICTURES_CHOSEN:
        raise BadPictures("twice")
    return tuple(names)


@dataclass(frozen=True)
class Limits:
    """How long a sign-in lives: unused, and at most."""

    minutes_alone: int = 10
    minutes_with_worker: int = 30
    minutes_staff: int = 15
    hours_at_most: int = 12


SEEN_AGAIN = timedelta(seconds=60)


def life_of(*, present: str, started_at: str, seen_at: str, at: str, limits: Limits, is_staff: bool = False) -> str:
    """Return 'fresh', 'stale' (used a minute ago or more: note it again) or 'over'.

    Where the clock was set back a family goes on, and it is noted anew. That of staff is over: for how long nobody has
    used it cannot be told.
    """
    now = _moment(at)
    unused = now - _moment(seen_at)
    idle = timedelta(minutes=_idle_minutes(present, limits, is_staff=is_staff))
    if unused >= idle or now - _moment(started_at) >= timedelta(hours=limits.hours_at_most):
        return "over"
    if is_staff and -unused >= idle:
        return "over"
    return "stale" if abs(unused) >= SEEN_AGAIN else "fresh"


def _idle_minutes(present: str, limits: Limits, *, is_staff: bool) -> int:
    if is_staff:
        return limits.minutes_staff
    return limits.minutes_with_worker if present == "worker" else limits.minutes_alone


def seconds_left(*, started_at: str, seen_at: str, at: str, limits: Limits) -> int:
    """Return for how many seconds a staff sign-in lasts if nobody uses it; 0 when it is over."""
    ends = min(
        _moment(seen_at) + timedelta(minutes=limits.minutes_staff),
        _moment(started_at) + timedelta(hours=limits.hours_at_most),
    )
    return max(0, int((ends - _moment(at)).total_seconds()))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
