"""Levels of need: the app’s own four, an area’s list in their place, and mistakes told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tools.folders import write_files
from wheel_app.tools import ToolError, load_tools

LEVELS = """\
[[levels]]
number = 1
name = "Some help"
line = "One line."
examples = ["One"]

[[levels]]
number = 2
name = "More help"
line = "Another line."
examples = ["Two", "Three"]
"""
# Words of the sources that judge families; they never become ours.
JUDGING = re.compile(
    r"\b(chaotic|troubled|dysfunctional|hard to reach|failing|deprived|problem|risk|needy|complex)\b", re.I
)


def test_without_an_area_there_are_four_from_the_least_help_to_the_most() -> None:
    levels = load_tools().levels
    assert [level.number for level in levels] == [1, 2, 3, 4]
    assert all(level.name and level.line and len(level.examples) >= 3 for level in levels)


def test_no_level_judges_a_family() -> None:
    words = [text for level in load_tools().levels for text in (level.name, level.line, *level.examples)]
    assert [text for text in words if JUDGING.search(text)] == []
    assert JUDGING.search("A chaotic family")


def test_an_areas_list_takes_the_place_of_ours(tmp_path: Path) -> None:
    levels = load_tools(write_files(tmp_path, {"levels.toml": LEVELS})).levels
    found = [(level.name, level.examples) for level in levels]
    assert found == [("Some help", ("One",)), ("More help", ("Two", "Three"))]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("number = 2", "number = 3", "levels.toml:8: number is 3 here. Count from 1 on without a gap: write 2"),
        ('name = "More help"\n', "", "name"),
        ('examples = ["One"]', "examples = []", "examples"),
        ('line = "One line."', 'line = "<b>One</b>"', "line"),
        ("examples", "exampels", "exampels"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, told: str, tmp_path: Path) -> None:
    area = write_files(tmp_path / "area", {"levels.toml": LEVELS.replace(right, wrong, 1)})
    with pytest.raises(ToolError) as caught:
        load_tools(area)
    faults = [str(fault).removeprefix(f"{area}/") for fault in caught.value.faults]
    assert any(told in fault for fault in faults), faults
    assert all(fault.startswith("levels.toml:") for fault in faults)


def test_one_level_alone_is_none(tmp_path: Path) -> None:
    with pytest.raises(ToolError):
        load_tools(write_files(tmp_path / "area", {"levels.toml": LEVELS.split("\n\n")[0]}))
