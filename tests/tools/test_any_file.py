"""Whatever is done to a tool file, a start either takes it or tells where it is wrong; it never breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.folders import Folder, copy_shipped
from wheel_app.tools import ToolError, load_tools

VALUES = st.sampled_from(
    ["7", "-1", "0", "99999999999999999999", "1.5", "nan", "true", '""', '"x"', '"own"', "[]", "[[]]", "[{}]", "[1]",
     "{}", '{ key = "a" }', "2026-11-20", '["me", "me"]', '[{ key = "a", text = "Ask" }]', '"""\na\n"""', "=", "["]
)  # fmt: skip


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return copy_shipped(tmp_path_factory.mktemp("any"))


@pytest.fixture(scope="module")
def lines(tools: Folder) -> list[str]:
    return tools.text.split("\n")


def faults_of(tools: Folder, text: str) -> list[tuple[str, int]]:
    tools.write(text)
    return faults_now(tools)


def faults_now(tools: Folder) -> list[tuple[str, int]]:
    try:
        load_tools(shipped=tools.root, with_unpublished=True)
    except ToolError as error:
        return [(fault.file, fault.line) for fault in error.faults]
    return []


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_value_in_any_place_is_taken_or_told(tools: Folder, lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    name = lines[number].split(" = ")[0]
    text = "\n".join([*lines[:number], f"{name} = {data.draw(VALUES)}", *lines[number + 1 :]])
    told = faults_of(tools, text)
    assert all(file.startswith(str(tools.root)) and 1 <= line <= text.count("\n") + 1 for file, line in told)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_file_cut_or_short_of_a_line_is_taken_or_told(tools: Folder, lines: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.sampled_from([start + 1, start + 3, len(lines)]))
    faults_of(tools, "\n".join([*lines[:start], *lines[end:]]))


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=40), st.integers(0, 2000))
def test_any_bytes_anywhere_are_taken_or_told(tools: Folder, lines: list[str], junk: bytes, place: int) -> None:
    whole = "\n".join(lines).encode()
    tools.wheel.write_bytes(whole[:place] + junk + whole[place:])
    assert all(file.startswith(str(tools.root)) for file, _ in faults_now(tools))


def test_a_folder_without_a_tool_is_an_empty_library(tmp_path: Path) -> None:
    assert load_tools(shipped=tmp_path).tools == ()
