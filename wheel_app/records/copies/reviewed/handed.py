"""Where a reviewed copy is read: on a device that was handed over to the person whom it is about."""

from __future__ import annotations

from flask import Blueprint, Response, abort, session
from flask_babel import gettext
from flask_login import current_user

from wheel_app.records.copies.document import CopyDocument
from wheel_app.records.copies.paper import document_of
from wheel_app.records.copies.reviewed.actions import is_theirs, note_opened, read_copy
from wheel_app.records.copies.reviewed.queries import find_ready
from wheel_app.records.copies.reviewed.rules import Request
from wheel_app.tools import library
from wheel_app.web import current_db, now, page, redirect_to

bp = Blueprint("handed", __name__)
OPENED = "opened_copy"


def find_here() -> Request | None:
    """Return the copy that can be read on this device: handed over to somebody for whom one is ready."""
    if current_user.is_anonymous or current_user.handed_by is None or current_user.member_id is None:
        return None
    return find_ready(current_db(), current_user.member_id, at=now())


def _copy_or_404() -> Request:
    return find_here() or abort(404)


@bp.get("/copy-for-me")
def here() -> Response:
    found = _copy_or_404()
    return page("records/copies/here.html", copy=found, is_theirs=is_theirs(current_db(), found, current_user.owner_id))


@bp.post("/copy-for-me")
def open_now() -> Response:
    found, db = _copy_or_404(), current_db()
    if not is_theirs(db, found, current_user.owner_id):
        return redirect_to("handed.here")
    if session.get(OPENED) != found.copy_id:
        note_opened(db, found, current_user.owner_id, at=now())
        session[OPENED] = found.copy_id
    return redirect_to("handed.read")


def _opened_or_404() -> Request:
    """Return the copy that was opened in this visit, by whoever may."""
    found = _copy_or_404()
    if session.get(OPENED) != found.copy_id or not is_theirs(current_db(), found, current_user.owner_id):
        abort(404)
    return found


# Shown and printed, and never a file: the device is handed to other families too.
@bp.get("/copy-for-me/read")
def read() -> Response:
    found = _opened_or_404()
    return page("records/copies/read.html", document=_document(found))


def _document(found: Request) -> CopyDocument:
    copy = read_copy(current_db(), found, current_user.owner_id)
    intro = [gettext("This is a copy of what the people who work with you wrote about you.")]
    return document_of(copy, library(), title=gettext("A copy for you"), intro=intro)
