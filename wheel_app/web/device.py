"""The device's own cookie: a random name that says nothing, gone half an hour after its last use."""

from __future__ import annotations

import re
import secrets

from flask import Flask, Response, g, request

from wheel_app.web.house import house

DEVICE_SECONDS = 30 * 60
_SHAPE = re.compile(r"[A-Za-z0-9_-]{32}")


def device_token() -> str:
    """Return this device's random name (32 characters); a new one is sent back with the reply."""
    if "device_token" not in g:
        g.device_token = _known_token() or secrets.token_urlsafe(24)
    return str(g.device_token)


def keep_device() -> None:
    """Renew this device's name, where it has one: somebody is still at it, and has half an hour from now on."""
    token = _known_token()
    if token:
        g.device_token = token


def _known_token() -> str | None:
    known = request.cookies.get(_name(), "")
    return known if _SHAPE.fullmatch(known) else None


def init_device(app: Flask) -> None:
    """Renew the cookie on each reply to a request that used it."""

    @app.after_request
    def renew(response: Response) -> Response:
        if "device_token" in g:
            response.set_cookie(
                _name(),
                g.device_token,
                max_age=DEVICE_SECONDS,
                secure=house().settings.is_https,
                httponly=True,
                samesite="Lax",
            )
        return response


def _name() -> str:
    return "__Host-device" if house().settings.is_https else "device"
