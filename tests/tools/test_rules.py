"""What can be asked of a tool, and how the shipped family wheel answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wheel_app.tools import SUBJECTS, Tool, Topic, UnknownTool, load_tools, own_topic
from wheel_app.tools.rules import OWN_COLOUR, TOPIC_COLOURS
from wheel_app.tools.subjects import PRIVATE_SUBJECTS

TWELVE = ["home", "money", "work", "health", "mood", "growing", "learning", "days", "parent", "people", "area", "hopes"]
LEFT_OUT = {"me": {"growing", "learning", "parent"}, "expecting": {"growing", "learning"}}


@pytest.fixture(scope="module")
def wheel() -> Tool:
    return load_tools().current("family-wheel")


def test_the_twelve_topics_go_from_around_us_to_within_us(wheel: Tool) -> None:
    assert [topic.key for topic in wheel.topics] == TWELVE
    assert [topic.colour for topic in wheel.topics] == list(TOPIC_COLOURS)


@pytest.mark.parametrize("about", ["me", "expecting", "little", "school", "teens"])
def test_who_it_is_about_picks_the_topics(about: str, wheel: Tool) -> None:
    expected = [key for key in TWELVE if key not in LEFT_OUT.get(about, set())]
    assert [topic.key for topic in wheel.topics_for(about)] == expected


def test_every_topic_of_the_wheel_has_a_subject_of_its_own_from_the_shared_list(wheel: Tool) -> None:
    subjects = [topic.subject for topic in wheel.topics]
    assert len(set(subjects)) == len(subjects)
    assert set(subjects) < set(SUBJECTS)


def test_a_line_takes_the_sense_of_the_moment(wheel: Tool) -> None:
    parent = wheel.topic("parent")
    assert parent.line_for("expecting").startswith("Getting ready to be a parent")
    assert parent.line_for("little") == parent.line
    assert (parent.audio_key_for("expecting"), parent.audio_key_for("little")) == (
        "topic-parent-expecting",
        "topic-parent",
    )


def test_bands_and_abouts_have_recordings_too(wheel: Tool) -> None:
    assert (wheel.band("5").audio_key, wheel.about("me").audio_key) == ("band-5", "about-me")


@pytest.mark.parametrize(
    ("score", "key", "middle"),
    [(1, "1", 10), (20, "1", 10), (21, "2", 30), (41, "3", 50), (61, "4", 70), (81, "5", 90), (100, "5", 90)]
)  # fmt: skip
def test_a_score_lies_in_a_band(score: int, key: str, middle: int, wheel: Tool) -> None:
    band = wheel.band_of(score)
    assert (band.key, band.middle) == (key, middle)
    assert wheel.band(key) is band


@pytest.mark.parametrize("score", [0, 101, -1])
def test_a_score_off_the_scale_has_no_band(score: int, wheel: Tool) -> None:
    with pytest.raises(UnknownTool):
        wheel.band_of(score)


def test_a_step_is_found_by_its_key(wheel: Tool) -> None:
    home = wheel.topic("home")
    assert home.step("ask") is home.steps[2]


def test_what_is_not_in_the_tool_is_said_so(wheel: Tool) -> None:
    asked = [wheel.topic, wheel.topics_for, wheel.band, wheel.about, wheel.topic("home").step]
    for ask in asked:
        with pytest.raises(UnknownTool, match="nowhere"):
            ask("nowhere")


def test_every_topic_brings_what_a_talk_and_a_plan_take(wheel: Tool) -> None:
    for topic in wheel.topics:
        assert 3 <= len(topic.prompts) <= 4
        assert 3 <= len(topic.strengths) <= 4
        assert 2 <= len(topic.sub_topics) <= 4
        assert len(topic.steps) == 3
        assert topic.picture.startswith("<svg ")
        assert len(topic.label) <= 22


def test_look_ups_make_nothing_new(wheel: Tool) -> None:
    assert wheel.topics_for("me") is wheel.topics_for("me")
    with pytest.raises(TypeError):
        wheel.topic("home").lines["me"] = "changed"  # type: ignore[index]


def test_a_tool_can_stand_in_a_set(wheel: Tool) -> None:
    assert len({wheel, wheel}) == 1


# The free topic


def test_the_free_topic_carries_the_persons_own_words() -> None:
    topic = own_topic("  Our \n dog ")
    assert (topic.key, topic.subject, topic.label, topic.colour) == ("own", "own", "Our dog", "#51606b")
    assert topic.is_own
    assert len(topic.steps) == 3
    assert topic.picture.startswith("<svg ")


def test_the_free_topic_has_a_name_before_it_is_named() -> None:
    # An empty text would come back from gettext as the heading of the catalogue.
    assert own_topic("").label == own_topic(" \n").label == "A topic of my own"


def test_one_free_topic_does_not_become_another() -> None:
    first = own_topic("Our dog")
    own_topic("My sister")
    assert first.label == "Our dog"


# What is asked in private


def test_the_two_private_topics_stand_apart_from_the_twelve(wheel: Tool) -> None:
    assert [topic.key for topic in wheel.private_topics] == ["together", "habits"]
    assert {topic.colour for topic in wheel.private_topics} == {OWN_COLOUR}
    assert all(topic.picture.startswith("<svg") and not topic.steps for topic in wheel.private_topics)
    for topic in wheel.private_topics:
        assert topic not in [one for about in wheel.abouts for one in wheel.topics_for(about.key)]
        with pytest.raises(UnknownTool):
            wheel.topic(topic.key)


def test_no_shared_topic_is_about_what_is_asked_in_private(wheel: Tool) -> None:
    assert {topic.subject for topic in wheel.private_topics} == set(PRIVATE_SUBJECTS)
    assert not {topic.subject for topic in wheel.topics} & set(PRIVATE_SUBJECTS)


def _alone(topic: Topic) -> Topic:
    return replace(topic, together=None, said_by="")


def test_the_shared_topics_are_the_same_in_both_versions(wheel: Tool) -> None:
    before = load_tools().get("family-wheel", "2026.1")
    # What is said to several people came with the second.
    assert list(map(_alone, wheel.topics)) == list(map(_alone, before.topics))
    assert [one.key for one in wheel.abouts] == [one.key for one in before.abouts]
    assert wheel.bands == before.bands
    assert before.private_topics == ()
