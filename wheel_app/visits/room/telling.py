"""What one adult tells, written down by a worker with them: on a page of its own, never beside another’s."""

from __future__ import annotations

import uuid

from flask import abort, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wheel_app.checkins import (
    AlreadyFinished,
    Filling,
    Sheet,
    Sitting,
    UnknownCheckin,
    answer_lines,
    says_anything,
    sheet_of,
)
from wheel_app.clock import points
from wheel_app.people import Member
from wheel_app.tools import library
from wheel_app.visits.parts.actions import tell
from wheel_app.visits.parts.doing import begin_part, choose_items, keep_hope
from wheel_app.visits.parts.forms import ItemsForm
from wheel_app.visits.parts.queries import find_part
from wheel_app.visits.parts.reading import PartFilled, note_former, read_part
from wheel_app.visits.parts.replies import came_too_late
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.parts.seeing import let_see, look_at_part
from wheel_app.visits.room.blueprint import Room, bp, open_visit, staff, visit_page
from wheel_app.visits.rules import Visit, interpreter_of
from wheel_app.web import current_db, is_save, now, redirect_to
from wheel_app.web.locale import current_language


class PartOver(Exception):
    """Something was written down of a part that is finished by now."""


@bp.errorhandler(PartOver)
def came_late(over: PartOver) -> Response:
    """Give back what was written, to copy."""
    visit_id = (request.view_args or {})["visit_id"]
    return came_too_late("layouts/staff.html", url_for("visits.show", visit_id=visit_id))


def asks_of(visit: Visit) -> str:
    """Return what the point of a visit asks with; that of a point of another set is called like it."""
    point = points().find(visit.point_key)
    return point.asks if point else visit.point_key


def sitting_of(room: Room, given_by: str) -> Sitting:
    """Return how check-ins of this visit are made: a worker is there, and perhaps an interpreter."""
    return Sitting(
        "worker",
        interpreter_of(room.present) or "none",
        current_language().code,
        current_user.device_id,
        given_by="told" if given_by == "told" else "own",
        handed_by=staff().staff_id,
    )


def carer_or_404(room: Room, member_id: uuid.UUID) -> Member:
    """Return an adult who is at the visit."""
    return next((one for one in room.carers if one.member_id == str(member_id)), None) or abort(404)


