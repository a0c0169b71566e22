"""Leaving nothing behind."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from flask_login import current_user

from wheel_app.records.actions import erase_person
from wheel_app.web import current_db, house, page
from wheel_app.web.sign_ins import leave

bp = Blueprint("records", __name__)


@bp.post("/erase")
def erase() -> Response:
    erase_person(current_db(), current_user.owner_id, current_app.extensions["wheel_erasers"])
    leave()
    response = page("records/gone.html", backup_days=house().settings.backup_days)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
