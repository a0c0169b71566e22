"""Whether the device that asks is one of a hub's."""

from __future__ import annotations

from flask import g, request

from wheel_app.accounts.hub.queries import HubDevice, find_device, update_device_seen
from wheel_app.accounts.sealing import name_of
from wheel_app.storage import StorageError
from wheel_app.web import current_db, now
from wheel_app.web.device import is_registered_name, known_device


def hub_here() -> HubDevice | None:
    """Return the registered device that asks; asked once a request, and not of a device that cannot be one."""
    token = known_device()
    if token is None or not is_registered_name(token):
        return None
    if "hub_device" not in g:
        g.hub_device = find_device(current_db(), name_of(token))
    return g.hub_device


def is_kiosk() -> bool:
    """Whether pages here begin and end on the kiosk screen. While the store is lost, a device's name is believed."""
    token = known_device()
    if token is None or not is_registered_name(token):
        return False
    if g.get("store_is_lost"):
        return True
    try:
        return hub_here() is not None
    except StorageError:
        g.store_is_lost = True
        return True


def note_hub_use() -> None:
    """Note that somebody begins on this device, where it is one of a hub's."""
    device = hub_here()
    if device is not None:
        with current_db().transaction():
            update_device_seen(current_db(), device.device_id, at=now())


def address_to_count() -> str | None:
    """Return the address that tries are counted under; None on a device that the place vouches for."""
    return None if hub_here() else request.remote_addr
