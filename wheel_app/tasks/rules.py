"""When something is due, and whose it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

TALK, LOOK_IN = "talk", "look-in"
BREAK_GLASS, SAFEGUARDING_SHARE = "break-glass", "safeguarding-share"
# Told to whoever answers for keeping people safe, and nobody else's to take over.
FOR_LEADS = frozenset({BREAK_GLASS, SAFEGUARDING_SHARE})
HERE = ZoneInfo("Europe/London")
WEEKEND = 5
IsWorkingDay = Callable[[date], bool]


@dataclass(frozen=True)
class Task:
    """Something to do: whose it is (`staff_id`, or else the team's), about whom, since when and by when (UTC text).

    `way` is how somebody who wants to talk can be reached: 'here', 'safe-way' or 'words'. A task that is read from the
    store is nobody's by name once their account is closed; `left_organisation` is then where they were.
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
    left_organisation: str | None = None

    def is_late(self, at: str, *, more_days: int = 0) -> bool:
        """Whether nobody has taken it on and its time is over, and so many working days more."""
        due_at = working_days_later(self.due_at, more_days) if more_days else self.due_at
        return self.acknowledged_at is None and due_at <= at


@dataclass(frozen=True)
class Desk:
    """From where somebody looks at tasks: who they are, their teams, the teams that they lead, and whose lead they are.

    `lead_of` is who leads each of their teams that has a lead; `keeps_safe` are the organisations whose lead for
    keeping people safe they are.
    """

    staff_id: str
    teams: Collection[str]
    leads: Collection[str]
    is_host: bool = False
    lead_of: Mapping[str, str] = field(default_factory=dict)
    keeps_safe: Collection[str] = ()

    def holds(self, task: Task, *, at: str) -> bool:
        """Whether a task is theirs to see and to do.

        It is whoever's it is; without one, the team's; and once its time is over and nobody has taken it on the team
        lead's too. What a lead for keeping people safe was told goes to the next one when they leave. A host sees that
        somebody at one of the hub's devices would like to talk, and no other task.
        """
        is_open_to_team = task.staff_id is None and task.team_id in self.teams
        if self.is_host:
            return is_open_to_team and task.kind == TALK and task.way == "here"
        if task.staff_id == self.staff_id or is_open_to_team:
            return True
        if task.kind in FOR_LEADS:
            return task.staff_id is None and task.left_organisation in self.keeps_safe
        return (task.team_id in self.leads and task.is_late(at)) or self._is_left_to_team(task, at=at)

    def _is_left_to_team(self, task: Task, *, at: str) -> bool:
        """Whether it waits too long for one person: with no lead, the lead's own, or one working day after the lead."""
        if task.team_id not in self.teams:
            return False
        has_other_lead = self.lead_of.get(task.team_id or "") not in (None, task.staff_id)
        return task.is_late(at, more_days=int(has_other_lead))


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
