"""docs/tool-format.md and the reading of files say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tools.folders import write_files
from wheel_app.clock.point_format import POINTS_FORMAT
from wheel_app.tools import SUBJECTS, load_tools
from wheel_app.tools.area import KNOWN_NAMES
from wheel_app.tools.area_format import AREA_FORMAT
from wheel_app.tools.faults import Faults
from wheel_app.tools.levels import LEVELS_FORMAT
from wheel_app.tools.lines_format import LINES_FORMAT
from wheel_app.tools.pictures import LARGEST_PICTURE, SHAPES
from wheel_app.tools.recordings import AUDIO_KINDS
from wheel_app.tools.table import Format, Table
from wheel_app.tools.toml_file import LARGEST_FILE, read_toml
from wheel_app.tools.wheel_format import FORMAT

DOC = (Path(__file__).parents[2] / "docs" / "tool-format.md").read_text("utf-8")
HEADING = re.compile(r"^### (?:A|An) ([a-z -]+?)(?: \(|: |$)", re.MULTILINE)
TOPS = {"help file", "language file", "level file"}
OF_AREAS = {**AREA_FORMAT, **LEVELS_FORMAT, "point": POINTS_FORMAT["point"]}


def documented(doc: str) -> dict[str, set[str]]:
    """The fields that the document gives each kind of table."""
    parts = HEADING.split(doc)[1:]
    return {
        kind: {name for row in re.findall(r"^\| (`.*?) \|", text.split("\n#")[0], re.MULTILINE) for name in _names(row)}
        for kind, text in zip(parts[::2], parts[1::2], strict=True)
    }


def _names(row: str) -> list[str]:
    return re.findall(r"`([a-z_]+)`", row)


def differences(doc: str, form: Format) -> list[str]:
    """Each field that only one of the two knows."""
    found = documented(doc)
    return sorted(
        f"{kind}.{name}"
        for kind, fields in form.items()
        if kind not in TOPS
        for name in set(fields) ^ found.get(kind, set())
    )


def test_every_field_is_documented_and_no_other() -> None:
    assert differences(DOC, FORMAT) == []
    assert differences(DOC, LINES_FORMAT) == []
    assert differences(DOC, OF_AREAS) == []
    assert set(documented(DOC)) == (FORMAT.keys() | LINES_FORMAT.keys() | OF_AREAS.keys()) - TOPS


def test_a_field_that_only_one_of_them_knows_bites() -> None:
    assert differences(DOC, {**FORMAT, "scale": ("low", "high", "step")}) == ["scale.step"]
    assert differences(DOC.replace("| `prompts` |", "| prompts |"), FORMAT) == ["topic.prompts"]


def test_the_top_of_each_file_of_an_area_is_documented() -> None:
    for kind in TOPS:
        assert all(f"holds only the list `{name}`" in DOC for name in OF_AREAS[kind])


def test_every_subject_is_documented_as_it_is() -> None:
    section = DOC.split("## Subjects")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.+?) \|$", section, re.MULTILINE))
    rows["own"] = rows["own"].removesuffix(" Only the app gives it out").removesuffix(".")
    assert rows == dict(SUBJECTS)


def test_names_kinds_and_limits_are_documented() -> None:
    assert all(name in DOC for name in (*KNOWN_NAMES, *AUDIO_KINDS))
    assert all(f"`{shape}`" in DOC for shape in SHAPES if shape != "svg")
    assert f"{LARGEST_PICTURE:,} bytes" in DOC
    assert f"{LARGEST_FILE // 1024} KiB" in DOC


@pytest.fixture
def examples() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)


def test_the_examples_are_read_without_a_mistake(examples: list[str], tmp_path: Path) -> None:
    wheel, checklist, languages, levels, _points = examples
    files = {"tools/town-wheel/2026.1.toml": wheel, "tools/town-checklist/2026.1.toml": checklist}
    area = write_files(tmp_path, {**files, "languages.toml": languages, "levels.toml": levels})
    library = load_tools(area, with_unpublished=True)
    assert [topic.key for topic in library.current("town-wheel").topics] == ["home", "money", "mood", "canal"]
    assert [topic.takes for topic in library.current("town-checklist").topics] == ["mark", "words"]
    assert library.language("syl") is not None
    assert [level.name for level in library.levels] == ["Open to everyone", "More help"]


def test_the_example_shows_every_field_of_a_wheel(examples: list[str]) -> None:
    for fields in FORMAT.values():
        assert all(re.search(rf"\b{name}\b", examples[0]) for name in fields)
    for fields in LINES_FORMAT.values():
        assert all(re.search(rf"\b{name}\b", examples[1]) for name in fields)


def test_a_field_that_is_read_but_not_in_the_format_bites(examples: list[str], tmp_path: Path) -> None:
    faults = Faults()
    file = read_toml(write_files(tmp_path, {"a.toml": examples[0]}) / "a.toml", faults)
    assert file is not None
    with pytest.raises(LookupError, match="read but not in the format"):
        Table("tool", file, faults, FORMAT).text("colour")
