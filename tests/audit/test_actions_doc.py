"""The docs list the same actions as the code."""

from __future__ import annotations

import re

from tests.architecture.source import DOCS
from wheel_app.audit import ACTIONS
from wheel_app.audit.rules import is_fit

LINE = re.compile(r"^\| `([a-z-]+)` \| (.*) \|$", re.MULTILINE)


def documented(page: str) -> list[tuple[str, str]]:
    """The codes and their meanings, in order."""
    part = page.partition("\n## Actions\n")[2].partition("\n## ")[0]
    return LINE.findall(part)


def test_the_docs_list_every_action_and_what_it_means() -> None:
    assert documented((DOCS / "audit.md").read_text(encoding="utf-8")) == list(ACTIONS.items())


def test_every_action_is_a_short_code() -> None:
    assert all(is_fit(code) and len(code) <= 24 and meaning for code, meaning in ACTIONS.items())


def test_listing_bites() -> None:
    page = "\n## Actions\n\n| `looked` | somebody looked |\n\n## Later\n\n| `x` | y |\n"
    assert documented(page) == [("looked", "somebody looked")]
