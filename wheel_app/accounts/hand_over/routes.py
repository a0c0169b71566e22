"""The pages of handing a device over and taking it back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import lazy_gettext, ngettext
from flask_login import current_user

from wheel_app.accounts.hand_over.actions import NobodyWaits, WrongPin, take_back
from wheel_app.accounts.hand_over.forms import PinForm
from wheel_app.accounts.hand_over.handing import EMPTIED, enter_fresh, hand_over_here
from wheel_app.accounts.hand_over.here import waits_here
from wheel_app.accounts.leaving import leave_here
from wheel_app.accounts.staff.account import note_own_pin
from wheel_app.accounts.staff.pin import has_pin, set_pin
from wheel_app.web import current_db, device_token, house, now, page, redirect_to
from wheel_app.web.places import Place
from wheel_app.web.sign_ins import carried_errand

bp = Blueprint("hand_over", __name__)
# Where a worker goes on who takes a device back, by what it was handed over for; create_app() hands it in.
WayOn = Callable[[str], str | None]
HAND_OVER = Place("hand_over.choose", lazy_gettext("Hand over"))
MAY_HAND_OVER = frozenset({"host", "worker", "manager"})


@bp.get("/hand-over")
def choose() -> Response:
    return page("accounts/hand_over.html", has_pin=has_pin(current_db(), current_user.staff_id))


@bp.post("/hand-over")
def walked_in() -> Response:
    # Open to anyone: pressed twice, the second press comes from a visit that waits already.
    if not current_user.is_anonymous and current_user.role not in MAY_HAND_OVER:
        abort(404)
    return hand_over_here(None, request.form.get("save_id", ""))


@bp.get("/hand-over/pin")
def pin() -> Response:
    # Another PIN in place of one is asked for with the password.
    if has_pin(current_db(), current_user.staff_id):
        return redirect_to("staff.new_pin")
    return page("accounts/pin.html", form=PinForm())


@bp.post("/hand-over/pin")
def pin_now() -> Response:
    if has_pin(current_db(), current_user.staff_id):
        return redirect_to("staff.new_pin")
    form = PinForm()
    chosen = form.read_new()
    if chosen is None:
        return page("accounts/pin.html", form=form, status=422)
    set_pin(current_db(), current_user.staff_id, chosen, pepper=house().pepper, also=note_own_pin)
    return redirect_to("hand_over.choose")


@bp.get("/take-back")
def back() -> Response:
    return _back_page(PinForm())


def _back_page(form: PinForm, status: int = 200) -> Response:
    return page("accounts/take_back.html", form=form, waits=waits_here(), status=status)


@bp.post("/take-back")
def back_now() -> Response:
    form = PinForm()
    typed = form.read()
    if typed is None:
        return _back_page(form, status=422)
    outcome = take_back(current_db(), device_token(), typed, at=now(), pepper=house().pepper)
    if isinstance(outcome, NobodyWaits):
        return redirect_to("hand_over.back")
    if isinstance(outcome, WrongPin):
        form.refuse(_wrong(outcome.left))
        return _back_page(form, status=422)
    came_for = carried_errand()
    leave_here()
    enter_fresh(outcome.sign_in, outcome.language)
    response = _go_on(came_for)
    response.headers["Clear-Site-Data"] = EMPTIED
    return response


def _go_on(errand: str | None) -> Response:
    """Lead the worker to where what the device was handed over for goes on, else to what waits today."""
    find: WayOn = current_app.extensions["wheel_way_on"]
    address = find(errand) if errand else None
    return Response(status=303, headers={"Location": address}) if address else redirect_to("home.today")


def _wrong(left: int) -> str:
    return ngettext(
        "That is not the PIN. You can try %(num)s more time.",
        "That is not the PIN. You can try %(num)s more times.",
        left,
    )
