"""Translators get every text that people read, with its place, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.extract import extract

from tests.tools.folders import WHEEL
from tests.tools.texts import tool_texts, topic_texts
from wheel_app.tools import load_tools
from wheel_app.tools.definitions import SHIPPED
from wheel_app.tools.own import own_topic

METHOD = "wheel_app.tools.extract:extract_toml"


def messages(content: bytes) -> list[tuple[int, str, list[str]]]:
    found = extract(METHOD, io.BytesIO(content))
    return [(line, text, comments) for line, text, comments, _ in found if isinstance(text, str)]


def test_every_text_of_a_tool_is_found_once_with_its_line() -> None:
    found = messages((SHIPPED / WHEEL).read_bytes())
    assert {text for _, text, _ in found} == set(tool_texts(load_tools().current("family-wheel")))
    lines = (SHIPPED / WHEEL).read_text("utf-8").split("\n")
    assert all(text in lines[line - 1] for line, text, _ in found)


def test_a_translator_is_told_where_a_text_stands() -> None:
    notes = {text: comments for _, text, comments in messages((SHIPPED / WHEEL).read_bytes())}
    assert notes["Our home"] == ["topics home, label"]
    assert notes["Ask at the hub who helps with housing"] == ["topics home, steps ask, text"]
    assert notes["Feeling able and calm, and not on your own with it."] == ["topics parent, line"]
    assert notes["Warm and dry, with room for you, and yours to stay in."] == ["topics home, line_for me"]
    assert notes["Going well"] == ["bands 5, label"]


def test_the_list_of_published_files_holds_no_text() -> None:
    assert messages(b'["family-wheel/2026.1.toml"]\n"2026.1.toml" = "abc"\n') == []


def test_line_ends_of_windows_change_nothing() -> None:
    content = (SHIPPED / WHEEL).read_bytes()
    assert messages(content.replace(b"\n", b"\r\n")) == messages(content)


def test_the_texts_of_the_free_topic_are_found_by_babels_own_reader() -> None:
    path = Path(own_topic.__code__.co_filename)
    found = {text for _, text, _, _ in extract("python", io.BytesIO(path.read_bytes()))}
    assert set(topic_texts(own_topic())) <= found
