"""Scales and checklists as files: what is read of them, and what is told of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.folders import write_files
from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, Tool, ToolError, load_tools
from wheel_app.tools.definitions import SHIPPED
from wheel_app.tools.recordings import keys_heard

POINTS = [f"point-{number}" for number in range(1, 8)]


def scale() -> Tool:
    return load_tools().current(PARENTAL_SCALE)


def checklist() -> Tool:
    return load_tools().current(EARLY_CHECKLIST)


def test_both_are_asked_at_the_seven_points_in_their_order() -> None:
    for tool in (scale(), checklist()):
        assert [about.key for about in tool.abouts] == POINTS
        assert not tool.is_wheel


def test_a_scale_has_five_steps_of_one_and_a_checklist_three() -> None:
    for tool, many in ((scale(), 5), (checklist(), 3)):
        assert (tool.low, tool.high) == (1, many)
        assert [(band.low, band.middle, band.high) for band in tool.bands] == [(n, n, n) for n in range(1, many + 1)]


def test_so_many_lines_are_asked_at_each_point() -> None:
    asked = [len(scale().topics_for(point)) + len(scale().private_for(point)) for point in POINTS]
    assert asked == [8, 12, 15, 17, 19, 20, 20]
    for point in POINTS:
        lines = checklist().topics_for(point)
        assert 6 <= sum(not line.takes_words for line in lines) <= 9
        assert [line.key for line in lines if line.takes_words] == ["hope-child", "hope-me", "hope-family"]
        assert {line.group for line in lines} == {"child", "me", "home", "hopes"}


def test_how_the_grown_ups_agree_is_asked_in_private_alone() -> None:
    assert [topic.key for topic in scale().private_topics] == ["same-way"]
    assert "same-way" not in {topic.key for topic in scale().topics}
    assert scale().private_for("point-3") == ()
    assert checklist().private_topics == ()


def test_a_line_has_a_recording_of_its_own_beside_that_of_a_wheel() -> None:
    heard = keys_heard(load_tools().tools)
    assert {"scale-topic-sure", "scale-band-1", "scale-about-point-4", "checklist-topic-hope-me", "topic-home"} <= heard
    assert "scale-topic-same-way" in heard
    assert load_tools().is_said_in_private("scale-topic-same-way")
    wheels = {key for tool in load_tools().tools if tool.is_wheel for key in keys_heard([tool])}
    assert not any(key.startswith(("scale-", "checklist-")) for key in wheels)


MISTAKES = [
    ('kind = "scale"', 'kind = "scal"', "Did you mean “scale”?"),
    ('[[answers]]\nkey = "5"\nlabel = "Nearly always"\n', "", "“answers” holds"),
    ('key = "2"\nlabel = "Now and then"', 'key = "3"\nlabel = "Now and then"', "Write “2”"),
    ('group = "safe"', 'group = "save"', "Did you mean “safe”?"),
    ('takes = "mark"', 'takes = "words,"', "Did you mean “words”?"),
    ('points = ["point-1"]', 'points = ["point-9"]', "“point-9” is not known here"),
    ('subject = "parenting"', 'subject = "habits"', "“habits” is not known here"),
    ('key = "sure"', 'key = "own"', "Choose another key"),
    ('key = "same-way"', 'key = "sure"', "Give each its own key"),
    ('label = "I feel sure of myself as a parent."', f'label = "{"a" * 121}"', "120 fit"),
    ("meaning = 1", "meaning = 0", "Write meaning = 1"),
    ("meaning = 1", "meaning = 1\nline = 'x'", "“line” is not a field of an item"),
    (
        '[[groups]]\nkey = "next"',
        '[[groups]]\nkey = "later"\nlabel = "Later"\n\n[[groups]]\nkey = "next"',
        "no item is in the group “later”",
    ),
    (
        '[[points]]\nkey = "point-7"',
        '[[points]]\nkey = "point-8"\nlabel = "At school"\n\n[[points]]\nkey = "point-7"',
        "nothing is asked at “point-8”",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES)
def test_each_mistake_is_told_with_its_mend(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (SHIPPED / PARENTAL_SCALE / "2026.1.toml").read_text("utf-8")
    text = text.replace("\npoints = ", '\ntakes = "mark"\npoints = ', 1)
    assert old in text
    spoilt = text.replace(old, new, 1).replace("2026.1", "2026.1-town")
    area = write_files(tmp_path, {f"tools/{PARENTAL_SCALE}/2026.1-town.toml": spoilt})
    with pytest.raises(ToolError) as caught:
        load_tools(area, with_unpublished=True)
    assert told in str(caught.value)


def test_an_area_has_its_own_lines_before_ours(tmp_path: Path) -> None:
    text = (SHIPPED / PARENTAL_SCALE / "2026.1.toml").read_text("utf-8")
    text = text.replace("2026.1", "2026.1-town").replace("I feel sure of myself as a parent.", "I trust myself.")
    area = write_files(tmp_path, {f"tools/{PARENTAL_SCALE}/2026.1-town.toml": text})
    library = load_tools(area, with_unpublished=True)
    assert library.current(PARENTAL_SCALE).topic("sure").label == "I trust myself."
    assert library.get(PARENTAL_SCALE, "2026.1").topic("sure").label == "I feel sure of myself as a parent."
