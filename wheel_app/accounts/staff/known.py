"""A browser in which somebody of the staff has signed in before: whoever guesses elsewhere does not keep it waiting."""

from __future__ import annotations

import secrets

from flask import Response, g, request

from wheel_app.accounts.hub.here import hub_here
from wheel_app.accounts.sealing import seal
from wheel_app.accounts.staff.blueprint import bp, pepper
from wheel_app.accounts.staff.entry import fold_email
from wheel_app.web import house
from wheel_app.web.device import is_registered_name, known_device

SECONDS = 90 * 24 * 60 * 60
LONGEST = 200


def known_as(email: str) -> str | None:
    """Return the name of this browser where whoever has this address has signed in here before."""
    token, _, mark = request.cookies.get(_name(), "")[:LONGEST].partition(".")
    is_theirs = bool(token) and secrets.compare_digest(mark.encode(), _mark(fold_email(email), token).encode())
    return token if is_theirs else None


def remember(email: str) -> None:
    """Let this browser be known as one of theirs from now on; a hub’s device is everybody’s and never is."""
    if hub_here() is None:
        token = known_as(email) or secrets.token_urlsafe(24)
        g.known_browser = f"{token}.{_mark(email, token)}"


def _mark(email: str, token: str) -> str:
    return seal(pepper(), "known-browser", email, token)


@bp.after_app_request
def keep_known(response: Response) -> Response:
    if "known_browser" in g:
        response.set_cookie(
            _name(),
            g.known_browser,
            max_age=SECONDS,
            secure=house().settings.is_https,
            httponly=True,
            samesite="Lax",
        )
    elif _name() in request.cookies and is_registered_name(known_device() or ""):
        # Whoever registered it had signed in here before.
        response.delete_cookie(_name(), secure=house().settings.is_https, httponly=True, samesite="Lax")
    return response


def _name() -> str:
    return "__Host-known" if house().settings.is_https else "known"
