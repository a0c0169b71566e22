"""Whoever records for an area finds every key in the docs."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT

KEY = re.compile(r'"((?:button|present|interpreter|keep|topic-name|step)-[a-z-]*|welcome|language)"')
LISTENING = re.compile(r"(?:listen[(]|listen=|listen_key=|go_on[(]|second[(]|audio_url[(])[^{}]*")


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
    assert {"welcome", "language", "button-begin", "present-alone", "topic-name-", "step-"} <= keys
    assert left_out(keys, (ROOT / "docs" / "tool-format.md").read_text(encoding="utf-8")) == []


def test_a_recording_left_out_bites() -> None:
    assert left_out(recorded_keys('{{ go_on(_("Sing"), listen="button-sing") }}'), "`button-begin`") == ["button-sing"]
