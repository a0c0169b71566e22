"""What needs somebody of the staff today."""

from __future__ import annotations

from flask import Response
from flask_babel import lazy_gettext

from wheel_app.home.blueprint import bp
from wheel_app.web import page
from wheel_app.web.places import Place

TODAY = Place("home.today", lazy_gettext("Today"))


@bp.get("/today")
def today() -> Response:
    return page("home/today.html")
