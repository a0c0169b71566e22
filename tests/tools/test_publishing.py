"""A published tool is frozen, with its drawings; a new one is recorded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.tools.folders import WHEEL, Folder, copy_shipped, shipped_names, write_files
from wheel_app.tools import ToolError, load_tools
from wheel_app.tools.__main__ import main
from wheel_app.tools.definitions import SHIPPED, read_definitions
from wheel_app.tools.faults import Faults
from wheel_app.tools.published import list_published

PICTURE = "family-wheel/pictures/home.svg"
TOOLS = ", ".join(name.removesuffix(".toml").replace("/", " ") for name in shipped_names())


@pytest.fixture
def tools(tmp_path: Path) -> Folder:
    return copy_shipped(tmp_path)


def told(tools: Folder, area: Path | None = None) -> list[str]:
    with pytest.raises(ToolError) as caught:
        load_tools(area, shipped=tools.root)
    return [str(fault).removeprefix(f"{tools.root}/") for fault in caught.value.faults]


def test_every_shipped_tool_is_published() -> None:
    faults = Faults()
    names = {definition.name for definition in read_definitions(SHIPPED, faults)}
    assert names == set(list_published(SHIPPED, faults).data)
    assert load_tools().tools


def test_a_tool_that_is_not_published_is_refused(tools: Folder) -> None:
    command = f"python -m wheel_app.tools publish {tools.root.parent}"
    assert told(tools) == [
        f"{WHEEL}:1: this tool is not published. Run “{command}”; from then on the file stays as it is."
    ]


def test_a_published_tool_is_taken(tools: Folder) -> None:
    assert tools.publish() == (WHEEL,)
    assert load_tools(shipped=tools.root).current("family-wheel").version == "2026.2"


def test_a_change_of_a_published_tool_bites(tools: Folder) -> None:
    tools.publish()
    tools.replace("Our home", "The home")
    (fault,) = told(tools)
    assert fault.startswith(f"{WHEEL}:1: this file was changed after {WHEEL} was published. Bring the old file back")


def test_a_change_of_a_published_drawing_bites(tools: Folder) -> None:
    tools.publish()
    picture = tools.root / PICTURE
    picture.write_text(picture.read_text("utf-8").replace('="3"', '="4"'), "utf-8")
    (fault,) = told(tools)
    assert fault.startswith(f"{PICTURE}:1: this file was changed after {WHEEL} was published")


def test_a_published_tool_that_is_gone_bites(tools: Folder) -> None:
    tools.publish()
    (tools.root / "family-wheel" / "2026.3.toml").write_text(tools.text.replace("2026.2", "2026.3"), "utf-8")
    tools.publish()
    tools.wheel.unlink()
    (fault,) = told(tools)
    assert fault.startswith("published.toml:4: family-wheel/2026.2.toml is published but gone. Bring the file back")


def test_other_line_ends_are_no_change(tools: Folder) -> None:
    tools.publish()
    tools.wheel.write_bytes(tools.text.replace("\n", "\r\n").encode())
    assert load_tools(shipped=tools.root).tools


def test_publishing_again_records_only_what_is_new(tools: Folder) -> None:
    tools.publish()
    before = (tools.root / "published.toml").read_text("utf-8")
    assert tools.publish() == ()
    (tools.root / "family-wheel" / "2026.3.toml").write_text(tools.text.replace("2026.2", "2026.3"), "utf-8")
    assert tools.publish() == ("family-wheel/2026.3.toml",)
    after = (tools.root / "published.toml").read_text("utf-8")
    assert after.startswith(before)
    assert load_tools(shipped=tools.root).current("family-wheel").version == "2026.3"


def test_publishing_never_covers_a_change_up(tools: Folder) -> None:
    tools.publish()
    before = (tools.root / "published.toml").read_text("utf-8")
    tools.replace("Our home", "The home")
    with pytest.raises(ToolError, match="was changed after"):
        tools.publish()
    assert (tools.root / "published.toml").read_text("utf-8") == before


def test_a_tool_with_a_mistake_is_not_published(tools: Folder) -> None:
    tools.replace("meaning = 1", "meaning = 0")
    with pytest.raises(ToolError, match="counted from 1"):
        tools.publish()
    assert not (tools.root / "published.toml").exists()


@pytest.mark.parametrize("content", ["", '["family-wheel/2026.2.toml"', '"family-wheel/2026.2.toml" = 5'])
def test_a_spoilt_list_of_published_files_bites(content: str, tools: Folder) -> None:
    write_files(tools.root, {"published.toml": content})
    assert told(tools)


def test_a_tool_of_an_area_is_published_in_the_areas_own_list(tools: Folder, tmp_path: Path) -> None:
    tools.publish()
    own = tools.text.replace('"2026.2"', '"2026.2-town"')
    area = write_files(tmp_path / "area", {"tools/family-wheel/2026.2-town.toml": own})
    assert any("2026.2-town.toml:1: this tool is not published" in fault for fault in told(tools, area))
    assert tools.publish(area) == ("family-wheel/2026.2-town.toml",)
    assert load_tools(area, shipped=tools.root).current("family-wheel").version == "2026.2-town"
    assert WHEEL not in (area / "tools" / "published.toml").read_text("utf-8")


def test_an_area_without_tools_has_nothing_to_publish(tools: Folder, tmp_path: Path) -> None:
    tools.publish()
    assert tools.publish(write_files(tmp_path / "area", {})) == ()


# From the command line


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_the_tools_of_the_app_are_sound_and_all_published() -> None:
    assert run("check") == (0, f"Nothing to mend. Tools: {TOOLS}\n")
    assert run("publish") == (0, "Published: nothing new\n")


def test_an_area_checks_and_publishes_its_tools(tools: Folder, tmp_path: Path) -> None:
    own = tools.text.replace('"2026.2"', '"2026.2-town"')
    area = write_files(tmp_path / "area", {"tools/family-wheel/2026.2-town.toml": own})
    assert run("check", str(area)) == (0, f"Nothing to mend. Tools: {TOOLS}, family-wheel 2026.2-town\n")
    assert run("publish", str(area)) == (0, "Published: family-wheel/2026.2-town.toml\n")


@pytest.mark.parametrize("command", ["check", "publish"])
def test_a_mistake_is_said_and_nothing_is_published(command: str, tools: Folder, tmp_path: Path) -> None:
    own = tools.text.replace('"2026.2"', '"2026.2-town"').replace("meaning = 1", "meaning = 0", 1)
    area = write_files(tmp_path / "area", {"tools/family-wheel/2026.2-town.toml": own})
    code, said = run(command, str(area))
    assert code == 1
    assert "2026.2-town.toml:" in said
    assert "Write meaning = 1." in said
    assert not (area / "tools/published.toml").exists()
