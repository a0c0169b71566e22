"""What can come up at a visit: a list kept as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "themes.toml"


@dataclass(frozen=True)
class Theme:
    """One theme: its key, what it is called, and the subject of the shared list that it is about."""

    key: str
    label: str
    subject: str


@cache
def themes() -> tuple[Theme, ...]:
    """Return every theme in the order of the list."""
    return tuple(Theme(**one) for one in tomllib.loads(FILE.read_text(encoding="utf-8"))["themes"])


def theme_named(key: str) -> str:
    """Return what a theme is called; its key where the list does not have it."""
    return next((theme.label for theme in themes() if theme.key == key), key)
