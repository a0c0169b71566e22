"""A tool speaks to one person, or to several who do it together: the same version, with other words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tools.folders import write_files
from wheel_app.tools import Tool, ToolError, load_tools, own_topic
from wheel_app.tools.recordings import keys_heard

EXAMPLE = re.findall(
    r"```toml\n(.*?)```", (Path(__file__).parents[2] / "docs" / "tool-format.md").read_text("utf-8"), re.DOTALL
)[0]
STEPS = '{ key = "smile", text = "Do one thing that makes us smile" },'


def read(folder: Path, text: str = EXAMPLE) -> Tool:
    area = write_files(folder, {"tools/town-wheel/2026.1.toml": text})
    return load_tools(area, with_unpublished=True).current("town-wheel")


def test_together_it_says_we_and_is_the_same_version(tmp_path: Path) -> None:
    tool = read(tmp_path)
    together = tool.in_voice("together")
    own, ours = tool.topic("mood"), together.topic("mood")
    assert (own.label, ours.label) == ("My mood", "Our mood")
    assert ours.line_for("me") == "How you all feel most days."
    assert ours.line_for("teens") == "How you all feel most days, your teen too."
    assert ours.strengths[1] == "We know what calms us"
    assert [step.key for step in ours.steps] == [step.key for step in own.steps]
    assert ours.step("smile").text == "Do one thing that makes us smile"
    assert together.about("me").label == "Just us"
    assert (together.id, together.version, together.bands) == (tool.id, tool.version, tool.bands)
    assert [(one.key, one.meaning, one.subject) for one in together.topics] == [
        (one.key, one.meaning, one.subject) for one in tool.topics
    ]


def test_what_says_nothing_else_stays_as_it_is(tmp_path: Path) -> None:
    tool = read(tmp_path)
    together = tool.in_voice("together")
    assert together.topic("home") == tool.topic("home")
    assert together.about("teens") == tool.about("teens")
    assert tool.in_voice("own") is tool
    assert together.in_voice("together") is together


def test_the_free_topic_says_we_too() -> None:
    assert own_topic(voice="together").label == "A topic of our own"
    assert own_topic("Our garden", "together").label == "Our garden"
    assert own_topic("Our garden", "together").strengths[0].startswith("We ")


def test_each_voice_is_recorded_by_itself(tmp_path: Path) -> None:
    tool = read(tmp_path)
    keys = keys_heard([tool])
    assert {"topic-mood", "together-topic-mood", "together-topic-mood-teens", "together-topic-name-mood"} <= keys
    assert {"step-mood-tell", "together-step-mood-tell", "together-about-me", "together-topic-own"} <= keys
    assert not {"together-topic-home", "together-about-teens"} & keys


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (STEPS, '{ key = "grin", text = "Grin" },', "these are not the steps of the topic"),
        (STEPS, "", "“steps” holds 2"),
        ('["We can talk to someone", "We know what calms us", "We still laugh"]', '["We still laugh"]', "holds 1"),
        ('label = "Our mood"', 'label = "Our mood and everything that weighs on us"', "24 fit"),
        ('label_together = "Just us"', "label_together = 1", "“label_together” is of the wrong kind"),
        ("[topics.together.line_for]\nteens", "[topics.together.line_for]\nteenz", "“teenz” is not known"),
        ('label = "Our mood"', 'name = "Our mood"', "“name” is not a field of a together table"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(ToolError, match=re.escape(what)):
        read(tmp_path, EXAMPLE.replace(old, new))


def test_the_family_wheel_says_i_to_nobody_who_does_it_together() -> None:
    together = load_tools().current("family-wheel").in_voice("together")
    said = [
        text
        for topic in together.topics
        for text in (topic.label, topic.line, *topic.lines.values(), *topic.strengths, *(s.text for s in topic.steps))
    ]
    assert [text for text in said if re.search(r"\b(I|I’m|my|My|me|Me|myself|yourself)\b", text)] == []
    assert len(said) > 100


def test_nobody_is_asked_in_private_beside_somebody_else() -> None:
    tool = load_tools().current("family-wheel")
    assert tool.private_topics
    assert tool.in_voice("together").private_topics == ()
