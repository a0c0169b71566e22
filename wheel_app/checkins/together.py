"""Beginning a wheel together, and looking at the copy of one."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort
from flask_login import current_user
from werkzeug.wrappers import Response

from wheel_app.accounts import begin_together, handed_over_by, is_kept, leave_here, note_hub_use
from wheel_app.checkins import actions
from wheel_app.checkins.checkin import Checkin, Sitting
from wheel_app.checkins.circles.actions import begin_circle
from wheel_app.checkins.circles.queries import find_circle_of
from wheel_app.checkins.forms import ABOUT_DEFAULT, TogetherForm
from wheel_app.checkins.reading import read_filling
from wheel_app.checkins.wheel_page import wheel_page
from wheel_app.people import list_changes
from wheel_app.tools import WayIn, library, ways_together
from wheel_app.web import current_db, device_token, house, now, page, redirect_to
from wheel_app.web.locale import current_language
from wheel_app.web.sign_ins import enter

bp = Blueprint("together", __name__)


@bp.get("/together")
def begin() -> Response:
    return _begin_page(TogetherForm(about=ABOUT_DEFAULT))


def _begin_page(form: TogetherForm, status: int = 200) -> Response:
    own_id = current_user.owner_id if getattr(current_user, "role", None) == "family" else None
    return page(
        "checkins/together.html",
        form=form,
        ways=ways_together(library()),
        has_own_page=own_id is not None,
        is_kept=own_id is not None and is_kept(current_db(), own_id),
        status=status,
    )


@bp.post("/together")
def begin_now() -> Response:
    form = TogetherForm()
    way = form.chosen(ways_together(library()))
    if way is None:
        return _begin_page(form, status=422)
    draft = _begin(form, way)
    return redirect_to("checkins.choose", checkin_id=draft.checkin_id)


def _begin(form: TogetherForm, way: WayIn) -> Checkin:
    """Leave whatever visit this browser carries and begin one of a new circle, in which nothing is made yet."""
    db, at, present = current_db(), now(), form.present.data
    circle = begin_circle(db, form.names, at=at, purge_hours=house().settings.purge_hours)
    sign_in = begin_together(db, circle_id=circle.circle_id, device_token=device_token(), present=present, at=at)
    leave_here()
    enter(sign_in)
    note_hub_use()
    sitting = Sitting(
        present,
        form.interpreter_here,
        current_language().code,
        sign_in.device_id,
        voice="together",
        handed_by=handed_over_by(db, sign_in),
    )
    return actions.begin(db, way.tool, circle.circle_id, way.about.key, sitting, at=at)


@bp.get("/together/<uuid:circle_id>/check-ins/<uuid:checkin_id>")
def show(circle_id: uuid.UUID, checkin_id: uuid.UUID) -> Response:
    db, maker_id = current_db(), current_user.owner_id
    circle, changes = find_circle_of(db, maker_id, str(circle_id)), list_changes(db, maker_id)
    filling = read_filling(db, library(), circle.circle_id, str(checkin_id)) if circle else None
    if filling is None or filling.checkin.is_draft or filling.is_put_away(changes):
        abort(404)
    return wheel_page(filling, changes, is_latest=False, circle=circle, is_copy=True)
