"""The device's own cookie: a random name that says nothing, gone half an hour after its last use.

A device that a hub registers has a longer name and keeps it for a year, renewed while it is in use. The length alone
opens nothing: whether a device is registered, the store says.
"""

from __future__ import annotations

import re
import secrets

from flask import Flask, Response, g, request

from wheel_app.web.house import house

DEVICE_SECONDS = 30 * 60
# As long as a device that staff handed over is waited for.
HANDED_SECONDS = 60 * 60
REGISTERED_SECONDS = 365 * 24 * 60 * 60
_SHAPE = re.compile(r"[A-Za-z0-9_-]{32}|[A-Za-z0-9_-]{43}")


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


def name_device(token: str) -> None:
    """Give this device another name in place of any that it had."""
    g.device_token = token


def known_device() -> str | None:
    """Return this device's name, None where it has none yet."""
    return str(g.device_token) if "device_token" in g else _known_token()


def is_registered_name(token: str) -> bool:
    """Whether a name is one that a hub's devices are given."""
    return len(token) > 32


def keep_device_for(seconds: int) -> None:
    """Let the name that goes back with this reply last so long, where it would last less."""
    g.device_seconds = seconds


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
                max_age=max(_seconds(g.device_token), g.get("device_seconds", 0)),
                secure=house().settings.is_https,
                httponly=True,
                samesite="Lax",
            )
        return response


def _seconds(token: str) -> int:
    return REGISTERED_SECONDS if is_registered_name(token) else DEVICE_SECONDS


def _name() -> str:
    return "__Host-device" if house().settings.is_https else "device"
