"""Finding a check-in of the signed-in person for a page."""

from __future__ import annotations

import uuid

from flask import abort
from flask_login import current_user

from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.reading import read_filling
from wheel_app.people import Change, is_kept_in_sight, is_silent_for, list_changes
from wheel_app.tools import library
from wheel_app.web import current_db


def own_filling_or_404(checkin_id: uuid.UUID) -> tuple[Filling, tuple[Change, ...]]:
    """Return the signed-in person's check-in, whatever its tool, and the changes in their life.

    404 for an unknown one, somebody else's, one that is put away, and one about a child of whom their pages are silent.
    """
    filling, changes = _own_or_404(checkin_id)
    child = filling.checkin.about_member
    if child is not None and is_silent_for(current_db(), child, current_user.owner_id):
        abort(404)
    return filling, changes


def _own_or_404(checkin_id: uuid.UUID) -> tuple[Filling, tuple[Change, ...]]:
    db, owner_id = current_db(), current_user.owner_id
    filling, changes = read_filling(db, library(), owner_id, str(checkin_id)), list_changes(db, owner_id)
    if filling is None or filling.is_put_away(changes):
        abort(404)
    return filling, changes


def lines_to_read_or_404(lines_id: uuid.UUID) -> tuple[Filling, tuple[Change, ...], bool]:
    """Return a scale or checklist, the changes, and whether it is there to be read alone.

    So it is where it is finished, is about a child who is silent, and its owner chose to see it or brought it back.
    """
    db, owner_id = current_db(), current_user.owner_id
    filling, changes = _own_or_404(lines_id)
    child, is_finished = filling.checkin.about_member, not filling.checkin.is_draft
    is_silent = child is not None and is_silent_for(db, child, owner_id)
    if filling.tool.is_wheel or (is_silent and not (is_finished and is_kept_in_sight(db, child or "", owner_id))):
        abort(404)
    return filling, changes, is_silent


def wheel_or_404(checkin_id: uuid.UUID) -> tuple[Filling, tuple[Change, ...]]:
    """Return the same where it is a wheel."""
    filling, changes = own_filling_or_404(checkin_id)
    return (filling, changes) if filling.tool.is_wheel else abort(404)


def lines_or_404(checkin_id: uuid.UUID) -> tuple[Filling, tuple[Change, ...]]:
    """Return the same where it is a scale or checklist."""
    filling, changes = own_filling_or_404(checkin_id)
    return abort(404) if filling.tool.is_wheel else (filling, changes)
