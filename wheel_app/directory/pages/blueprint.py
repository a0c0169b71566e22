"""What all pages of the green book have in common."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Flask

from wheel_app.directory import words
from wheel_app.directory.leaflet import Press
from wheel_app.directory.taking import FindTaker

bp = Blueprint("directory", __name__)


def init_book(app: Flask, takers: Mapping[str, FindTaker], press: Press) -> None:
    """Give templates `book`: how entries are said, on the pages of any room.

    `takers` say where they can be put; `press` draws what was found as a PDF.
    """
    app.extensions["wheel_service_takers"] = takers
    app.extensions["wheel_press"] = press
    app.jinja_env.globals["book"] = words
