"""Registering a hub's devices by a one-time code, and revoking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel_app import audit
from wheel_app.accounts import sealing, throttle
from wheel_app.accounts.hub import queries, rules
from wheel_app.accounts.hub.queries import HubDevice, OpenCode
from wheel_app.accounts.staff.queries import Staff, Team, find_staff, list_teams, list_teams_of
from wheel_app.accounts.throttle import Counter, address_of
from wheel_app.storage import Database, later

MOST_ATTEMPTS = 20
AGAIN_MINUTES = 2


class NoFreeCode(Exception):
    """Every code that was tried is in use."""


@dataclass(frozen=True)
class Registered:
    """A device was registered; `token` is what its cookie has to carry from now on."""

    token: str


@dataclass(frozen=True)
class NotRegistered:
    """No device was registered: `minutes` to wait after many tries, 0 where the code is none that can be used."""

    minutes: int = 0


def list_hubs(db: Database, staff: Staff) -> tuple[Team, ...]:
    """Return the hubs whose devices somebody sees to: a host's own, an administrator's whole organisation."""
    found = (
        list_teams(db, staff.organisation_id) if staff.role == "administrator" else list_teams_of(db, staff.staff_id)
    )
    return tuple(team for team in found if team.is_hub)


def list_devices(db: Database, staff: Staff) -> tuple[HubDevice, ...]:
    """Return the registered devices that somebody sees to, by label."""
    whole = staff.organisation_id if staff.role == "administrator" else None
    return queries.list_devices(db, staff.staff_id, whole)


def make_device_code(
    db: Database, staff: Staff, team: Team, label: str, *, at: str, pepper: bytes, save_id: str
) -> str:
    """Make the one-time code (eight digits, ten minutes) that registers a device for a hub, to be shown now.

    The same `save_id` sent again gets the same code.
    """
    opens = OpenCode(team.team_id, label, staff.staff_id)
    with db.transaction():
        queries.delete_old_codes(db, at=at)
        for code in _codes(pepper, staff.staff_id, save_id):
            code_hash = _seal(pepper, code)
            if queries.insert_code(db, code_hash, opens, at=at) or queries.knows_code(db, code_hash, staff.staff_id):
                return code
    raise NoFreeCode


def _codes(pepper: bytes, staff_id: str, save_id: str) -> Sequence[str]:
    seed = save_id or sealing.new_token()
    numbers = (sealing.seal(pepper, "make-device-code", staff_id, seed, str(place)) for place in range(MOST_ATTEMPTS))
    return [f"{int(number, 16) % 10**rules.CODE_LENGTH:0{rules.CODE_LENGTH}d}" for number in numbers]


def _seal(pepper: bytes, code: str) -> str:
    return sealing.seal(pepper, "device-code", code)


def register_device(
    db: Database, code: str, *, save_id: str, address: str, at: str, pepper: bytes, before: str | None = None
) -> Registered | NotRegistered:
    """Register the device that asks by a one-time code, which is used up by that; return the device's new name.

    The same code and `save_id` sent again within two minutes get the same name. Of a device that was registered
    `before`, under that name, what it was is revoked.
    """
    token = sealing.registered_name(pepper, code, save_id)
    known = queries.find_device(db, sealing.name_of(token))
    if known is not None and at <= later(known.registered_at, minutes=AGAIN_MINUTES):
        return Registered(token)
    counters = _counters(address, pepper)
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return NotRegistered(wait)
    with db.transaction():
        opens = queries.take_code(db, _seal(pepper, code), at=at)
        host = find_staff(db, opens.made_by) if opens else None
        if opens is None or host is None or not host.is_active:
            return NotRegistered()
        throttle.forgive(db, counters, at=at)
        device = HubDevice(sealing.name_of(token), opens.team_id, opens.label, at, host.staff_id)
        if before is not None:
            _revoke(db, sealing.name_of(before), actor=host.staff_id, role=host.role, at=at)
        queries.insert_device(db, device)
        audit.write(
            db, audit.SYSTEM, "device-registered", actor=host.staff_id, role=host.role, at=at, about=device.device_id
        )
    return Registered(token)


def _counters(address: str, pepper: bytes) -> Sequence[Counter]:
    sealed = sealing.seal(pepper, "address", address_of(address))
    # All together too: whoever has many addresses would else have as many tries. A right code takes back its own count.
    return [
        Counter("register", most=60, minutes=15, is_cleared=False),
        Counter(f"register:{sealed}", most=5, minutes=15, is_cleared=False),
    ]


def revoke_device(db: Database, staff: Staff, device_id: str, *, at: str) -> bool:
    """Revoke a device and end every sign-in on it at once, pressed twice once; False for one they do not see to."""
    whole = staff.organisation_id if staff.role == "administrator" else None
    with db.transaction():
        if not queries.is_seen_by(db, device_id, staff.staff_id, whole):
            return False
        _revoke(db, device_id, actor=staff.staff_id, role=staff.role, at=at)
    return True


def revoke_all_of(db: Database, team_id: str, *, actor: str, role: str, at: str) -> None:
    """Revoke every device of a team that is no hub any more, and let no code register another."""
    with db.transaction():
        queries.end_codes_of(db, team_id, at=at)
        for device_id in queries.update_all_revoked(db, team_id, at=at):
            _note_revoked(db, device_id, actor=actor, role=role, at=at)
        queries.end_sign_ins_of(db, team_id, at=at)


def _revoke(db: Database, device_id: str, *, actor: str, role: str, at: str) -> None:
    if queries.update_revoked(db, device_id, at=at):
        queries.end_sign_ins_on(db, device_id, at=at)
        _note_revoked(db, device_id, actor=actor, role=role, at=at)


def _note_revoked(db: Database, device_id: str, *, actor: str, role: str, at: str) -> None:
    audit.write(db, audit.SYSTEM, "device-revoked", actor=actor, role=role, at=at, about=device_id)
