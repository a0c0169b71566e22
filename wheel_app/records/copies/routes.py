"""The pages on which a person takes a copy of what is kept about them."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext
from flask_login import current_user

from wheel_app.plan import PdfFailed
from wheel_app.records.copies.holding import own_copy
from wheel_app.records.copies.paper import copy_pdf, document_of
from wheel_app.records.copies.reviewed.handed import find_here
from wheel_app.records.copies.rules import Copy, write_file
from wheel_app.tools import library
from wheel_app.web import current_db, now, page

bp = Blueprint("copies", __name__)


@bp.get("/my-copy")
def mine() -> Response:
    return page("records/copies/mine.html", ready=find_here())


@bp.post("/my-copy")
def mine_now() -> Response:
    """Ask whether it is safe to keep it here, and go on only with a plain yes."""
    if not current_user.is_own_device:
        abort(404)
    is_safe = request.form.get("safe")
    if is_safe == "no":
        return page("records/copies/not_here.html")
    return page("records/copies/files.html" if is_safe == "yes" else "records/copies/safe.html")


@bp.post("/my-copy/copy.pdf")
def pdf() -> Response:
    document = document_of(_own_copy(), library(), title=gettext("What is kept about me"), intro=_intro())
    try:
        return _attached(copy_pdf(document), "application/pdf", "copy.pdf")
    except PdfFailed:
        return page("records/copies/no_pdf.html", status=503)


@bp.post("/my-copy/copy.json")
def data_file() -> Response:
    return _attached(write_file(_own_copy()).encode(), "application/json", "copy.json")


def _own_copy() -> Copy:
    """Return the copy of whoever asks; 404 on a device that others use too, or without a yes that it is safe here."""
    if not current_user.is_own_device or request.form.get("safe") != "yes":
        abort(404)
    return own_copy(current_db(), current_app.extensions["wheel_exporters"], current_user.owner_id, at=now())


def _intro() -> list[str]:
    return [
        gettext("This is all that is kept about you here, but for what you answered in private."),
        gettext("How to reach you safely is left out too: others may come to read this."),
        gettext("Names of other people are left out. So are the notes that workers make for their own work."),
    ]


def _attached(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=kind, headers=headers)
