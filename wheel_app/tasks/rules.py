"""When something is due, and whose it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

TALK, LOOK_IN = "talk", "look-in"
HERE = ZoneInfo("Europe/London")
WEEKEND = 5
IsWorkingDay = Callable[[date], bool]


@dataclass(frozen=True)
class Task:
    """Something to do: whose it is (`staff_id`, or else the team's), about whom, since when and by when (UTC text).

    `way` is how somebody who wants to talk can be reached: 'here', 'safe-way' or 'words'.
    """

    task_id: str
    kind: str
    staff_id: str | None
    team_id: str | None
    family_id: str | None
    owner_id: str | None
    device_id: str | None
    ref: str | None
    way: str | None
    made_at: str
    due_at: str
    acknowledged_at: str | None = None
    acknowledged_by: str | None = None
    done_at: str | None = None
    done_by: str | None = None

    def is_late(self, at: str) -> bool:
        """Whether nobody has taken it on and its time is over."""
        return self.acknowledged_at is None and self.due_at <= at


@dataclass(frozen=True)
class Desk:
    """From where somebody looks at tasks: who they are, their teams, and the teams that they lead."""

    staff_id: str
    teams: Collection[str]
    leads: Collection[str]
    is_host: bool = False

    def holds(self, task: Task, *, at: str) -> bool:
        """Whether a task is theirs to see and to do.

        It is whoever's it is; without one, the team's; and the team lead's too once its time is over and nobody has
        taken it on. A host sees that somebody at one of the hub's devices would like to talk, and no other task.
        """
        is_open_to_team = task.staff_id is None and task.team_id in self.teams
        if self.is_host:
            return is_open_to_team and task.kind == TALK and task.way == "here"
        return task.staff_id == self.staff_id or is_open_to_team or (task.team_id in self.leads and task.is_late(at))


def is_working_day(day: date) -> bool:
    """Whether England works on this day: no Saturday, no Sunday, no bank holiday."""
    return day.weekday() < WEEKEND and day not in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def working_days_later(at: str, days: int, works: IsWorkingDay = is_working_day) -> str:
    """Return the moment so many working days after `at` (UTC text), at the same time of day in England.

    What comes in on a day off counts as if it came as the next working day begins.
    """
    local = datetime.fromisoformat(at).astimezone(HERE)
    day, moment = local.date(), local.time()
    if not works(day):
        day, moment = _next(day, works), time()
    for _ in range(days):
        day = _next(day, works)
    return _text(datetime.combine(day, moment, HERE))


def _next(day: date, works: IsWorkingDay) -> date:
    day += timedelta(days=1)
    while not works(day):
        day += timedelta(days=1)
    return day


def start_of(day: str) -> str:
    """Return the moment (UTC text) at which a day (ISO date) begins in England."""
    return _text(datetime.combine(date.fromisoformat(day), time(), HERE))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
