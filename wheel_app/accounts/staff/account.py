"""Somebody's own account: password, PIN, recovery codes and where they are signed in."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext
from flask_login import current_user

from wheel_app.accounts.staff.blueprint import bp, pepper
from wheel_app.accounts.staff.entry import (
    confirm_password,
    count_recovery,
    in_fours,
    is_press_known,
    make_recovery_codes,
)
from wheel_app.accounts.staff.forms import OwnPasswordForm
from wheel_app.accounts.staff.signing_in import refused_page
from wheel_app.web import current_db, now, page, redirect_to


@bp.get("/staff/recovery-codes")
def recovery_codes() -> Response:
    left = count_recovery(current_db(), current_user.staff_id)
    return page("accounts/recovery_codes.html", form=OwnPasswordForm(formdata=None), left=left)


@bp.post("/staff/recovery-codes")
def recovery_codes_now() -> Response:
    form, left = OwnPasswordForm(), count_recovery(current_db(), current_user.staff_id)
    save_id = form.save_id.data or ""
    if left and not is_press_known(current_db(), current_user.staff_id, save_id, pepper=pepper()):
        response = ask_own(form, "accounts/recovery_codes.html", left=left)
        if response is not None:
            return response
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
