"""How long the visit of whoever is signed in still lasts, and staying signed in."""

from __future__ import annotations

from flask import Response, request
from flask_login import current_user

from wheel_app.accounts.rules import Limits, seconds_left
from wheel_app.accounts.staff.blueprint import bp
from wheel_app.web import is_save, now, redirect_to

# Without the script nobody knows whether a page is being written on: so much longer it stays.
WRITING_SECONDS = 45 * 60


@bp.get("/staff/time-left")
def time_left() -> Response:
    # To a page of a colleague, which lies in this browser still, their visit is over.
    if request.args.get("who", current_user.staff_id) != current_user.staff_id:
        return Response(status=401)
    return _seconds(current_user.seen_at)


@bp.post("/staff/stay")
def stay() -> Response:
    # Whoever asks is seen: the sign-in was noted as used when it was read.
    return _seconds(now()) if is_save() else redirect_to("home.today")


def _seconds(seen_at: str) -> Response:
    return Response(str(_left(seen_at)), content_type="text/plain; charset=utf-8")


def _left(seen_at: str) -> int:
    return seconds_left(started_at=current_user.started_at, seen_at=seen_at, at=now(), limits=Limits())


@bp.app_template_global()
def staff_seconds_left() -> int:
    """Return for how many seconds this page may lie unused."""
    return _left(now())


@bp.app_template_global()
def staff_page_leaves_after(main: str) -> int:
    """Return after how many seconds a page goes by itself where there is no script to cover it.

    One with room for a longer text stays on: what is sent from it after the end is carried through signing in.
    """
    return staff_seconds_left() + (WRITING_SECONDS if "<textarea" in main else 0)
