"""Which two times are compared, and each topic's way through all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from wheel_app.checkins.rules import LEAST_TOPICS, mean_half_up
from wheel_app.progress.rules import Change, Moment, Sense

# Three years at one check-in a season; a line with more points than this says no more.
MOST_TIMES = 12
LEAST_POINTS = 3


class UnknownTime(LookupError):
    """No finished check-in of this person has that id."""


class Finished(Protocol):
    """What must be known of a finished check-in to choose between them."""

    @property
    def checkin_id(self) -> str: ...
    @property
    def tool_id(self) -> str: ...
    @property
    def filled_on(self) -> str: ...
    @property
    def revises(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of two times, of what else `then` could be (newest first), and of the latest times."""

    then: str | None
    now: str | None
    earlier: tuple[str, ...]
    recent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A score on a day."""

    filled_on: str
    score: int


@dataclass(frozen=True, slots=True)
class Way:
    """One topic, or the number, through all the times that scored it."""

    points: tuple[Point, ...]
    rests_on: int = 1


def choose(times: Sequence[Finished], then_id: str | None, now_id: str | None) -> Chosen:
    """The two times asked for, oldest first; otherwise the latest and the one before it.

    `times` are all finished check-ins of one person, oldest first. A check-in that was corrected
    is only used when asked for by its id. Raises UnknownTime for an id that is not among them.
    """
    place = {time.checkin_id: position for position, time in enumerate(times)}
    if not {then_id, now_id} - {None} <= place.keys():
        raise UnknownTime
    standing = _standing(times)
    if not standing:
        return Chosen(None, None, (), ())
    now = now_id or standing[-1].checkin_id
    then = then_id if then_id != now else None
    if then is not None and place[then] > place[now]:
        then, now = now, then
    tool_id = times[place[now]].tool_id
    same_wheel = [time.checkin_id for time in standing if time.tool_id == tool_id]
    earlier = tuple(one for one in reversed(same_wheel) if place[one] < place[now])
    return Chosen(
        then=then or next(iter(earlier), None),
        now=now,
        earlier=earlier,
        recent=tuple(same_wheel[-MOST_TIMES:]),
    )


def _standing(times: Sequence[Finished]) -> list[Finished]:
    corrected = {time.revises for time in times}
    return [time for time in times if time.checkin_id not in corrected]


def ways(changes: Sequence[Change], moments: Sequence[Moment]) -> dict[str, Way]:
    """Each compared topic's way through these times, oldest first, where enough of them scored it."""
    found: dict[Sense, list[Point]] = {change.now.sense: [] for change in changes}
    for moment in moments:
        for reading in moment.readings:
            points = found.get(reading.sense)
            if points is not None:
                points.append(Point(moment.filled_on, reading.score))
    return {sense[0]: Way(tuple(points)) for sense, points in found.items() if len(points) >= LEAST_POINTS}


def way_of_the_number(moments: Sequence[Moment]) -> Way | None:
    """The number at each time that has one, over the topics that all of these times scored."""
    scored = [(moment.filled_on, _shared(moment)) for moment in moments]
    enough = [(filled_on, marks) for filled_on, marks in scored if len(marks) >= LEAST_TOPICS]
    if len(enough) < LEAST_POINTS:
        return None
    every = set.intersection(*(set(marks) for _, marks in enough))
    if len(every) < LEAST_TOPICS:
        return None
    points = (Point(filled_on, mean_half_up(tuple(marks[sense] for sense in every))) for filled_on, marks in enough)
    return Way(tuple(points), rests_on=len(every))


def _shared(moment: Moment) -> dict[Sense, int]:
    return {reading.sense: reading.score for reading in moment.readings if reading.is_shared}
