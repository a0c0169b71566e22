"""Carrying a sign-in in the signed session cookie: the cookie names it, the store ends it."""

from __future__ import annotations

from flask import g, session
from flask_login import UserMixin, login_user

from wheel_app.storage import later
from wheel_app.web.house import now

ERRAND_MINUTES = 30


def enter(sign_in: UserMixin, *, errand: str | None = None) -> None:
    """Begin a visit: a new session that keeps the language of the one before, and what somebody came for."""
    leave()
    login_user(sign_in, force=True)
    set_errand(errand)


def carried_errand() -> str | None:
    """Return what somebody came for half an hour ago at most, such as an opened invitation: they may have gone."""
    match session.get("errand"):
        case [str(errand), str(at)] if at <= now() <= later(at, minutes=ERRAND_MINUTES):
            return errand
    return None


def set_errand(errand: str | None) -> None:
    """Keep in mind what somebody came for, until they leave; None when it is done."""
    session.pop("errand", None)
    if errand:
        session["errand"] = [errand, now()]


def carried_visit() -> str | None:
    """Return the token of the visit that this browser carries, which may be over."""
    token = session.get("_user_id")
    return token if isinstance(token, str) else None


def is_visit_unknown() -> bool:
    """Whether this browser carries a visit of which the store, being lost, can tell nothing."""
    return bool(g.get("store_is_lost")) and carried_visit() is not None


def leave() -> None:
    """Empty the session of all but the language."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
