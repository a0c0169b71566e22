"""The sets of points that are shipped, an area’s own, and mistakes told with their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import settings_for
from tests.tools.folders import write_files
from wheel_app import clock
from wheel_app.clock.point_format import POINTS_FORMAT
from wheel_app.clock.rules import ASKS
from wheel_app.config import SettingError, Settings
from wheel_app.tools import ToolError, load_tools
from wheel_app.tools.__main__ import main

DOC = (Path(__file__).parents[2] / "docs" / "tool-format.md").read_text("utf-8")
# The example of the document that is a set of points; the points of a tool are others.
EXAMPLE = next(text for text in re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL) if "counted_from" in text)


def shipped(key: str) -> clock.PointSet:
    return clock.load_point_sets(None, key).running


def test_the_seven_are_oldhams() -> None:
    seven = shipped("seven")
    assert [point.label for point in seven.points] == [
        "In pregnancy", "10 to 14 days", "3 months", "12 months", "18 months", "30 months", "42 months"
    ]  # fmt: skip
    assert tuple(point.key for point in seven.points) == ASKS
    assert [point.asks for point in seven.points] == list(ASKS)
    assert [point.counted_from for point in seven.points] == ["due", "birth", *["corrected"] * 5]
    assert [point.number for point in seven.points] == [1, 2, 3, 4, 5, 6, 7]


def test_the_five_share_the_keys_of_the_same_moments() -> None:
    seven, five = shipped("seven"), shipped("statutory-five")
    assert [point.key for point in five.points] == ["point-1", "point-2", "six-weeks", "point-4", "point-6"]
    by_statute = {point.key for point in seven.points if "statutory" in point.crosswalk} - {"point-3"}
    assert by_statute == {point.key for point in five.points} - {"six-weeks"}
    assert all(point.crosswalk["statutory"] for point in five.points)
    six_weeks = five.find("six-weeks")
    assert six_weeks
    assert six_weeks.asks == "point-3"
    assert five.find("point-7") is None


def test_an_areas_own_set_is_used_where_it_is_chosen(tmp_path: Path) -> None:
    area = write_files(tmp_path, {"points.toml": EXAMPLE})
    sets = clock.load_point_sets(area, "town-three")
    assert [point.key for point in sets.running.points] == ["point-2", "point-4"]
    assert clock.load_point_sets(area, "seven").running == shipped("seven")
    # What was done under another set still has a name.
    assert [sets.name_of(key) for key in ("point-2", "six-weeks", "nothing")] == ["New baby", "6 to 8 weeks", None]


def test_a_set_that_is_not_there_stops_the_start() -> None:
    with pytest.raises(SettingError, match=r"WHEEL_POINT_SET names “six”.*seven, statutory-five"):
        clock.load_point_sets(None, "six")


def test_the_setting_chooses() -> None:
    environ = {
        "WHEEL_DATABASE_URL": "sqlite:///a.db", "WHEEL_SECRET_KEY": "s" * 32, "WHEEL_SEAL_KEY": "k" * 32,
        "WHEEL_BASE_URL": "http://localhost:8000",
    }  # fmt: skip
    assert Settings.from_environment(environ).point_set == settings_for().point_set == "seven"
    assert Settings.from_environment({**environ, "WHEEL_POINT_SET": " statutory-five "}).point_set == "statutory-five"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('key = "town-three"', 'key = "seven"', "points.toml:1: the key “seven” is kept for a set of the app"),
        ('version = "2026.1"', 'version = "1"', "points.toml:2: “1” cannot be a version"),
        ('name = "Three visits"\n', "", "a point file has no “name”"),
        ('key = "point-4"', 'key = "point-2"', "points.toml:16: the key “point-2” stands on another point too"),
        ('asks = "point-2"', 'asks = "point-8"', "points.toml:8: “point-8” is not known here"),
        ('counted_from = "birth"', 'counted_from = "births"', "Did you mean “birth”?"),
        ('from = "10 days"', 'from = "10"', "points.toml:10: “10” cannot be a from. Write a number and a unit"),
        ('from = "10 days"', 'from = "ten days"', "points.toml:10"),
        ('from = "10 days"', "from = 10", "points.toml:10"),
        ('from = "10 days"', 'from = "-1 days"', "this window would open before the birth"),
        ('late = "15 days"', 'late = "12 days"', "points.toml:12: “late” comes before “due” or at once with it"),
        ('until = "29 days"', 'until = "15 days"', "points.toml:13"),
        ('until = "16 months"', 'until = "13 months"', "points.toml:23"),
        ('until = "16 months"', 'until = "56 weeks"', "points.toml:23"),
        ('from = "11 months"', 'from = "9 days"', "points.toml:20: this window opens before the one above"),
        ('counted_from = "corrected"', 'counted_from = "due"', "points.toml:19: a point of the pregnancy"),
        ("counted_from", "counted", "“counted” is not a field of a point"),
        ('until = "16 months"', 'until = "16 months"\ncrosswalk = { wigan = "x" }', "“wigan” is not known here"),
        ('label = "New baby"', 'label = "<b>New</b>"', "points.toml:7"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, told: str, tmp_path: Path) -> None:
    assert right in EXAMPLE
    area = write_files(tmp_path / "area", {"points.toml": EXAMPLE.replace(right, wrong, 1)})
    with pytest.raises(ToolError) as caught:
        clock.load_point_sets(area, "seven")
    faults = [str(fault).removeprefix(f"{area}/") for fault in caught.value.faults]
    assert any(told in fault for fault in faults), faults
    assert all(fault.startswith("points.toml:") for fault in faults)


@pytest.mark.parametrize("text", ["", "key = ", "points = 3", 'points = []\nkey = "a"\nversion = "2026.1"\nname = "A"'])
def test_a_file_that_is_no_set_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=re.escape("points.toml")):
        clock.load_point_sets(write_files(tmp_path / "area", {"points.toml": text}), "seven")


def test_a_slip_in_the_name_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=re.escape("Did you mean “points.toml”?")):
        load_tools(write_files(tmp_path / "area", {"point.toml": EXAMPLE}))


def test_the_command_that_checks_an_area_says_them_with_all_others(tmp_path: Path) -> None:
    wrong = EXAMPLE.replace('key = "town-three"', 'key = "seven"', 1)
    area = write_files(tmp_path / "area", {"points.toml": wrong, "help.toml": "helps = []"})
    told = CliRunner().invoke(main, ["check", str(area)])
    assert told.exit_code == 1
    assert "points.toml:1: the key “seven” is kept for a set of the app" in told.output
    assert "help.toml:1:" in told.output
    right = CliRunner().invoke(main, ["check", str(write_files(tmp_path / "right", {"points.toml": EXAMPLE}))])
    assert right.exit_code == 0, right.output


def test_the_top_of_the_file_is_documented() -> None:
    section = DOC.split("### A point:")[1].split("\n### ")[0]
    assert all(f"`{name}`" in section for name in POINTS_FORMAT["point file"])
