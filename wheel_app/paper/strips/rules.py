"""What a strip says of a sheet, and what of it can be right. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wheel_app.paper.strips.marks import Marks

INTERPRETERS = ("none", "professional", "relative")
# Said once more when somebody says that the day is right all the same.
WARNINGS = ("before-printing", "before-birth")


@dataclass(frozen=True)
class Whose:
    """Whose sheet it is: an adult or a young person, and the child it is about where it is about one."""

    family_id: str
    member_id: str
    child_id: str | None
    born_on: str = ""

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"{self.child_id or ''}.{self.member_id}"


@dataclass(frozen=True)
class Filled:
    """What was filled in on its own day (ISO), by whom (None: nobody’s), where, and who else was there.

    `marks` are the boxes by line number, `words` what was said in words, by topic key.
    """

    on_date: str
    whose: Whose | None
    place: str = "home"
    interpreter: str = "none"
    with_others: bool = False
    marks: Marks = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A fingerprint of all that was typed, to know the same strip when it comes again."""
        whose = self.whose
        parts = [self.on_date, whose.value if whose else "nobody"]
        if whose:
            parts += [self.place, self.interpreter, str(int(self.with_others))]
            parts += [self.marks[number].digest(str(number)) for number in sorted(self.marks)]
            parts += [f"{key}={self.words[key]}" for key in sorted(self.words)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Typed:
    """That a strip was typed in: for which day (ISO), when (UTC text), by whom, and whose it was, if anybody’s."""

    sheet_no: str
    on_date: str
    typed_at: str
    typed_by: str
    full_name: str
    digest: str
    family_id: str | None
    visit_id: str | None
    member_id: str | None = None

    @property
    def mark(self) -> str:
        """A short text that is another once it was typed in anew."""
        return f"{self.typed_at}.{self.digest[:16]}"


@dataclass(frozen=True)
class Made:
    """A check-in that a strip made, with its tool, and whose it is now."""

    checkin_id: str
    owner_id: str
    tool_id: str


def day_faults(on_date: str, today: str, *, printed_on: str, born_on: str, is_before_birth: bool) -> tuple[str, ...]:
    """Return what is odd about the day of a strip: 'future' can’t be; WARNINGS may be meant all the same.

    Days are ISO texts; `born_on` is as far as it is known, or empty.
    """
    if on_date > today:
        return ("future",)
    found = []
    if on_date < printed_on:
        found.append("before-printing")
    # As far as it is known: on the year, the month or the day of the birth it may well have been.
    if born_on and not is_before_birth and on_date[: len(born_on)] < born_on:
        found.append("before-birth")
    return tuple(found)


def read_short_day(typed: str, today: str) -> str:
    """Return the day (ISO) of “3 5 26”, “3.5.” or “3/5/2026”; without a year the last such day. ValueError for none."""
    parts = "".join(c if c.isdecimal() else " " for c in typed).split()
    if not 2 <= len(parts) <= 3 or any(len(part) > 4 for part in parts):
        raise ValueError(typed)
    day, month, *years = map(int, parts)
    if years:
        return date(years[0] + 2000 if years[0] < 100 else years[0], month, day).isoformat()
    this_year = date.fromisoformat(today).year
    # A leap day comes again after eight years at the latest.
    for year in range(this_year, this_year - 9, -1):
        if (found := _day(year, month, day)) and found <= today:
            return found
    raise ValueError(typed)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
