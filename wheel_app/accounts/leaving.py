"""Ending the visit of this browser, on the server and in its cookie."""

from __future__ import annotations

from contextlib import suppress

from flask_login import current_user

from wheel_app.accounts.actions import end_sign_in
from wheel_app.storage import StorageError
from wheel_app.web import current_db, now
from wheel_app.web.sign_ins import leave


def leave_here() -> None:
    """End the sign-in that this browser carries, if there is one, and empty its session.

    Whoever has to leave leaves, also while the store does not answer: then the sign-in, which nobody holds any more,
    ends by itself after its idle minutes.
    """
    with suppress(StorageError):
        if not current_user.is_anonymous:
            end_sign_in(current_db(), current_user.sign_in_id, now())
    leave()
