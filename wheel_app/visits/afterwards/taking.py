"""Putting what was found in the green book into an adult’s part of a visit."""

from __future__ import annotations

import uuid

from flask import url_for
from flask_babel import gettext
from flask_login import current_user

from wheel_app.directory import Taker

KIND = "visit"


def find_taker(rest: str) -> Taker | None:
    """Return how to put a service into an adult’s part of a visit, by both ids; putting it there asks who may."""
    ids = [_id(part) for part in rest.split(":")]
    if getattr(current_user, "staff_id", None) is None or len(ids) != 2 or None in ids:
        return None
    visit_id, member_id = ids
    return Taker(
        gettext("Put it into this visit"),
        url_for("afterwards.put_in", visit_id=visit_id, member_id=member_id),
        f"{KIND}:{visit_id}:{member_id}",
        url_for("afterwards.services", visit_id=visit_id, member_id=member_id),
        {},
    )


def _id(text: str) -> str | None:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None
