"""What the lists of children hold: which days they look at, who is asked for, and where a page of them begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from wheel_app.clock.rules import Window

DUE, LATE, COMING, WANTED = "due", "late", "coming", "wanted"
LISTS = (DUE, LATE, COMING, WANTED)
ALL, MINE, TEAMS, NOBODY = "all", "mine", "teams", "nobody"
WHOSE = (ALL, MINE, TEAMS, NOBODY)
# How far ahead the list of what is coming looks.
DAYS_AHEAD = 28
AFTER = re.compile(r"(\d{4}-\d\d-\d\d|)_([0-9a-f-]{36})_([0-9a-f-]{36})_([a-z0-9-]{0,40})")


@dataclass(frozen=True)
class Days:
    """The days that a list looks at, as ISO text: today, the Sunday of this week, and the last one ahead."""

    today: str
    week_end: str
    ahead: str


def days_from(today: str) -> Days:
    """Return the days of the lists as they are on a day."""
    day = date.fromisoformat(today)
    sunday = day + timedelta(days=6 - day.weekday())
    return Days(today, sunday.isoformat(), (day + timedelta(days=DAYS_AHEAD)).isoformat())


@dataclass(frozen=True)
class Wish:
    """Of whose families a list is: `whose` is one of WHOSE or a coordinator’s id, `area` empty for all."""

    whose: str = ALL
    area: str = ""


@dataclass(frozen=True)
class Place:
    """Behind which line a page begins."""

    day: str
    family_id: str
    member_id: str
    point_key: str

    @property
    def coded(self) -> str:
        """All of it as an address holds it; no name stands in it."""
        return "_".join(vars(self).values())


BEGINNING = Place("", "", "", "")


def read_place(coded: str) -> Place:
    """Return the place that an address names; the beginning for anything odd."""
    found = AFTER.fullmatch(coded)
    return Place(*found.groups()) if found else BEGINNING


@dataclass(frozen=True)
class Line:
    """One child at one point, as a list names them."""

    family_id: str
    member_id: str
    child: str
    family: str
    coordinator: str | None
    window: Window

    def place_in(self, which: str) -> Place:
        """Return the place behind this line in one of LISTS."""
        day = self.window.late_from if which == LATE else self.window.due_on
        return Place(day or "", self.family_id, self.member_id, self.window.point_key)


@dataclass(frozen=True)
class WantedLine:
    """One child whose days staff should put in, and why: 'birthday', 'due-date' or 'birth'."""

    family_id: str
    member_id: str
    child: str
    family: str
    coordinator: str | None
    why: str

    @property
    def place(self) -> Place:
        """The place behind this line."""
        return Place("", self.family_id, self.member_id, "")


@dataclass(frozen=True)
class Counts:
    """How many stand in each list."""

    due: int
    late: int
    coming: int
    wanted: int

    @property
    def any(self) -> bool:
        """Whether there is anything to see to."""
        return bool(self.due or self.late or self.coming or self.wanted)
