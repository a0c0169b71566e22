"""The parent’s own copies: nothing on them is anybody else’s, nor tells that there is anybody else."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from wheel_app.clock import point_named
from wheel_app.people import list_changes
from wheel_app.plan import PdfFailed
from wheel_app.tools import library
from wheel_app.visits.copy.paper import copy_pdf, paper_of
from wheel_app.visits.copy.queries import Own
from wheel_app.visits.copy.reading import ParentsCopy, find_copy, list_copies, read_copy
from wheel_app.visits.copy.saying import parts_of, title_of
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.parts.seeing import look_at_part, parts_for
from wheel_app.visits.room.blueprint import Room, looks_of, open_visit, staff
from wheel_app.web import current_db, now, page
from wheel_app.web.locale import current_language, languages, speaking

bp = Blueprint("visit_copy", __name__)


def _today() -> str:
    return now()[:10]


@bp.get("/my-visits/copies")
def mine() -> Response:
    copies = list_copies(current_db(), current_user.owner_id)
    return page("visits/copy/mine.html", copies=copies, point_named=point_named)


def _copy_or_404(part_id: uuid.UUID) -> ParentsCopy:
    copy = find_copy(current_db(), library(), current_user.owner_id, str(part_id), today=_today())
    return copy or abort(404)


def _beside(copy: ParentsCopy) -> str | None:
    """Return the second language: the one that was asked for, else the one that it was filled in in."""
    asked, written = request.args.get("beside"), {one.code for one in languages() if not one.audio_only}
    code = copy.language if asked is None else asked
    return code if code in written and code != current_language().code else None


@bp.get("/my-visits/copies/<uuid:part_id>")
def show(part_id: uuid.UUID) -> Response:
    copy = _copy_or_404(part_id)
    beside, other = _beside(copy), None
    if beside:
        with speaking(beside) as spoken:
            other = (spoken, title_of(copy), parts_of(copy, _today()))
    return page(
        "visits/copy/show.html",
        copy=copy,
        title=title_of(copy),
        parts=parts_of(copy, _today()),
        other=other,
        choices=[one for one in languages() if not one.audio_only and one.code != current_language().code],
    )


@bp.get("/my-visits/copies/<uuid:part_id>/visit.pdf")
def pdf(part_id: uuid.UUID) -> Response:
    if not current_user.is_own_device:
        abort(404)
    copy = _copy_or_404(part_id)
    return _pdf(copy, _beside(copy)) or page("visits/copy/no_pdf.html", part_id=part_id, status=503)


def _pdf(copy: ParentsCopy, beside: str | None) -> Response | None:
    try:
        paper = copy_pdf(paper_of(copy, today=_today(), beside=beside))
    except PdfFailed:
        return None
    headers = {"Content-Disposition": 'attachment; filename="visit.pdf"'}
    return Response(paper, content_type="application/pdf", headers=headers)


@bp.get("/visits/<uuid:visit_id>/copies/<uuid:member_id>/visit.pdf")
def for_parent(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-copy", is_mine=True, is_noted=False)
    # Of a child who was lost a parent prints their own copy, if they want it; a worker does not come with it.
    if not room.visit.finished_at or room.visit.cancelled_at or room.child.is_lost:
        abort(404)
    copy = _look_at_copy(room, str(member_id))
    return _for_parent(copy) or page("visits/copy/no_pdf_staff.html", visit_id=visit_id, status=503)


def _look_at_copy(room: Room, member_id: str) -> ParentsCopy:
    db, at, code = current_db(), now(), "visit-copy"
    with db.transaction():
        seen = parts_for(db, room.visit, staff(), at=at).get(member_id) or abort(404)
        changes, own = list_changes(db, seen.part.owner_id), _own(room, seen.part)
        copy = read_copy(db, library(), own, today=_today(), changes=changes, readable=seen.readable)
        shown, beside = (copy.checklist, copy.scale), looks_of(room, code)
        look_at_part(db, seen.part, shown, staff(), at=at, code=code, beside=beside)
    return copy


def _own(room: Room, part: Part) -> Own:
    visit, child = room.visit, room.child
    next_on = visit.next_on if any(one.member_id == part.member_id for one in room.present) else None
    return Own(
        part.part_id, visit.visit_id, part.child_id, part.owner_id, part.member_id, part.checklist_id, part.scale_id,
        visit.point_key, visit.on_date, visit.place, next_on, visit.finished_at or "", child.facts.known_as,
        may_be_silent=child.quiet is not None,
    )  # fmt: skip


def _for_parent(copy: ParentsCopy) -> Response | None:
    """Return the paper in the language that was chosen for the parent, with the worker’s beside it."""
    mine = current_language().code
    chosen = request.args.get("language", mine)
    if chosen not in {one.code for one in languages() if not one.audio_only}:
        abort(404)
    with speaking(chosen):
        return _pdf(copy, mine if chosen != mine else None)
