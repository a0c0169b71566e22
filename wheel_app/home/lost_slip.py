"""A lost slip: a new code on a device that a worker handed over for that, to somebody whom they know."""

from __future__ import annotations

import uuid

from flask import Response, request, session
from flask_babel import gettext
from flask_login import current_user

from wheel_app.accounts import (
    Refused,
    Staff,
    address_to_count,
    knows_pictures,
    leave_here,
    name_of,
    pictures_mixed,
)
from wheel_app.home.actions import keep_on
from wheel_app.home.blueprint import bp
from wheel_app.home.choosing import PicturesForm, refused_words, shown
from wheel_app.people import LOST_SLIP, find_handed_to, reissue
from wheel_app.web import current_db, device_token, house, now, page, redirect_to
from wheel_app.web.sign_ins import carried_errand, enter, set_errand


def _handed() -> tuple[Staff, str] | None:
    """Return who handed the device to whom, None where it was not handed over for this."""
    if current_user.is_anonymous or carried_errand() != LOST_SLIP:
        return None
    return find_handed_to(current_db(), current_user, at=now())


@bp.get("/lost-slip")
def lost_slip() -> Response:
    if _handed() is None:
        return redirect_to("home.back")
    return _page(PicturesForm(save_id=str(uuid.uuid4())))


def _page(form: PicturesForm, status: int = 200) -> Response:
    pictures = shown(pictures_mixed(name_of(device_token())))
    return page("home/lost_slip.html", form=form, pictures=pictures, status=status)


@bp.post("/lost-slip")
def lost_slip_now() -> Response:
    handed, form = _handed(), PicturesForm()
    if handed is None:
        return redirect_to("home.back")
    staff, owner_id = handed
    if form.is_still_choosing():
        return _page(form)
    if not form.is_ready():
        return _page(form, 422)
    are_new = request.form.get("go") == "new"
    if not are_new and (refused := _refused(form, owner_id)):
        return refused
    return _give(form, staff, owner_id, are_new=are_new)


def _refused(form: PicturesForm, owner_id: str) -> Response | None:
    known = knows_pictures(
        current_db(),
        owner_id,
        form.names,
        device_token=device_token(),
        address=address_to_count(),
        at=now(),
        pepper=house().pepper,
    )
    if known is True:
        return None
    status, words = refused_words(known) if isinstance(known, Refused) else (422, "")
    form.start_again(words or gettext("These are not the pictures you chose. Try again, or choose new ones."))
    return _page(form, status)


def _give(form: PicturesForm, staff: Staff, owner_id: str, *, are_new: bool) -> Response:
    db, at = current_db(), now()
    code, sign_in = reissue(
        db,
        owner_id,
        form.names if are_new else None,
        by=staff,
        device_token=device_token(),
        present=current_user.present,
        at=at,
        pepper=house().pepper,
        save_id=form.save_id.data or "",
    )
    leave_here()
    keep_on(db, owner_id, at=at, months=house().settings.keep_months)
    enter(sign_in)
    set_errand(LOST_SLIP)
    session["code"] = code
    return redirect_to("home.slip")
