"""Leaving nothing behind."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from flask_login import current_user

from wheel_app.accounts import is_kept, leave_here
from wheel_app.records.actions import erase_myself
from wheel_app.records.retention import Held
from wheel_app.web import current_db, house, now, page
from wheel_app.web.sign_ins import leave

bp = Blueprint("records", __name__)


@bp.post("/erase")
def erase() -> Response:
    try:
        erase_myself(current_db(), current_user.owner_id, current_app.extensions["wheel_erasers"], at=now())
    except Held:
        return _not_just_now()
    leave()
    return _emptied(page("records/gone.html", backup_days=house().settings.backup_days))


def _not_just_now() -> Response:
    """Say that it cannot go yet. They wanted to leave, so the visit ends here all the same."""
    kept = is_kept(current_db(), current_user.owner_id)
    leave_here()
    return _emptied(page("records/not_just_now.html", status=409, is_kept=kept))


def _emptied(response: Response) -> Response:
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