@bp.post("/visits/<uuid:visit_id>/parts/<uuid:member_id>/begin")
def tell_begin(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-part", is_mine=True)
    carer = carer_or_404(room, member_id)
    if not room.visit.is_open or room.is_quiet:
        return redirect_to("visits.show", visit_id=visit_id)
    sitting = sitting_of(room, "told")
    begin_part(current_db(), library(), room.visit, carer.member_id, asks_of(room.visit), sitting, at=now())
    return redirect_to("visits.told", visit_id=visit_id, member_id=member_id)


@bp.get("/visits/<uuid:visit_id>/parts/<uuid:member_id>")
def told(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-part")
    carer, db = carer_or_404(room, member_id), current_db()
    with db.transaction():
        filled = _filled_or_404(room, carer)
        if _is_written(room, filled.part):
            note_former(db, filled, staff())
        else:
            look_at_part(db, filled.part, (filled.checklist, filled.scale), staff(), at=now(), code="visit-part")
    return _told_page(room, carer, filled)


def _filled_or_404(room: Room, carer: Member, *, to_write: bool = False) -> PartFilled:
    """Return a part that whoever asks may read, or write down while it goes on; else 404.

    Nobody writes into what an adult does with their own hand, and what they stopped showing is not shown.
    """
    db, part = current_db(), find_part(current_db(), room.visit.visit_id, carer.member_id)
    if part is None:
        abort(404)
    if to_write and room.is_mine and part.done_by == "told" and part.finished_at:
        raise PartOver
    let = let_see(db, part, staff(), at=now())
    filled, readable = read_part(db, library(), part, let=let), let.readable
    is_told = _is_written(room, part)
    if filled is None or (to_write and not is_told):
        abort(404)
    begun = [one.checkin.checkin_id for one in (filled.checklist, filled.scale) if one and one.answers]
    if not all(one in readable for one in begun) or not (begun or is_told):
        abort(404)
    return filled


def _is_written(room: Room, part: Part) -> bool:
    is_open = room.visit.is_open and not room.is_quiet
    return part.done_by == "told" and room.is_mine and is_open and part.finished_at is None


def _told_page(
    room: Room, carer: Member, filled: PartFilled, sheet: Sheet | None = None, items: ItemsForm | None = None
) -> Response:
    status = sheet.status if sheet else 422 if items else 200
    if sheet or items:
        note_former(current_db(), filled, staff())
    return visit_page(
        "visits/told.html",
        room,
        carer=carer,
        filled=filled,
        sheets=sheets_of(filled, sheet),
        items=items or ItemsForm.showing(filled),
        is_written=_is_written(room, filled.part),
        status=status,
    )


def sheets_of(filled: PartFilled, sheet: Sheet | None = None) -> list[Sheet]:
    """Return the checklist and the scale as pages of lines; one of them as it was sent."""
    sent = sheet.filling.checkin.checkin_id if sheet else ""
    both = [one for one in (filled.checklist, filled.scale) if one]
    return [sheet if sheet and one.checkin.checkin_id == sent else sheet_of(one) for one in both]


@bp.post("/visits/<uuid:visit_id>/parts/<uuid:member_id>/lines/<uuid:checkin_id>")
def told_lines(visit_id: uuid.UUID, member_id: uuid.UUID, checkin_id: uuid.UUID) -> Response:
    # A tap shows nothing: the look was written down with the page.
    room = open_visit(visit_id, "visit-part", is_mine=True, is_noted=not is_save())
    carer, db = carer_or_404(room, member_id), current_db()
    with db.transaction():
        filled = _filled_or_404(room, carer, to_write=True)
        filling = filled.filling(str(checkin_id)) or abort(404)
        reply = _save(room, carer, filled, filling)
        if not filling.answers and says_anything(db, str(checkin_id)):
            tell(db, filled.part, str(checkin_id), dict(room.workers), by=staff(), at=now())
    return reply


def _save(room: Room, carer: Member, filled: PartFilled, filling: Filling) -> Response:
    try:
        reply = answer_lines(
            filled.part.owner_id,
            filling.checkin.checkin_id,
            show=lambda sheet: _told_page(room, carer, filled, sheet),
            go_on=lambda _sheet: _on(room, carer),
            filling=filling,
        )
    except (AlreadyFinished, UnknownCheckin):
        raise PartOver from None
    return reply


def _on(room: Room, carer: Member) -> Response:
    if request.form.get("go") == "save":
        return redirect_to("visits.told", visit_id=room.visit.visit_id, member_id=carer.member_id)
    return redirect_to("visits.show", visit_id=room.visit.visit_id)


@bp.post("/visits/<uuid:visit_id>/parts/<uuid:member_id>/items")
def told_items(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-part", is_mine=True)
    carer = carer_or_404(room, member_id)
    filled = _filled_or_404(room, carer, to_write=True)
    form = ItemsForm.offering(filled)
    keys = form.chosen()
    if keys is None:
        return _told_page(room, carer, filled, items=form)
    checklist, sitting = filled.checklist.checkin, sitting_of(room, "told")
    choose_items(current_db(), library(), filled.part, checklist, keys, sitting, at=now())
    return redirect_to("visits.told", visit_id=visit_id, member_id=member_id, _anchor="scale")


@bp.post("/visits/<uuid:visit_id>/parts/<uuid:member_id>/still")
def told_still(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-part", is_mine=True)
    carer, db = carer_or_404(room, member_id), current_db()
    filled = _filled_or_404(room, carer, to_write=True)
    checkin_id = filled.checklist.checkin.checkin_id
    with db.transaction():
        was_silent = not says_anything(db, checkin_id)
        if keep_hope(db, filled, request.form.get("hope", ""), at=now()) and was_silent:
            tell(db, filled.part, checkin_id, dict(room.workers), by=staff(), at=now())
    return redirect_to("visits.told", visit_id=visit_id, member_id=member_id)
