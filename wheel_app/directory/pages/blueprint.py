"""What all pages of the green book have in common."""

from __future__ import annotations

from flask import Blueprint, Flask

from wheel_app.directory import words

bp = Blueprint("directory", __name__)


def init_book(app: Flask) -> None:
    """Give templates `book`: how entries are said, on the pages of any room."""
    app.jinja_env.globals["book"] = words
