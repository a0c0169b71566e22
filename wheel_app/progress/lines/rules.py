"""What changed on the lines of a scale. Pure: any step counts, nothing is added up, and no number is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from wheel_app.checkins import Filling
from wheel_app.progress.rules import Kind
from wheel_app.tools import Band, Group, Topic

# A step is a whole answer in words, so that each one is a change; on a wheel a small move is chance as much as change.
LEAST_MOVE = 1
GroupKind = Literal["up", "same", "lower", "mixed"]
_GOOD_NEWS_FIRST = {"up": 0, "same": 1, "lower": 2}


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that was answered now and before; `then_on` is the day of the answer before (ISO date)."""

    line: Topic
    then: Band
    now: Band
    then_on: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class GroupChange:
    """The lines of one group that were answered now and before, good news first."""

    group: Group
    changes: tuple[LineChange, ...]

    @property
    def kind(self) -> GroupKind:
        """Which way the group went, if all that moved went the same way."""
        kinds = {change.kind for change in self.changes} - {"same"}
        if len(kinds) > 1:
            return "mixed"
        return next(iter(kinds), "same")


@dataclass(frozen=True, slots=True)
class LinesCompared:
    """Then and now of one scale, by group in its order; and the lines that were answered now for the first time."""

    groups: tuple[GroupChange, ...]
    only_now: tuple[Topic, ...]


def compare_lines(earlier: Sequence[Filling], now: Filling, quiet: frozenset[str] = frozenset()) -> LinesCompared:
    """Compare each line of a scale with the newest time before on which the same was asked and answered.

    `earlier` are fillings of the same scale, the oldest first. Two lines are the same when key and meaning are. Lines
    on a `quiet` subject are left out.
    """
    asked = [line for line in now.scored if line.subject not in quiet]
    found = {line.key: _change(line, earlier, now) for line in asked}
    changes = [change for change in found.values() if change]
    groups = ((group, [one for one in changes if one.line.group == group.key]) for group in now.tool.groups)
    return LinesCompared(
        tuple(GroupChange(group, tuple(sorted(those, key=_order))) for group, those in groups if those),
        tuple(line for line in asked if found[line.key] is None),
    )


def _change(line: Topic, earlier: Iterable[Filling], now: Filling) -> LineChange | None:
    before = next((one for one in reversed(list(earlier)) if _asks(one, line)), None)
    if before is None:
        return None
    then_score, now_score = before.answers[line.key].score or 0, now.answers[line.key].score or 0
    then, after = before.tool.band_of(then_score), now.tool.band_of(now_score)
    return LineChange(line, then, after, before.checkin.filled_on, kind_of_steps(now_score - then_score))


def _asks(filling: Filling, line: Topic) -> bool:
    same = filling.topic(line.key)
    return same is not None and same.meaning == line.meaning and filling.is_scored(line.key)


def kind_of_steps(steps: int) -> Kind:
    """Which way a move of so many steps went."""
    if abs(steps) < LEAST_MOVE:
        return "same"
    return "up" if steps > 0 else "lower"


def _order(change: LineChange) -> int:
    return _GOOD_NEWS_FIRST[change.kind]
