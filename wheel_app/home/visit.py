"""What every page of a visit is given: when an unused page leaves, where “exit” leads, what can be heard."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask, url_for
from flask_login import current_user
from markupsafe import Markup

from wheel_app.config import Settings
from wheel_app.tools import Library
from wheel_app.web.sign_ins import is_visit_unknown

# A page that nobody touches on a shared device is covered; one tap goes on.
COVER_SECONDS_ALONE, COVER_SECONDS_WITH_WORKER = 60, 300
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
            "exit_url": settings.exit_url,
            "audio_url": lambda language, key: _recording(library, language, key),
            "idle_minutes": _idle_minutes(settings),
            "idle_away": url_for("home.away"),
            "cover_seconds": _cover_seconds(),
        }


def _recording(library: Library, language: str, key: str) -> str | None:
    if library.audio(language, key) is None:
        return None
    return url_for("home.audio", language_code=language, key=key)


def _cover_seconds() -> int | None:
    if current_user.is_anonymous or current_user.is_own_device:
        return None
    return COVER_SECONDS_WITH_WORKER if current_user.present == "worker" else COVER_SECONDS_ALONE


def _idle_minutes(settings: Settings) -> int | None:
    if is_visit_unknown():
        return settings.idle_minutes_alone
    if current_user.is_anonymous:
        return None
    return settings.idle_minutes_with_worker if current_user.present == "worker" else settings.idle_minutes_alone
