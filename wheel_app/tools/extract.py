"""Gives the texts of tool files to Babel, so that translators find them in the one catalogue."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from wheel_app.tools.toml_lines import Place, line_of, place_lines
from wheel_app.tools.wheel_format import SHOWN

Message = tuple[int, None, str, list[str]]


def extract_toml(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Every shown text of a tool file, with its line and a word on where it stands."""
    text = file.read().decode("utf-8").replace("\r\n", "\n")
    data = tomllib.loads(text)
    lines = place_lines(text)
    for place, shown in _shown_texts(data, ()):
        yield line_of(lines, place), None, shown, [_note(data, place)]


def _shown_texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        if any(part in SHOWN for part in place):
            yield place, value
        return
    parts = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for name, part in parts:
        yield from _shown_texts(part, (*place, name))


def _note(data: Mapping[str, Any], place: Place) -> str:
    """Where a text stands, as a translator would say it: “topics home, steps ask”."""
    words: list[str] = []
    value: Any = data
    for part in place:
        value = value[part]
        if isinstance(part, str):
            words.append(part)
        elif isinstance(value, dict) and "key" in value:
            words.append(f"{value['key']},")
    return " ".join(words)
