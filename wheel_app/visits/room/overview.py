"""A visit while it goes on: who is here, each adult’s part, and the way to its end."""

from __future__ import annotations

import uuid

from flask import Response, abort

from wheel_app.clock import points
from wheel_app.visits.actions import cancel_visit, change_facts, finish_visit, join_visit
from wheel_app.visits.parts.languages import languages_read
from wheel_app.visits.parts.queries import list_parts
from wheel_app.visits.parts.seeing import parts_for
from wheel_app.visits.room.blueprint import Room, bp, open_visit, staff, today, visit_page
from wheel_app.visits.room.forms import CancelForm, VisitForm
from wheel_app.web import current_db, now, redirect_to


@bp.get("/visits/<uuid:visit_id>")
def show(visit_id: uuid.UUID) -> Response:
    return _show(open_visit(visit_id, "visit"))


def _show(room: Room, status: int = 200) -> Response:
    db = current_db()
    told = parts_for(db, room.visit, staff(), at=now()) if room.is_mine else {}
    goes_on = room.is_mine and room.visit.is_open and not room.is_quiet
    reads = languages_read(db, room.visit.family_id, room.carers) if goes_on else {}
    return visit_page("visits/show.html", room, told=told, reads=reads, status=status)


@bp.get("/visits/<uuid:visit_id>/facts")
def facts(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-facts", is_mine=True)
    form = _form(room).show(room.visit.facts(room.present), seq=room.visit.seq)
    return _facts_page(room, form)


def _form(room: Room) -> VisitForm:
    return VisitForm().offer(points(), room.home.carers)


def _facts_page(room: Room, form: VisitForm, status: int = 200, *, is_clash: bool = False) -> Response:
    return visit_page("visits/facts.html", room, form=form, is_clash=is_clash, status=status)


@bp.post("/visits/<uuid:visit_id>/facts")
def facts_now(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-facts", is_mine=True)
    if not room.visit.is_open:
        return redirect_to("visits.show", visit_id=visit_id)
    form, db = _form(room), current_db()
    given = form.read(room.child, points(), today())
    if given is None:
        return _facts_page(room, form, 422)
    if given.point_key != room.visit.point_key and list_parts(db, room.visit.visit_id):
        form.refuse_point()
        return _facts_page(room, form, 422)
    if not change_facts(db, room.visit, given, seen_seq=form.seen_seq, at=now()):
        return _clash(visit_id, form)
    return redirect_to("visits.show", visit_id=visit_id)


def _clash(visit_id: uuid.UUID, form: VisitForm) -> Response:
    """Show what stands and what was typed: the next press puts the second in place of the first."""
    room = open_visit(visit_id, "visit-facts", is_mine=True)
    form.see(room.visit.seq)
    return _facts_page(room, form, 409, is_clash=True)


@bp.post("/visits/<uuid:visit_id>/join")
def join_now(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-join", to_change=True)
    if not room.visit.is_open:
        abort(404)
    join_visit(current_db(), room.visit, by=staff(), at=now())
    return redirect_to("visits.show", visit_id=visit_id)


@bp.post("/visits/<uuid:visit_id>/finish")
def finish_now(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-finish", is_mine=True)
    finish_visit(current_db(), room.visit, by=staff(), at=now())
    return redirect_to("visits.show", visit_id=visit_id)


@bp.get("/visits/<uuid:visit_id>/call-off")
def cancel(visit_id: uuid.UUID) -> Response:
    return visit_page("visits/cancel.html", open_visit(visit_id, "visit-cancel", is_mine=True), form=CancelForm())


@bp.post("/visits/<uuid:visit_id>/call-off")
def cancel_now(visit_id: uuid.UUID) -> Response:
    room, form = open_visit(visit_id, "visit-cancel", is_mine=True), CancelForm()
    if not form.validate():
        return visit_page("visits/cancel.html", room, form=form, status=422)
    cancel_visit(current_db(), room.visit, why=form.why.data, by=staff(), at=now())
    return redirect_to("visits.show", visit_id=visit_id)
