"""Whoever records for an area finds every key in the docs."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT
from wheel_app.tools import load_tools
from wheel_app.tools.recordings import PAGE_KEYS, keys_heard

KEY = re.compile(r'"((?:button|ask|present|interpreter|keep|topic-name|step)-[a-z-]*|welcome|language)"')
LISTENING = re.compile(r"(?:listen[(]|listen_button[(]|listen=|listen_key=|go_on[(]|second[(]|audio_url[(])[^{}]*")


def recorded_keys(text: str) -> set[str]:
    """The keys of recordings that a template asks for."""
    return {key for part in LISTENING.findall(text) for key in KEY.findall(part)}


def left_out(keys: set[str], doc: str) -> list[str]:
    """The keys that the docs do not name."""
    return sorted(key for key in keys if f"`{key}" not in doc)


def keys_in_templates() -> set[str]:
    templates = (ROOT / "templates").rglob("*.html")
    return {key for path in templates for key in recorded_keys(path.read_text(encoding="utf-8"))}


def test_each_recording_is_in_the_docs() -> None:
    keys = keys_in_templates()
    assert {"welcome", "language", "button-begin", "present-alone", "ask-mind"} <= keys
    assert left_out(keys, (ROOT / "docs" / "tool-format.md").read_text(encoding="utf-8")) == []


def unheard(keys: set[str], heard: frozenset[str]) -> list[str]:
    """The keys that a template asks for and that an area could not record; those that end with - are begun."""
    return sorted(
        key for key in keys if not any(one == key or (key[-1] == "-" and one.startswith(key)) for one in heard)
    )


def test_each_recording_may_lie_in_an_area() -> None:
    assert unheard(keys_in_templates(), keys_heard(load_tools().tools)) == []
    assert left_out(set(PAGE_KEYS), (ROOT / "docs" / "tool-format.md").read_text(encoding="utf-8")) == []


def test_a_recording_that_no_area_could_bring_bites() -> None:
    assert unheard({"button-sing", "step-", "sing-"}, frozenset({"button-sin", "step-home"})) == [
        "button-sing",
        "sing-",
    ]


def test_a_recording_left_out_bites() -> None:
    assert left_out(recorded_keys('{{ go_on(_("Sing"), listen="button-sing") }}'), "`button-begin`") == ["button-sing"]
