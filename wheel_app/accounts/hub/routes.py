"""The pages of a hub's devices: the list that staff see, and the one on the device where the code is typed."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, abort, request
from flask_babel import gettext, lazy_gettext, ngettext
from flask_login import current_user

from wheel_app.accounts.hub import actions
from wheel_app.accounts.hub.forms import CodeForm, DeviceForm
from wheel_app.accounts.hub.rules import show_device_code
from wheel_app.accounts.leaving import leave_here
from wheel_app.accounts.staff.queries import Team
from wheel_app.web import current_db, house, now, page, redirect_to
from wheel_app.web.device import known_device, name_device
from wheel_app.web.places import Place

bp = Blueprint("hub", __name__)
DEVICES = Place("hub.devices", lazy_gettext("Hub devices"))


@bp.get("/devices")
def devices() -> Response:
    return _list_page(DeviceForm(save_id=str(uuid.uuid4())))


def _list_page(form: DeviceForm, status: int = 200) -> Response:
    db, staff = current_db(), current_user.staff
    hubs = actions.list_hubs(db, staff)
    form.team.choices = [(hub.team_id, hub.name) for hub in hubs]
    names = {hub.team_id: hub.name for hub in hubs}
    found = actions.list_devices(db, staff)
    return page("accounts/devices.html", form=form, devices=found, hubs=hubs, names=names, status=status)


@bp.post("/devices")
def make_code() -> Response:
    db, form = current_db(), DeviceForm()
    hubs = actions.list_hubs(db, current_user.staff)
    if not hubs:
        abort(404)
    hub = form.chosen(hubs)
    if hub is None:
        return _list_page(form, status=422)
    label, save_id = str(form.label.data), form.save_id.data or ""
    code = actions.make_device_code(
        db, current_user.staff, hub, label, at=now(), pepper=house().pepper, save_id=save_id
    )
    return _code_page(hub, label, code)


def _code_page(hub: Team, label: str, code: str) -> Response:
    base_url = house().settings.base_url
    return page("accounts/device_code.html", code=show_device_code(code), label=label, hub=hub, base_url=base_url)


@bp.post("/devices/<string:device_id>/revoke")
def revoke(device_id: str) -> Response:
    if not actions.revoke_device(current_db(), current_user.staff, device_id, at=now()):
        abort(404)
    return redirect_to("hub.devices")


@bp.get("/kiosk/register")
def register() -> Response:
    return page("accounts/register_device.html", form=CodeForm(save_id=str(uuid.uuid4())))


@bp.post("/kiosk/register")
def register_now() -> Response:
    form = CodeForm()
    code = form.read()
    if code is None:
        return page("accounts/register_device.html", form=form, status=422)
    done = actions.register_device(
        current_db(),
        code,
        save_id=form.save_id.data or "",
        address=request.remote_addr or "",
        at=now(),
        pepper=house().pepper,
        before=known_device(),
    )
    if isinstance(done, actions.NotRegistered):
        return _refused(form, done)
    leave_here()
    name_device(done.token)
    return redirect_to("home.kiosk")


def _refused(form: CodeForm, refused: actions.NotRegistered) -> Response:
    if not refused.minutes:
        form.code.errors = [gettext("This code does not work, or it was used before. Ask for a new one.")]
        return page("accounts/register_device.html", form=form, status=422)
    told = ngettext(
        "There were many tries. Wait %(num)s minute, then try again.",
        "There were many tries. Wait %(num)s minutes, then try again.",
        refused.minutes,
    )
    form.code.errors = [told]
    response = page("accounts/register_device.html", form=form, status=429)
    response.headers["Retry-After"] = str(refused.minutes * 60)
    return response
