"""What the pages about paper have in common."""

from __future__ import annotations

from typing import cast

from flask import Blueprint
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.accounts import Staff
from wheel_app.web.places import Place

bp = Blueprint("paper", __name__)
PAPER = Place("paper.sheets", lazy_gettext("Paper"))


def staff() -> Staff:
    """Return who asks."""
    return cast(Staff, current_user.staff)
