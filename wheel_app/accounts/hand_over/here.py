"""Whether the device that asks is in a family's hands while staff wait for it."""

from __future__ import annotations

from flask import Flask, Response, g
from flask_login import current_user

from wheel_app.accounts.hand_over.queries import find_waiting
from wheel_app.accounts.sealing import name_of
from wheel_app.storage import StorageError
from wheel_app.web import current_db, now
from wheel_app.web.device import HANDED_SECONDS, keep_device, keep_device_for, known_device


def is_handed_over() -> bool:
    """Whether this device was handed over: the visit says so, and where there is none the device does."""
    if not current_user.is_anonymous:
        return current_user.handed_by is not None
    return waits_here()


def waits_here() -> bool:
    """Whether a staff sign-in waits until this device is taken back; asked once a request."""
    token = known_device()
    if token is None or g.get("store_is_lost"):
        return False
    if "is_waited_for" not in g:
        g.is_waited_for = _is_waited_for(token)
    return bool(g.is_waited_for)


def _is_waited_for(token: str) -> bool:
    try:
        return find_waiting(current_db(), name_of(token), at=now()) is not None
    except StorageError:
        g.store_is_lost = True
        return False


def init_hand_over(app: Flask) -> None:
    """Keep the name of a device that was handed over as long as it is waited for: the PIN finds the worker by it."""

    @app.after_request
    def keep(response: Response) -> Response:
        if getattr(g.get("_login_user"), "handed_by", None) or g.get("is_waited_for"):
            keep_device()
            keep_device_for(HANDED_SECONDS)
        return response
