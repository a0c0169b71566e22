"""How long a family's record is kept: for years after it was closed, and until each child in it is grown up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wheel_app.people.members.rules import ADULT_FROM, Member, ages

# As the NHS Records Management Code has it: whoever was 17 when the work ended is kept a year longer.
ALMOST_GROWN_UP = 17


@dataclass(frozen=True)
class KeepFor:
    """For how many years after it was closed a family is kept, and until which age each child in it."""

    years: int
    child_age: int


def kept_until(closed_at: str, members: Iterable[Member], keep: KeepFor) -> str:
    """Return the moment (UTC text) until which a family that was closed then is kept."""
    closed_on = closed_at[:10]
    days = [_years_later(closed_on, keep.years)]
    days += [_grown_up_on(member, closed_on, keep.child_age) for member in members if was_child(member, closed_on)]
    return f"{max(days)}{closed_at[10:]}"


def was_child(member: Member, day: str) -> bool:
    """Whether somebody was, or may have been, under 18 or not yet born on a day (ISO text)."""
    facts = member.facts
    if facts.kind == "unborn" or not facts.born_on:
        return facts.kind != "adult"
    return ages(facts.born_on, day)[0] < ADULT_FROM


def _grown_up_on(member: Member, closed_on: str, age: int) -> str:
    facts = member.facts
    if facts.kind == "unborn" or not facts.born_on:
        # The youngest that they can be.
        return _years_later(facts.due_on or member.made_at[:10], age)
    is_almost = ages(facts.born_on, closed_on)[0] == ALMOST_GROWN_UP
    return _years_later(_last_day(facts.born_on), age + 1 if is_almost else age)


def _last_day(known: str) -> str:
    """Return the last day that a year, a month or a day can mean."""
    if len(known) == 10:
        return known
    year, month = int(known[:4]), int(known[5:7] or 12)
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return (first_after - timedelta(days=1)).isoformat()


def _years_later(day: str, years: int) -> str:
    then = date.fromisoformat(day)
    try:
        return then.replace(year=then.year + years).isoformat()
    except ValueError:  # 29 February
        return date(then.year + years, 3, 1).isoformat()
