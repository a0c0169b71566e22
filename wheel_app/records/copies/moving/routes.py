"""The staff’s page of people who move on. Nothing of it is on any page of a family."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import cast

from flask import Blueprint, Response, abort
from flask_login import current_user

from wheel_app.accounts import Staff
from wheel_app.people import Family, Member, find_family, list_members, list_silences, look_at_family, spoken_name
from wheel_app.records.copies.moving.actions import note_accepted, note_moving
from wheel_app.records.copies.moving.delivered import delivered_text
from wheel_app.records.copies.moving.forms import MovingForm
from wheel_app.records.copies.moving.queries import Moving, list_moving
from wheel_app.visits import list_visits
from wheel_app.web import current_db, now, page, redirect_to

bp = Blueprint("moving", __name__)


def _staff() -> Staff:
    return cast(Staff, current_user.staff)


def _family_or_404(family_id: uuid.UUID) -> Family:
    """Return a family that whoever asks works with; the look is written down."""
    sight = look_at_family(current_db(), _staff(), str(family_id), at=now(), page="moving-on")
    family = find_family(current_db(), str(family_id)) if sight and sight.may_change else None
    return family or abort(404)


def _form(members: Iterable[Member]) -> MovingForm:
    form = MovingForm()
    form.who.choices = [(one.member_id, spoken_name(one)) for one in members if one.left_why != "died"]
    form.save_id.data = form.save_id.data or str(uuid.uuid4())
    return form


@bp.get("/families/<uuid:family_id>/moving-on")
def show(family_id: uuid.UUID) -> Response:
    family = _family_or_404(family_id)
    members = list_members(current_db(), family.family_id)
    form = _form(members)
    form.summary.data = delivered_text(list_visits(current_db(), family.family_id), members)
    return _page(family, members, form)


def _page(family: Family, members: Iterable[Member], form: MovingForm, status: int = 200) -> Response:
    moved = list_moving(current_db(), family.family_id)
    losses = list_silences(current_db(), family.family_id)
    return page(
        "records/copies/moving.html",
        status=status,
        family=family,
        losses=losses,
        form=form,
        moved=moved,
        members={one.member_id: one for one in members},
    )


@bp.post("/families/<uuid:family_id>/moving-on")
def show_now(family_id: uuid.UUID) -> Response:
    family = _family_or_404(family_id)
    members = list_members(current_db(), family.family_id)
    form = _form(members)
    on_day = form.read()
    if on_day is None:
        return _page(family, members, form, 422)
    moving = Moving(
        moving_id=form.moving_id(family.family_id),
        family_id=family.family_id,
        on_day=on_day,
        to_whom=form.to_whom.data,
        summary=form.summary.data,
        made_at=now(),
        accepted_on=None,
        member_ids=tuple(dict.fromkeys(form.who.data)),
    )
    note_moving(current_db(), moving, by=_staff(), at=now())
    return redirect_to("moving.show", family_id=family_id)


@bp.post("/families/<uuid:family_id>/moving-on/<uuid:moving_id>/taken-over")
def taken_over(family_id: uuid.UUID, moving_id: uuid.UUID) -> Response:
    family = _family_or_404(family_id)
    if all(one.moving_id != str(moving_id) for one in list_moving(current_db(), family.family_id)):
        abort(404)
    note_accepted(current_db(), family.family_id, str(moving_id), by=_staff(), at=now())
    return redirect_to("moving.show", family_id=family_id)
