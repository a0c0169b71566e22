"""The page of who can see what and who looked, and ending it."""

from __future__ import annotations

import uuid

from flask import Response, abort, request
from flask_login import current_user

from wheel_app.consent import Hand, Recipient, withdraw, withdraw_from
from wheel_app.sharing import choosing, own_household, shared_pages
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.log import overview_of
from wheel_app.sharing.staff import emergency_pages, household_pages, keeping_safe, member_pages
from wheel_app.sharing.whom import code_of
from wheel_app.tools import library
from wheel_app.web import current_db, now, page, redirect_to

__all__ = [
    "choosing",
    "emergency_pages",
    "household_pages",
    "keeping_safe",
    "member_pages",
    "own_household",
    "shared_pages",
]


@bp.get("/who-can-see")
def who_can_see() -> Response:
    overview = overview_of(current_db(), library(), current_user.owner_id, at=now())
    return page("sharing/who_can_see.html", overview=overview, code_of=code_of)


@bp.post("/who-can-see/stop")
def stop() -> Response:
    kind, _, name = request.form.get("to", "").partition(":")
    to = Recipient("staff" if kind == "staff" else "team", name)
    withdraw_from(current_db(), current_user.owner_id, _own_hand(), to=to, at=now())
    return redirect_to("sharing.who_can_see")


@bp.post("/who-can-see/<uuid:grant_id>/stop")
def stop_one(grant_id: uuid.UUID) -> Response:
    if not withdraw(current_db(), current_user.owner_id, str(grant_id), _own_hand(), at=now()):
        abort(404)
    return redirect_to("sharing.who_can_see")


def _own_hand() -> Hand:
    return Hand(current_user.owner_id, "family")
