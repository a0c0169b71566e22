"""Reading the times of a scale that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel_app.checkins import Filling, finished_that_count
from wheel_app.people import Change, out_of_sight
from wheel_app.progress.history import UnknownTime
from wheel_app.progress.lines.rules import LinesCompared, compare_lines


@dataclass(frozen=True)
class LinesSeen:
    """The times of one scale about one child, the oldest first; the chosen one of now; what changed till then.

    `then` is the time before that was chosen; None where each line is compared with when it was last answered.
    """

    times: tuple[Filling, ...]
    then: Filling | None
    now: Filling
    compared: LinesCompared

    @property
    def earlier(self) -> tuple[Filling, ...]:
        """The times that now can be compared with."""
        return self.times[: self.times.index(self.now)]


def look_back_on_lines(
    fillings: Sequence[Filling], changes: Sequence[Change], *, then_id: str | None = None, now_id: str | None = None
) -> LinesSeen | None:
    """Compare two times out of what somebody said with one scale about one child; None while there is only one.

    Without `now_id` the newest is now. Raises UnknownTime for an id that is not among them.
    """
    times = tuple(one for one in finished_that_count(fillings) if not one.is_put_away(changes))
    now, then = _find(times, now_id), _find(times, then_id)
    now = now or (times[-1] if times else None)
    earlier = times[: times.index(now)] if now else ()
    if then is not None and then not in earlier:
        raise UnknownTime(then_id)
    if now is None or not earlier:
        return None
    compared = compare_lines([then] if then else earlier, now, out_of_sight(changes, now.checkin.about_member))
    return LinesSeen(times, then, now, compared)


def _find(times: Sequence[Filling], checkin_id: str | None) -> Filling | None:
    if checkin_id is None:
        return None
    found = next((one for one in times if one.checkin.checkin_id == checkin_id), None)
    if found is None:
        raise UnknownTime(checkin_id)
    return found
