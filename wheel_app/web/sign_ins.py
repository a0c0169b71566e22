"""Carrying a sign-in in the signed session cookie: the cookie names it, the store ends it."""

from __future__ import annotations

from flask import g, session
from flask_login import UserMixin, login_user


def enter(sign_in: UserMixin) -> None:
    """Begin a visit: a new session that keeps no more than the language of the one before."""
    leave()
    login_user(sign_in, force=True)


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
