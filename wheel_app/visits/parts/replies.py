"""What is answered to lines that came too late: nothing that was typed is lost."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from wheel_app.web import page_in_place
from wheel_app.web.forms import tidy


def came_too_late(layout: str, way_on: str) -> Response:
    """Say that a part was finished or put away meanwhile, with the words that were sent, to copy; and the way on."""
    texts = (tidy(value) for name, value in request.form.items() if name.startswith("words."))
    written = [line for text in texts if text for line in text.split("\n")]
    return page_in_place("visits/too_late.html", status=409, layout=layout, way_on=way_on, written=written)
