"""Pure decisions about one check-in: the number and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

# Fewer topics than this would let one answer carry the number.
LEAST_TOPICS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """The family's number, and how many topics it rests on."""

    value: int
    rests_on: int


def number(scores: Iterable[int]) -> Number | None:
    """The mean of the scored shared topics; none when they are too few.

    The caller leaves out private topics and the free topic.
    """
    marks = tuple(scores)
    if len(marks) < LEAST_TOPICS:
        return None
    return Number(value=mean_half_up(marks), rests_on=len(marks))


def mean_half_up(marks: tuple[int, ...]) -> int:
    """The mean as a whole number; a half goes up, in whole numbers so that nothing drifts."""
    return (2 * sum(marks) + len(marks)) // (2 * len(marks))
