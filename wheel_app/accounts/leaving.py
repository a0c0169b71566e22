"""Ending the visit of this browser, on the server and in its cookie."""

from __future__ import annotations

from contextlib import suppress

from flask import Flask, Response, request
from flask_login import logout_user

from wheel_app.accounts.actions import end_sign_in
from wheel_app.accounts.sealing import name_of
from wheel_app.storage import StorageError
from wheel_app.web import current_db, house, now
from wheel_app.web.sign_ins import carried_visit, leave


def init_leaving(app: Flask) -> None:
    """Whoever left without a network has left with the next request of their browser, whatever it asks for."""

    @app.before_request
    def leave_late() -> None:
        if _note() in request.cookies:
            leave_here()
            logout_user()

    @app.after_request
    def take_note_off(response: Response) -> Response:
        if _note() in request.cookies:
            response.delete_cookie(_note(), secure=house().settings.is_https, httponly=True, samesite="Lax")
        return response


def _note() -> str:
    # exit.js leaves it, which cannot know whether the server will hear of it.
    return "__Host-left" if house().settings.is_https else "left"


def leave_here() -> None:
    """End the sign-in that this browser carries, if there is one, and empty its session.

    Whoever has to leave leaves, also while the store does not answer: then the sign-in, which nobody holds any more,
    ends by itself after its idle minutes.
    """
    token = carried_visit()
    with suppress(StorageError):
        # What is to be ended need not be read first.
        if token:
            end_sign_in(current_db(), name_of(token), now())
    leave()
