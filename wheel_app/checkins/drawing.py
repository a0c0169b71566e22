"""Turning answers into the spokes of a wheel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.rules import number
from wheel_app.tools.geometry import Spoke, WheelDrawing, draw_wheel
from wheel_app.tools.rules import Topic


def wheel_of(
    filling: Filling,
    say: Callable[[str], str],
    *,
    is_rtl: bool,
    quiet: frozenset[str] = frozenset(),
    is_narrow: bool = False,
) -> WheelDrawing:
    """Draw the scored topics of a check-in with its number in the middle; `quiet` subjects are left out."""
    topics = [topic for topic in filling.scored if topic.subject not in quiet]
    spokes = [_spoke(filling, topic, say, filling.answers[topic.key].score) for topic in topics]
    found = number(filling.shared_scores(quiet))
    return draw_wheel(spokes, centre=str(found.value) if found else None, rtl=is_rtl, large_type=is_narrow)


def progress_wheel(filling: Filling, *, here: str = "") -> WheelDrawing:
    """Draw which topics are done, never their values and without a word: the small wheel of a topic's page."""
    return _wordless(
        tuple(
            Spoke(topic.key, "", topic.colour, None, is_done=topic.key in filling.answers, is_here=topic.key == here)
            for topic in filling.in_tool_order
        )
    )


@lru_cache(maxsize=1024)
def _wordless(spokes: tuple[Spoke, ...]) -> WheelDrawing:
    return draw_wheel(spokes, centre=None, shows_values=False)


def _spoke(filling: Filling, topic: Topic, say: Callable[[str], str], score: int | None) -> Spoke:
    return Spoke(topic.key, label_of(topic, say), topic.colour, score, is_done=topic.key in filling.answers)


def label_of(topic: Topic, say: Callable[[str], str]) -> str:
    """Return a topic's name in the reader's language; a free topic keeps the person's own words."""
    return topic.label if topic.is_own else say(topic.label)


def labels(topics: Iterable[Topic], say: Callable[[str], str]) -> tuple[str, ...]:
    """Return the names of several topics."""
    return tuple(label_of(topic, say) for topic in topics)
