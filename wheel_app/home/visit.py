"""What every page of a visit is given: when an unused page leaves, where “exit” leads, what can be heard."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask, url_for
from flask_login import current_user
from markupsafe import Markup

from wheel_app.accounts import is_handed_over, is_kiosk
from wheel_app.config import Settings
from wheel_app.people import LOST_SLIP
from wheel_app.tools import Library
from wheel_app.web.sign_ins import carried_errand, is_visit_unknown

# A page that nobody touches on a shared device is covered; one tap goes on.
COVER_SECONDS_ALONE, COVER_SECONDS_WITH_WORKER = 60, 300
# On a hub's device a page of nobody goes back to the languages.
IDLE_MINUTES_OF_NOBODY = 2
DRAWINGS = Path(__file__).parent / "pictures"


@cache
def drawing_of(name: str) -> Markup:
    """Return one of this room's drawings, read from its file once."""
    # The files are part of the program, not input.
    return Markup((DRAWINGS / f"{name}.svg").read_text(encoding="utf-8").strip())  # noqa: S704


def init_visit(app: Flask) -> None:
    """Put the visit's values into every page."""
    settings: Settings = app.extensions["wheel"].settings
    library: Library = app.extensions["wheel_library"]

    app.jinja_env.globals["drawing_of"] = drawing_of
    app.jinja_env.globals["new_save_id"] = lambda: str(uuid4())

    @app.context_processor
    def at_hand() -> dict[str, Any]:
        return {
            "exit_url": way_out() or settings.exit_url,
            "way_out": way_out(),
            "is_for_new_slip": carried_errand() == LOST_SLIP,
            "is_handed_over": is_handed_over(),
            "may_be_own": not is_handed_over() and not is_kiosk(),
            "audio_url": lambda language, key: _recording(library, language, key),
            "idle_minutes": _idle_minutes(settings),
            "idle_away": _idle_away(),
            "cover_seconds": _cover_seconds(),
        }


def way_out() -> str | None:
    """Return where a visit here ends: on the screen to give the device back or the kiosk screen; None for elsewhere."""
    endpoint = way_out_page()
    return url_for(endpoint) if endpoint else None


def way_out_page() -> str | None:
    """Return the page that `way_out` leads to, None for elsewhere."""
    if is_handed_over():
        return "hand_over.back"
    return "home.kiosk" if is_kiosk() else None


def _idle_away() -> str:
    if is_handed_over():
        return url_for("home.exit")
    return url_for("home.kiosk" if is_kiosk() else "home.away")


def _recording(library: Library, language: str, key: str) -> str | None:
    if library.audio(language, key) is None:
        return None
    return url_for("home.audio", language_code=language, key=key)


def _cover_seconds() -> int | None:
    if current_user.is_anonymous:
        return COVER_SECONDS_ALONE if is_kiosk() else None
    if current_user.is_own_device:
        return None
    return COVER_SECONDS_WITH_WORKER if current_user.present == "worker" else COVER_SECONDS_ALONE


def _idle_minutes(settings: Settings) -> int | None:
    if is_visit_unknown():
        return settings.idle_minutes_alone
    if current_user.is_anonymous:
        return IDLE_MINUTES_OF_NOBODY if is_kiosk() else None
    return settings.idle_minutes_with_worker if current_user.present == "worker" else settings.idle_minutes_alone
