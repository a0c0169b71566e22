"""The pages of setting up with a code: what to know by heart, the app, and the recovery codes."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, session
from flask_babel import gettext

from wheel_app.accounts.coming_back import Refused
from wheel_app.accounts.hub.here import address_to_count
from wheel_app.accounts.leaving import leave_here
from wheel_app.accounts.sealing import name_of
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.blueprint import bp, machine_here, pepper
from wheel_app.accounts.staff.entry import (
    Keys,
    choose_secrets,
    confirm_factor,
    factor_address,
    factor_secret,
    find_setting_up,
    open_setup,
)
from wheel_app.accounts.staff.forms import NumberForm, SecretsForm, SetUpForm
from wheel_app.accounts.staff.queries import Staff, find_organisation
from wheel_app.accounts.staff.signing_in import come_in, refused_page, step_here
from wheel_app.web import current_db, device_token, now, page, redirect_to
from wheel_app.web.qr import qr_svg

STEP = "staff_set_up"
# What the app on a phone lists the number under. Whoever looks at the phone learns nothing from it.
PLACE = "Wheel"


@bp.get("/staff/set-up")
def set_up() -> Response:
    return page("accounts/set_up.html", form=SetUpForm(formdata=None))


@bp.post("/staff/set-up")
def set_up_now() -> Response:
    form = SetUpForm()
    if not form.is_filled():
        return page("accounts/set_up.html", form=form, status=422)
    device_id, address = name_of(device_token()), address_to_count()
    outcome = open_setup(current_db(), form.code.data, device_id=device_id, address=address, at=now(), pepper=pepper())
    if isinstance(outcome, Refused):
        words = gettext("This code opens nothing. It may have run out or have been used. Ask for a new one.")
        return refused_page("accounts/set_up.html", form, outcome, words)
    leave_here()
    session[STEP] = asdict(outcome)
    return redirect_to("staff.choose_secrets_page")


def _setting_up() -> Keys | None:
    step = step_here(STEP)
    return find_setting_up(current_db(), step, at=now(), pepper=pepper()) if step else None


@bp.get("/staff/set-up/password")
def choose_secrets_page() -> Response:
    keys = _setting_up()
    if keys is None:
        return redirect_to("staff.set_up")
    return page("accounts/choose_secrets.html", form=SecretsForm(formdata=None), staff=keys.staff)


@bp.post("/staff/set-up/password")
def choose_secrets_now() -> Response:
    keys, form = _setting_up(), SecretsForm()
    if keys is None:
        return redirect_to("staff.set_up")
    if not form.is_fit(own_words(keys.staff)):
        return page("accounts/choose_secrets.html", form=form, staff=keys.staff, status=422)
    return redirect_to("staff.set_up_app" if _choose(form, keys) else "staff.set_up")


def _choose(form: SecretsForm, keys: Keys) -> bool:
    return choose_secrets(
        current_db(),
        keys,
        form.password.data or "",
        form.pin.data or "",
        own_words=own_words(keys.staff),
        at=now(),
        pepper=pepper(),
    )


def own_words(staff: Staff) -> tuple[str, ...]:
    """Return what a stranger knows of somebody of the staff, and so tries in a password."""
    organisation = find_organisation(current_db(), staff.organisation_id)
    return (staff.full_name, staff.email, staff.title, staff.role, organisation.name if organisation else "")


@bp.get("/staff/set-up/app")
def set_up_app() -> Response:
    keys = _setting_up()
    if keys is None or keys.factor_id is None:
        return redirect_to("staff.set_up")
    return _app_page(NumberForm(formdata=None), keys)


def _app_page(form: NumberForm, keys: Keys, status: int = 200) -> Response:
    return page("accounts/set_up_app.html", form=form, status=status, **_shown(keys))


def _shown(keys: Keys) -> dict[str, str]:
    factor_id = keys.factor_id or ""
    secret = factor_secret(pepper(), factor_id)
    return {
        "qr": qr_svg(factor_address(pepper(), factor_id, keys.staff.email, place=PLACE)),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
    }


@bp.post("/staff/set-up/app")
def set_up_app_now() -> Response:
    keys, form = _setting_up(), NumberForm()
    if keys is None or keys.factor_id is None:
        return redirect_to("staff.set_up")
    if not form.is_filled():
        return _app_page(form, keys, 422)
    outcome = confirm_factor(
        current_db(),
        keys,
        form.number.data,
        device_token=device_token(),
        machine=machine_here(),
        at=now(),
        pepper=pepper(),
    )
    return _refused(form, outcome, keys) if isinstance(outcome, Refused) else _set_up(outcome)


def _refused(form: NumberForm, refused: Refused, keys: Keys) -> Response:
    if refused.reason == "over":
        return redirect_to("staff.set_up")
    words = gettext("This number does not fit. Look at your app and type the one that shows now.")
    return refused_page("accounts/set_up_app.html", form, refused, words, **_shown(keys))


def _set_up(sign_in: SignIn) -> Response:
    come_in(sign_in)
    return redirect_to("staff.recovery_codes")
