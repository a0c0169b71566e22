"""Which shared subjects the categories of other directories belong to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("categories.toml")
OURS = "ours"


@cache
def groups() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return each group of categories by its key, each category by its key, and its subjects."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {group: {key: tuple(subjects) for key, subjects in found.items()} for group, found in read.items()}


@cache
def categories() -> Mapping[str, tuple[str, ...]]:
    """Return the subjects of each category by its key."""
    return {key: subjects for found in groups().values() for key, subjects in found.items()}


def category_key(name: str) -> str | None:
    """Return the key of a category as another directory names it; None for one that is not known."""
    key = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", name.lower())).strip("-")
    return key if key in categories() else None


def subjects_of(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the subjects that some categories belong to, each once and in order; unknown ones belong to none."""
    return tuple(sorted({subject for key in keys for subject in categories().get(key, ())}))
