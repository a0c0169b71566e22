"""The screen that a hub's device waits on: languages first, and nothing of anybody."""

from __future__ import annotations

from flask import Response, abort, session

from wheel_app.accounts import hub_here, leave_here
from wheel_app.home.blueprint import bp
from wheel_app.home.welcome import welcome_wheel
from wheel_app.tools import FAMILY_WHEEL, library
from wheel_app.web import page, redirect_to
from wheel_app.web.device import is_registered_name, keep_device, known_device
from wheel_app.web.locale import choose_language


@bp.get("/kiosk")
def kiosk() -> Response:
    leave_here()
    session.clear()
    if hub_here() is None:
        was_registered = is_registered_name(known_device() or "")
        return page("home/kiosk_closed.html", was_registered=was_registered)
    keep_device()
    drawing = welcome_wheel(library().current(FAMILY_WHEEL))
    response = page("home/kiosk.html", drawing=drawing, idle_minutes=None, cover_seconds=None)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


# A link and no form: the token of a form would leave a cookie on a screen that is to leave nothing.
@bp.get("/kiosk/<string:language_code>")
def kiosk_begin(language_code: str) -> Response:
    if not choose_language(language_code):
        abort(404)
    return redirect_to("home.index")
