"""Handing the device over that asks: its cookie then carries the family's visit and nothing of the worker's."""

from __future__ import annotations

from contextlib import suppress

from flask import Response, session
from flask_login import current_user

from wheel_app.accounts.actions import HasEnded, find_renewed
from wheel_app.accounts.hand_over.actions import hand_over
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.web import current_db, device_token, house, now, redirect_to
from wheel_app.web.device import HANDED_SECONDS, keep_device_for
from wheel_app.web.locale import choose_language, languages
from wheel_app.web.sign_ins import carried_visit, enter, set_errand

EMPTIED = '"cache", "storage"'


def hand_over_here(
    member_id: str | None, save_id: str, *, errand: str | None = None, language: str | None = None
) -> Response:
    """Suspend the worker's sign-in and send the family to its first screen. Pressed twice, it is done once.

    `errand` is what it is handed over for, where that is something of its own; `language` (a code) that of whoever it
    is handed to, where it is known.
    """
    handed = _handed(member_id, save_id)
    if handed is None:
        return redirect_to("staff.sign_in")
    enter_fresh(handed, language)
    set_errand(errand)
    keep_device_for(HANDED_SECONDS)
    response = redirect_to("home.language" if len(languages()) > 1 else "home.index")
    response.headers["Clear-Site-Data"] = EMPTIED
    return response


def _handed(member_id: str | None, save_id: str) -> SignIn | None:
    db, at, pepper = current_db(), now(), house().pepper
    if not current_user.is_anonymous:
        with suppress(HasEnded):
            return hand_over(
                db,
                current_user._get_current_object(),
                device_token=device_token(),
                member_id=member_id,
                at=at,
                pepper=pepper,
                save_id=save_id,
                language=session.get("language"),
            )
    return find_handed(save_id)


def find_handed(save_id: str) -> SignIn | None:
    """Return the visit that the same press has begun a moment ago: without the script it may be sent twice."""
    token = carried_visit()
    return find_renewed(current_db(), token, at=now(), pepper=house().pepper, save_id=save_id) if token else None


def enter_fresh(sign_in: SignIn, language: str | None = None) -> None:
    """Begin a visit that knows nothing of the one before, not even its language, in a language (a code) of its own."""
    enter(sign_in)
    session.pop("language", None)
    if language:
        choose_language(language)
