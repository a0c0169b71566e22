"""Which two times are compared, and each topic's way through all of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from wheel_app.checkins.rules import LEAST_TOPICS, mean_half_up
from wheel_app.progress.rules import Moment, Sense

# Three years at one check-in a season; a line with more points than this says no more.
MOST_TIMES = 12
LEAST_POINTS = 3

Why = Literal["none", "first", "other-wheel", "apart"]


class UnknownTime(LookupError):
    """No finished check-in of this person that may be shown has that id."""


class Finished(Protocol):
    """What must be known of a finished check-in to choose between them."""

    @property
    def checkin_id(self) -> str: ...
    @property
    def tool_id(self) -> str: ...
    @property
    def filled_on(self) -> str: ...
    @property
    def recorded_at(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """Check-in ids: of the two times, of what else `then` could be (newest first), and of all times to be drawn.

    `times` are the latest of this wheel with the two among them, the oldest first.
    """

    then: str | None
    now: str | None
    earlier: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    has_other_wheel: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """When a check-in was made; `nth` counts those of one day and is 0 where there is only one."""

    filled_on: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A score on a day, and the check-in it is from."""

    filled_on: str
    score: int
    checkin_id: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One topic, or the number, through all the times that scored it."""

    points: tuple[Point, ...]
    rests_on: int = 1


def choose(
    finished: Sequence[Finished], standing: Sequence[Finished], then_id: str | None, now_id: str | None
) -> Chosen:
    """Choose the two times asked for, else the latest and the one before it; the earlier one is always `then`.

    `standing` are those of `finished` that no correction replaced, the oldest first; a replaced one is only used
    when asked for by its id. Raises UnknownTime for an id that is not among them.
    """
    known = {one.checkin_id: one for one in finished}
    if not {then_id, now_id} - {None} <= known.keys():
        raise UnknownTime
    if not standing:
        return Chosen(None, None)
    now = known[now_id] if now_id else standing[-1]
    then = known[then_id] if then_id and then_id != now.checkin_id else None
    if then is not None and _order(then) > _order(now):
        then, now = now, then
    same_wheel = [one for one in standing if one.tool_id == now.tool_id]
    earlier = [one for one in reversed(same_wheel) if _order(one) < _order(now)]
    then = then or next(iter(earlier), None)
    drawn = {one.checkin_id: one for one in (*same_wheel[-MOST_TIMES:], now, then) if one}
    return Chosen(
        then=then.checkin_id if then else None,
        now=now.checkin_id,
        earlier=tuple(one.checkin_id for one in earlier),
        times=tuple(one.checkin_id for one in sorted(drawn.values(), key=_order)),
        has_other_wheel=len(same_wheel) < len(standing),
    )


def _order(one: Finished) -> tuple[str, str]:
    return (one.filled_on, one.recorded_at)


def why_nothing(then: Moment | None, now: Moment | None, chosen: Chosen) -> Why:
    """Why there is nothing to set side by side."""
    if now is None:
        return "none"
    if then is None:
        return "other-wheel" if chosen.has_other_wheel else "first"
    return "apart" if then.tool_id == now.tool_id else "other-wheel"


def days(standing: Sequence[Finished]) -> dict[str, Day]:
    """Tell the days of these check-ins apart: those of one day are counted."""
    many = Counter(one.filled_on for one in standing)
    so_far: Counter[str] = Counter()
    told: dict[str, Day] = {}
    for one in standing:
        so_far[one.filled_on] += 1
        nth = so_far[one.filled_on] if many[one.filled_on] > 1 else 0
        told[one.checkin_id] = Day(one.filled_on, nth)
    return told


def way_of(sense: Sense, moments: Sequence[Moment]) -> Way | None:
    """Return one topic's way through these times, the oldest first; none where too few of them scored it."""
    marks = ((moment, moment.by_sense.get(sense)) for moment in moments)
    points = tuple(Point(one.filled_on, mark.score, one.checkin_id) for one, mark in marks if mark is not None)
    return Way(points) if len(points) >= LEAST_POINTS else None


def way_of_the_number(moments: Sequence[Moment]) -> Way | None:
    """The number at each time that has one, over the topics that all of these times scored."""
    scored = [(moment, _shared(moment)) for moment in moments]
    enough = [(moment, marks) for moment, marks in scored if len(marks) >= LEAST_TOPICS]
    if len(enough) < LEAST_POINTS:
        return None
    every = set.intersection(*(set(marks) for _, marks in enough))
    if len(every) < LEAST_TOPICS:
        return None
    means = ((moment, mean_half_up(tuple(marks[sense] for sense in every))) for moment, marks in enough)
    points = (Point(moment.filled_on, mean, moment.checkin_id) for moment, mean in means)
    return Way(tuple(points), rests_on=len(every))


def _shared(moment: Moment) -> dict[Sense, int]:
    return {sense: reading.score for sense, reading in moment.by_sense.items() if reading.is_shared}
