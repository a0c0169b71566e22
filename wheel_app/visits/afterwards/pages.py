"""The pages after a visit, for those who were at it."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, abort, request

from wheel_app.directory import Wanted, find_service, find_services
from wheel_app.storage import NotUnique
from wheel_app.visits.afterwards import actions, queries
from wheel_app.visits.afterwards.forms import AfterwardsForm, Carer, afterwards_form
from wheel_app.visits.afterwards.rules import Clash, WrittenDown
from wheel_app.visits.room.blueprint import Room, open_visit, staff, today, visit_page
from wheel_app.visits.room.telling import carer_or_404
from wheel_app.visits.themes import themes
from wheel_app.web import current_db, now, redirect_to
from wheel_app.web.forms import tidy

bp = Blueprint("afterwards", __name__, url_prefix="/visits")
LONGEST_QUERY = 200


def _open(visit_id: uuid.UUID, code: str) -> Room:
    room = open_visit(visit_id, code, is_mine=True)
    if room.visit.cancelled_at:
        abort(404)
    return room


@bp.get("/<uuid:visit_id>/afterwards")
def show(visit_id: uuid.UUID) -> Response:
    room = _open(visit_id, "visit-afterwards")
    stands = queries.read_written_down(current_db(), room.visit.visit_id)
    return _page(room, _form(room, stands, is_posted=False), stands)


def _form(room: Room, stands: WrittenDown, *, is_posted: bool) -> AfterwardsForm:
    carers = [Carer(member, stands.steps_of(member.member_id)) for member in room.carers]
    return afterwards_form(carers, stands.themes, room.visit.next_on or "", is_posted=is_posted)


def _page(room: Room, form: AfterwardsForm, stands: WrittenDown, status: int = 200) -> Response:
    return visit_page("visits/afterwards/show.html", room, form=form, stands=stands, status=status)


@bp.post("/<uuid:visit_id>/afterwards")
def save_now(visit_id: uuid.UUID) -> Response:
    room = _open(visit_id, "visit-afterwards")
    stands = queries.read_written_down(current_db(), room.visit.visit_id)
    form = _form(room, stands, is_posted=True)
    written = form.read(today())
    if written is None:
        return _page(room, form, stands, 422)
    try:
        clashes = actions.write_afterwards(current_db(), room.visit, written, by=staff(), at=now())
    except NotUnique:
        # The same press came twice at once: the other one is stored.
        return redirect_to("afterwards.show", visit_id=visit_id)
    return _clash(room, form, clashes) if clashes else redirect_to("afterwards.summary", visit_id=visit_id)


def _clash(room: Room, form: AfterwardsForm, clashes: tuple[Clash, ...]) -> Response:
    stands = queries.read_written_down(current_db(), room.visit.visit_id)
    form.clash_with(clashes, stands.steps)
    return _page(room, form, stands, 409)


@bp.get("/<uuid:visit_id>/afterwards/<uuid:member_id>/services")
def services(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = _open(visit_id, "visit-services")
    carer, db = carer_or_404(room, member_id), current_db()
    typed = tidy(request.args.get("q", ""))[:LONGEST_QUERY]
    stands = queries.read_written_down(db, room.visit.visit_id)
    subjects = tuple(dict.fromkeys(theme.subject for theme in themes() if theme.key in stands.themes))
    found = find_services(db, Wanted(words=typed) if typed else Wanted(subjects=subjects)).found
    chosen = {one.service_id for one in stands.services_of(carer.member_id)}
    return visit_page(
        "visits/afterwards/services.html", room, carer=carer, typed=typed, found=found, chosen=chosen,
        by_theme=bool(subjects and not typed),
    )  # fmt: skip


@bp.post("/<uuid:visit_id>/afterwards/<uuid:member_id>/services")
def put_in(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = _open(visit_id, "visit-services")
    carer, service_id = carer_or_404(room, member_id), request.form.get("service_id", "")
    service = find_service(current_db(), service_id) if service_id else None
    if service is None or not service.is_listed:
        abort(404)
    actions.put_service_in(current_db(), room.visit, carer.member_id, service_id, by=staff(), at=now())
    return redirect_to("afterwards.show", visit_id=visit_id, _anchor=f"services-{carer.member_id}")


@bp.post("/<uuid:visit_id>/afterwards/<uuid:member_id>/services/take-out")
def take_out(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    room = _open(visit_id, "visit-services")
    carer = carer_or_404(room, member_id)
    actions.take_service_out(current_db(), room.visit, carer.member_id, request.form.get("service_id", ""))
    return redirect_to("afterwards.show", visit_id=visit_id, _anchor=f"services-{carer.member_id}")
