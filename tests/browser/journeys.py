"""The ways people take, made of screens. Each is the same by finger, mouse and keys, with a script and without."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.screens.calm import Calm
from tests.browser.screens.slip import Slip
from tests.browser.screens.so_far import SoFar
from tests.browser.screens.topic import Topic
from tests.browser.visitor import Visitor

FIRST = ("money", "mood", "home", "people")
BANDS: Mapping[str, int] = {"money": 1, "mood": 2, "home": 3, "people": 5}


def to_first_topic(visitor: Visitor, *, about: str = "little", present: str = "alone") -> Topic:
    """From the calm screen to the first topic."""
    visitor.open("/")
    return Calm(visitor).begin().say(about, present).pick(FIRST[:3], FIRST[3])


def answer_first_four(topic: Topic, bands: Mapping[str, int] = BANDS) -> SoFar:
    """Place oneself on the first four topics by their words."""
    for _ in FIRST[:-1]:
        topic = topic.answer(bands[topic.key]).on()
    return topic.answer(bands[topic.key]).on_to_the_wheel()


def to_small_wheel(visitor: Visitor) -> SoFar:
    """From the calm screen to the small wheel."""
    return answer_first_four(to_first_topic(visitor))


def to_slip(visitor: Visitor) -> Slip:
    """From the calm screen to the slip, the shortest way."""
    return to_small_wheel(visitor).keep().with_pictures()
