"""A parent’s own part: its lines, saved as they are tapped; then, alone, whether the worker may see it."""

from __future__ import annotations

import uuid
from dataclasses import replace

from flask import abort, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wheel_app.accounts import Staff, list_staff_by_ids
from wheel_app.checkins import AlreadyFinished, Sheet, Sitting, UnknownCheckin, answer_lines
from wheel_app.clock import point_named
from wheel_app.people import find_coordinator
from wheel_app.tools import library
from wheel_app.visits import queries
from wheel_app.visits.mine.blueprint import Mine, bp, is_over_here, part_or_404
from wheel_app.visits.mine.handed import hander
from wheel_app.visits.parts.doing import choose_items, finish_part, keep_hope, show_part
from wheel_app.visits.parts.forms import ItemsForm
from wheel_app.visits.parts.reading import PartFilled, read_part
from wheel_app.visits.parts.replies import came_too_late
from wheel_app.visits.parts.seeing import Let, let_see
from wheel_app.visits.room.telling import sheets_of
from wheel_app.web import current_db, is_save, now, page, redirect_to
from wheel_app.web.locale import current_language
from wheel_app.web.sign_ins import set_errand


@bp.get("/my-visits/parts/<uuid:part_id>")
def part(part_id: uuid.UUID) -> Response:
    mine = part_or_404(part_id)
    if mine.part.finished_at:
        return redirect_to("my_visits.show" if mine.handed else "my_visits.before", **_named(mine))
    mine.go_on()
    return _part_page(mine, _filled_or_404(mine))


def _named(mine: Mine) -> dict[str, str]:
    return {"part_id": mine.part.part_id} if mine.handed else {}


def _filled_or_404(mine: Mine) -> PartFilled:
    """Return the part with its lines.

    Nobody has shown who they are to a device that was handed over: of former times, and of what they said elsewhere,
    it shows no more than the worker who handed it over has been let see; and nothing where the worker did not say whose
    turn it is. A tap shows nothing at all.
    """
    db, at = current_db(), now()
    by = hander() if mine.handed and not mine.is_turn and not is_save() else None
    to_nobody = Let((), at) if mine.handed else None
    let = let_see(db, mine.part, by, at=at) if by else to_nobody
    filled = read_part(db, library(), mine.part, let=let)
    if filled is None or mine.part.finished_at:
        abort(404)
    return filled


def _part_page(mine: Mine, filled: PartFilled, sheet: Sheet | None = None, items: ItemsForm | None = None) -> Response:
    return page(
        "visits/mine/part.html",
        mine=mine,
        child=mine.child,
        filled=filled,
        sheets=sheets_of(filled, sheet),
        items=items or ItemsForm.showing(filled),
        point=point_named(mine.part.point_key),
        status=sheet.status if sheet else 422 if items else 200,
    )


@bp.post("/my-visits/parts/<uuid:part_id>/lines/<uuid:checkin_id>")
def lines(part_id: uuid.UUID, checkin_id: uuid.UUID) -> Response:
    if not is_save() and is_over_here(part_id):
        return came_too_late("layouts/family.html", url_for("hand_over.back"))
    mine = part_or_404(part_id)
    if mine.part.finished_at and not is_save():
        return _too_late(mine)
    filled = _filled_or_404(mine)
    filling = filled.filling(str(checkin_id)) or abort(404)
    mine.go_on()
    try:
        return answer_lines(
            mine.part.owner_id,
            str(checkin_id),
            show=lambda sheet: _part_page(mine, filled, sheet),
            go_on=lambda _sheet: _after_lines(mine),
            filling=filling,
        )
    except (AlreadyFinished, UnknownCheckin):
        return _too_late(mine)


def _too_late(mine: Mine) -> Response:
    return came_too_late("layouts/family.html", url_for("my_visits.part", part_id=mine.part.part_id))


def _after_lines(mine: Mine) -> Response:
    if request.form.get("go") == "finish":
        finish_part(current_db(), mine.part, at=now(), language=current_language().code)
        return redirect_to("my_visits.show", part_id=mine.part.part_id)
    return redirect_to("my_visits.part", part_id=mine.part.part_id)


@bp.post("/my-visits/parts/<uuid:part_id>/items")
def items(part_id: uuid.UUID) -> Response:
    mine = part_or_404(part_id)
    if mine.part.finished_at:
        return _too_late(mine)
    filled = _filled_or_404(mine)
    form = ItemsForm.offering(filled)
    keys = form.chosen()
    if keys is None:
        return _part_page(mine, filled, items=form)
    checklist = filled.checklist.checkin
    sitting = Sitting(checklist.present, None, current_language().code, current_user.device_id)
    choose_items(current_db(), library(), mine.part, checklist, keys, sitting, at=now())
    return redirect_to("my_visits.part", part_id=part_id, _anchor="scale")


@bp.post("/my-visits/parts/<uuid:part_id>/still")
def still(part_id: uuid.UUID) -> Response:
    mine = part_or_404(part_id)
    if mine.part.finished_at:
        return _too_late(mine)
    keep_hope(current_db(), _filled_or_404(mine), request.form.get("hope", ""), at=now())
    return redirect_to("my_visits.part", part_id=part_id)


def _askers(mine: Mine) -> tuple[Staff, ...]:
    """Return whom a part can be shown to: who is at the visit; beforehand the family’s one contact."""
    db = current_db()
    if mine.part.visit_id:
        ids = [staff_id for staff_id, _ in queries.list_workers(db, mine.part.visit_id)]
    else:
        contact = find_coordinator(db, mine.child.family_id)
        ids = [contact.staff_id] if contact else []
    return tuple(one for one in list_staff_by_ids(db, ids) if one.is_active)


@bp.get("/my-visits/parts/<uuid:part_id>/show")
def show(part_id: uuid.UUID) -> Response:
    mine = part_or_404(part_id)
    if mine.part.finished_at is None:
        return redirect_to("my_visits.part", part_id=part_id)
    askers = _askers(mine) if mine.part.checkin_ids else ()
    return page("visits/mine/show.html", mine=mine, askers=askers)


@bp.post("/my-visits/parts/<uuid:part_id>/show")
def show_now(part_id: uuid.UUID) -> Response:
    mine = part_or_404(part_id)
    if mine.part.finished_at and request.form.get("show") == "yes":
        # Whoever has come to the visit since was not named on the page that they said yes to.
        named = [one.staff_id for one in _askers(mine) if one.staff_id in request.form.getlist("to")]
        if not named:
            return redirect_to("my_visits.show", part_id=part_id)
        show_part(current_db(), mine.part, named, at=now())
    if mine.handed is None:
        return redirect_to("my_visits.before")
    set_errand(replace(mine.handed, part_id="", before=(*mine.handed.before, mine.part.part_id)).errand)
    return redirect_to("my_visits.here")
