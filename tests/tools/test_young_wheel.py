"""The wheel of young people: eight topics in their own words, and nothing that is heard says those of another wheel."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from wheel_app.tools import FAMILY_WHEEL, SUBJECTS, YOUNG_WHEEL, Tool, find_way, load_tools, way_value, ways_in
from wheel_app.tools.rules import TOPIC_COLOURS
from wheel_app.tools.subjects import PRIVATE_SUBJECTS, RESERVED_SUBJECTS

LIBRARY = load_tools()
EIGHT = ["my-home", "school", "out", "caring", "friends", "body", "feelings", "future"]


@pytest.fixture(scope="module")
def young() -> Tool:
    return LIBRARY.current(YOUNG_WHEEL)


def test_the_eight_topics_go_from_around_to_within_and_each_has_a_shared_subject(young: Tool) -> None:
    assert [topic.key for topic in young.topics] == EIGHT
    subjects = {topic.subject for topic in young.topics}
    assert len(subjects) == len(EIGHT)
    assert subjects <= set(SUBJECTS) - set(RESERVED_SUBJECTS) - set(PRIVATE_SUBJECTS) - {"local"}
    assert young.topic("caring").subject == "caring"


def test_towns_can_compare_seven_of_them_with_the_family_wheel(young: Tool) -> None:
    shared = {topic.subject for topic in LIBRARY.current(FAMILY_WHEEL).topics}
    assert {topic.key for topic in young.topics if topic.subject not in shared} == {"caring"}


def test_its_colours_and_drawings_are_told_apart(young: Tool) -> None:
    assert [topic.colour for topic in young.topics] == list(TOPIC_COLOURS[: len(EIGHT)])
    assert len({topic.picture for topic in (*young.topics, *LIBRARY.current(FAMILY_WHEEL).topics)}) == 20


def test_it_is_for_young_people_and_the_family_wheel_for_everyone(young: Tool) -> None:
    assert young.for_ages is not None
    assert (young.for_ages.youngest, young.for_ages.oldest) == (11, 17)
    assert young.is_young
    family = LIBRARY.current(FAMILY_WHEEL)
    assert (family.for_ages, family.is_young) == (None, False)


def test_its_bands_are_those_of_the_family_wheel(young: Tool) -> None:
    assert young.bands == LIBRARY.current(FAMILY_WHEEL).bands


def test_it_says_my_and_i_where_the_family_wheel_says_our(young: Tool) -> None:
    texts = [text for topic in young.topics for text in (topic.label, *topic.strengths, *(s.text for s in topic.steps))]
    assert [text for text in texts if re.search(r"\b(our|us|we)\b", text, re.IGNORECASE)] == []


# What is heard


def heard(tool: Tool) -> Iterator[tuple[str, str]]:
    """Every name of a recording with the words that it says."""
    yield from ((band.audio_key, band.label) for band in tool.bands)
    yield from ((about.audio_key, about.label) for about in tool.abouts)
    for topic in tool.topics:
        yield f"topic-name-{topic.key}", topic.label
        for about in ("", *topic.lines):
            yield topic.audio_key_for(about), f"{topic.label} {topic.line_for(about)}"
        yield from ((f"step-{topic.key}-{step.key}", step.text) for step in topic.steps)


def said_twice(*tools: Tool) -> list[str]:
    """The names of recordings that would have to say two things."""
    said: dict[str, set[str]] = {}
    for tool in tools:
        for key, words in heard(tool):
            said.setdefault(key, set()).add(words)
    return sorted(key for key, words in said.items() if len(words) > 1)


def test_a_recording_says_what_is_shown_on_either_wheel(young: Tool) -> None:
    assert said_twice(LIBRARY.current(FAMILY_WHEEL), young) == []


def test_a_recording_that_would_say_two_things_bites(young: Tool) -> None:
    from dataclasses import replace

    other = replace(young, topics=(replace(young.topic("caring"), label="Caring"), *young.topics[:3]))
    assert said_twice(young, other) == ["topic-caring", "topic-name-caring"]


# The ways in


def test_the_ways_in_begin_with_oneself_grown_up_or_young() -> None:
    values = [way.value for way in ways_in(LIBRARY)]
    assert values == ["me", "young-wheel-young", "expecting", "little", "school", "teens"]
    assert [way.tool.id for way in ways_in(LIBRARY)].count(YOUNG_WHEEL) == 1


def test_a_way_is_found_by_what_a_form_sends() -> None:
    ways = ways_in(LIBRARY)
    for way in ways:
        assert find_way(ways, way_value(way.tool.id, way.about.key)) is way
    for value in ("", None, "young", "young-wheel", "young-wheel-me", "family-wheel-me", "me "):
        assert find_way(ways, value) is None
