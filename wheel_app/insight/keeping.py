"""Figures as the text in which they are kept, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from wheel_app.insight.rules import Figures, Line, Share, Sheet


def to_text(figures: Figures) -> str:
    """Return figures as text."""
    return json.dumps(asdict(figures), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Figures:
    """Return the figures that a text holds."""
    kept = json.loads(text)
    return Figures(
        total=kept["total"],
        points=_groups(kept["points"]),
        point_totals=tuple(kept["point_totals"]),
        sheets={name: _sheet(sheet) for name, sheet in kept["sheets"].items()},
        themes=tuple(Share(one["theme"], one["total"], tuple(one["cells"])) for one in kept["themes"]),
    )


def _groups(kept: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in kept)


def _sheet(kept: dict[str, Any]) -> Sheet:
    lines = tuple(Line(tuple(one["points"]), one["total"], tuple(one["cells"])) for one in kept["lines"])
    return Sheet(_groups(kept["columns"]), tuple(kept["column_totals"]), lines)
