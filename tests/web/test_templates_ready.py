"""Templates are read before the processes part."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from wheel_app.web.page import read_templates

OURS = Path(__file__).resolve().parents[2] / "templates"


def test_every_page_is_read_at_the_start(app: Flask) -> None:
    app.jinja_env.cache.clear()  # type: ignore[union-attr]
    read_templates(app)
    read = {name for _, name in app.jinja_env.cache}  # type: ignore[union-attr]
    assert {str(file.relative_to(OURS)) for file in OURS.rglob("*.html")} <= read
