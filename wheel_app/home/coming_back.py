"""Coming back with code and pictures, or on the same device with the pictures alone."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext

from wheel_app.accounts import (
    CameBack,
    Refused,
    address_to_count,
    come_back,
    come_back_here,
    leave_here,
    name_of,
    note_hub_use,
    pictures_mixed,
)
from wheel_app.home.actions import welcome_back
from wheel_app.home.blueprint import bp
from wheel_app.home.choosing import BackForm, PicturesForm, refused_words, shown
from wheel_app.home.taking_home import pepper
from wheel_app.web import current_db, device_token, house, now, page, redirect_to
from wheel_app.web.sign_ins import carried_errand, enter


@bp.get("/back")
def back() -> Response:
    return _back_page(BackForm())


def _back_page(form: PicturesForm, status: int = 200, template: str = "home/back.html") -> Response:
    return page(template, form=form, pictures=shown(pictures_mixed(name_of(device_token()))), status=status)


@bp.post("/back")
def back_now() -> Response:
    form = BackForm()
    if form.is_still_choosing():
        return _back_page(form)
    if not form.is_ready():
        return _back_page(form, status=422)
    outcome = come_back(
        current_db(),
        form.code.data or "",
        form.names,
        device_token=device_token(),
        address=address_to_count(),
        at=now(),
        pepper=pepper(),
    )
    if isinstance(outcome, Refused):
        return _refused(form, outcome, "home/back.html")
    return _welcome(outcome)


@bp.get("/back-here")
def back_here() -> Response:
    return _back_page(PicturesForm(), template="home/back_here.html")


@bp.post("/back-here")
def back_here_now() -> Response:
    form = PicturesForm()
    if form.is_still_choosing():
        return _back_page(form, template="home/back_here.html")
    if not form.is_ready():
        return _back_page(form, status=422, template="home/back_here.html")
    outcome = come_back_here(
        current_db(), form.names, device_token=device_token(), address=address_to_count(), at=now(), pepper=pepper()
    )
    if isinstance(outcome, Refused):
        return _refused(form, outcome, "home/back_here.html")
    return _welcome(outcome)


def _refused(form: PicturesForm, refused: Refused, template: str) -> Response:
    status, words = refused_words(refused)
    if status == 422 and not isinstance(form, BackForm):
        words = gettext("These pictures do not open a wheel on this device. Try again, or use your code.")
    form.start_again(words)
    response = _back_page(form, status, template)
    if refused.minutes:
        response.headers["Retry-After"] = str(refused.minutes * 60)
    return response


def _welcome(outcome: CameBack) -> Response:
    errand = carried_errand()
    leave_here()
    welcome_back(current_db(), outcome, at=now(), months=house().settings.keep_months)
    enter(outcome.sign_in, errand=errand)
    note_hub_use()
    return redirect_to("joining.ask" if errand or outcome.sign_in.member_id else "home.mine")
