"""What may be compared between two times, and what changed."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from wheel_app.checkins.rules import Number, number

# On a scale of a hundred a smaller move is chance as much as change.
LEAST_MOVE = 5

Kind = Literal["up", "same", "lower"]
Sense = tuple[str, int, str]
_GOOD_NEWS_FIRST: Mapping[Kind, int] = {"up": 0, "same": 1, "lower": 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """One scored topic of one check-in; `band` is its place among the bands of its tool, from the lowest."""

    topic_key: str
    meaning: int
    score: int
    band: int
    how: str
    is_shared: bool
    own_label: str | None = None

    @property
    def sense(self) -> Sense:
        """Two readings of the same sense may be compared, in whatever version they were given."""
        own = "" if self.own_label is None else " ".join(self.own_label.split()).casefold()
        return (self.topic_key, self.meaning, own)


@dataclass(frozen=True)
class Moment:
    """One finished check-in with the readings that may be shown, in the order of its wheel.

    `band_ends` are the highest marks of its tool's bands, from the lowest band.
    """

    checkin_id: str
    tool_id: str
    tool_version: str
    filled_on: str
    band_ends: tuple[int, ...]
    readings: tuple[Reading, ...]
    voice: str = "own"

    @cached_property
    def by_sense(self) -> Mapping[Sense, Reading]:
        """The readings by what makes them comparable."""
        return {reading.sense: reading for reading in self.readings}


@dataclass(frozen=True, slots=True)
class Change:
    """One topic at both times."""

    topic_key: str
    then: Reading
    now: Reading
    delta: int
    kind: Kind
    told_in_bands: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Then and now: good news first, and the number over the same topics both times."""

    changes: tuple[Change, ...]
    number_then: Number | None
    number_now: Number | None
    only_then: tuple[Reading, ...]
    only_now: tuple[Reading, ...]

    @property
    def rests_on(self) -> int:
        """How many topics the two numbers rest on, or would rest on if there were enough."""
        return sum(_counts(change) for change in self.changes)

    @property
    def number_kind(self) -> Kind | None:
        """How the number moved; none when there is no number."""
        if self.number_then is None or self.number_now is None:
            return None
        return kind_of(self.number_now.value - self.number_then.value)


def compare(then: Moment, now: Moment) -> Comparison:
    """Like with like: topics scored both times whose key and meaning are the same."""
    after = now.by_sense
    before = then.by_sense if then.tool_id == now.tool_id else {}
    both = [_change(before[sense], reading, now.band_ends) for sense, reading in after.items() if sense in before]
    number_then, number_now = _numbers(both)
    return Comparison(
        changes=tuple(sorted(both, key=_order)),
        number_then=number_then,
        number_now=number_now,
        only_then=tuple(reading for sense, reading in before.items() if sense not in after),
        only_now=tuple(reading for sense, reading in after.items() if sense not in before),
    )


def kind_of(delta: int) -> Kind:
    """Which way a move on a scale of a hundred went, if it is large enough to speak of."""
    if abs(delta) < LEAST_MOVE:
        return "same"
    return "up" if delta > 0 else "lower"


def _change(then: Reading, now: Reading, band_ends: Sequence[int]) -> Change:
    delta = now.score - then.score
    told_in_bands = "band" in (then.how, now.how)
    return Change(
        topic_key=now.topic_key,
        then=then,
        now=now,
        delta=delta,
        kind=_kind_in_bands(_bands_between(then, now, band_ends)) if told_in_bands else kind_of(delta),
        told_in_bands=told_in_bands,
    )


def _bands_between(then: Reading, now: Reading, band_ends: Sequence[int]) -> int:
    # Another version may have fewer bands, or other ones: both marks are held against those of today.
    return bisect_left(band_ends, now.score) - bisect_left(band_ends, then.score)


def _kind_in_bands(steps: int) -> Kind:
    if steps == 0:
        return "same"
    return "up" if steps > 0 else "lower"


def _order(change: Change) -> tuple[int, int]:
    # Within “about the same” the wheel's own order stays: a ranking there would say something.
    return (_GOOD_NEWS_FIRST[change.kind], 0 if change.kind == "same" else -change.delta)


def _counts(change: Change) -> bool:
    return change.then.is_shared and change.now.is_shared


def _numbers(both: Sequence[Change]) -> tuple[Number | None, Number | None]:
    counted = [change for change in both if _counts(change)]
    return number(c.then.score for c in counted), number(c.now.score for c in counted)
