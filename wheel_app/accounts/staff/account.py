"""Somebody's own account: password, PIN, recovery codes and where they are signed in."""

from __future__ import annotations

from flask import Response, abort
from flask_babel import gettext
from flask_login import current_user

from wheel_app.accounts.actions import HasEnded
from wheel_app.accounts.rules import Limits
from wheel_app.accounts.staff.actions import end_visit, end_visits, note_pin
from wheel_app.accounts.staff.blueprint import bp, machine_here, pepper
from wheel_app.accounts.staff.entry import (
    BadPassword,
    change_password,
    confirm_password,
    count_recovery,
    in_fours,
    is_press_known,
    make_recovery_codes,
)
from wheel_app.accounts.staff.forms import NewPasswordForm, NewPinForm, OwnPasswordForm
from wheel_app.accounts.staff.pin import BadPin, set_pin
from wheel_app.accounts.staff.queries import find_organisation, list_teams_of
from wheel_app.accounts.staff.setting_up import own_words
from wheel_app.accounts.staff.signing_in import refused_page
from wheel_app.accounts.staff.visits.queries import OwnVisit, find_staff_of_visit, list_visits
from wheel_app.storage import later
from wheel_app.web import current_db, device_token, now, page, redirect_to
from wheel_app.web.sign_ins import enter


@bp.get("/staff/account")
def account() -> Response:
    own = current_user.staff
    return page(
        "accounts/account.html",
        organisation=find_organisation(current_db(), own.organisation_id),
        teams=list_teams_of(current_db(), own.staff_id),
        visits=_visits(),
        left=count_recovery(current_db(), own.staff_id),
    )


def _visits() -> tuple[OwnVisit, ...]:
    at, limits = now(), Limits()
    since, seen_since = later(at, hours=-limits.hours_at_most), later(at, minutes=-limits.minutes_staff)
    return list_visits(current_db(), current_user.staff_id, at=at, since=since, seen_since=seen_since)


@bp.post("/staff/account/sign-ins/<string:sign_in_id>/end")
def end_one(sign_in_id: str) -> Response:
    own = current_user
    if find_staff_of_visit(current_db(), sign_in_id) != own.staff_id:
        abort(404)
    end_visit(current_db(), own.staff_id, sign_in_id, actor=own.staff_id, role=own.role, at=now(), why="asked")
    return redirect_to("staff.account")


@bp.post("/staff/account/sign-out-everywhere")
def end_everywhere() -> Response:
    own = current_user
    end_visits(current_db(), own.staff_id, actor=own.staff_id, role=own.role, at=now(), why="everywhere")
    return redirect_to("staff.sign_in")


@bp.get("/staff/account/password")
def new_password() -> Response:
    return page("accounts/new_password.html", form=NewPasswordForm(formdata=None))


@bp.post("/staff/account/password")
def new_password_now() -> Response:
    form = NewPasswordForm()
    wrong = ask_own(form, "accounts/new_password.html")
    if wrong is not None:
        return wrong
    try:
        is_changed = form.check_again() and _change_password(form)
    except HasEnded:
        return redirect_to("staff.sign_in")
    if not is_changed:
        return page("accounts/new_password.html", form=form, status=422)
    return redirect_to("staff.account")


def _change_password(form: NewPasswordForm) -> bool:
    try:
        renewed = change_password(
            current_db(),
            current_user,
            form.chosen.data or "",
            own_words=own_words(current_user.staff),
            device_token=device_token(),
            machine=machine_here(),
            at=now(),
            pepper=pepper(),
        )
    except BadPassword as bad:
        form.refuse_password(bad)
        return False
    enter(renewed)
    return True


@bp.get("/staff/account/pin")
def new_pin() -> Response:
    return page("accounts/new_pin.html", form=NewPinForm(formdata=None))


@bp.post("/staff/account/pin")
def new_pin_now() -> Response:
    form = NewPinForm()
    wrong = ask_own(form, "accounts/new_pin.html")
    if wrong is not None:
        return wrong
    try:
        set_pin(current_db(), current_user.staff_id, form.pin.data or "", pepper=pepper(), also=note_own_pin)
    except BadPin as bad:
        form.refuse_pin(bad)
        return page("accounts/new_pin.html", form=form, status=422)
    return redirect_to("staff.account")


def note_own_pin() -> None:
    """Write down that whoever is signed in chose a PIN."""
    note_pin(current_db(), current_user.staff, at=now())


@bp.get("/staff/recovery-codes")
def recovery_codes() -> Response:
    left = count_recovery(current_db(), current_user.staff_id)
    return page("accounts/recovery_codes.html", form=OwnPasswordForm(formdata=None), left=left)


@bp.post("/staff/recovery-codes")
def recovery_codes_now() -> Response:
    form, left = OwnPasswordForm(), count_recovery(current_db(), current_user.staff_id)
    save_id = form.save_id.data or ""
    if left and not is_press_known(current_db(), current_user.staff_id, save_id, pepper=pepper()):
        wrong = ask_own(form, "accounts/recovery_codes.html", left=left)
        if wrong is not None:
            return wrong
    codes = make_recovery_codes(current_db(), current_user.staff, save_id, at=now(), pepper=pepper())
    if codes is None:
        return redirect_to("staff.recovery_codes")
    return page("accounts/recovery_codes_made.html", codes=[in_fours(code) for code in codes])


def ask_own(form: OwnPasswordForm, template: str, **values: object) -> Response | None:
    """Return None where the own password was given again, else the form with what is wrong."""
    if not form.is_filled():
        return page(template, form=form, status=422, **values)
    refused = confirm_password(current_db(), current_user.staff_id, form.password.data or "", at=now(), pepper=pepper())
    return refused_page(template, form, refused, gettext("This is not your password."), **values) if refused else None
