"""A code on a piece of paper or a screen, and what somebody new sets up with it: password, PIN, second factor."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app.accounts import throttle
from wheel_app.accounts.coming_back import Refused
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.actions import begin_staff, end_visits, write
from wheel_app.accounts.staff.entry import queries, rules, sealing
from wheel_app.accounts.staff.entry.actions import OVER, UNKNOWN, address_code, sealed_address
from wheel_app.accounts.staff.entry.queries import Keys
from wheel_app.accounts.staff.entry.rules import NUMBER_LENGTH, Step
from wheel_app.accounts.staff.pin import read_new_pin, set_pin
from wheel_app.storage import Database, later, new_id

HOURS_BY_STAFF, HOURS_BY_OPERATOR = 72, 1


def make_setup_code(db: Database, staff_id: str, *, hours: int, actor: str, role: str, at: str, pepper: bytes) -> str:
    """Return a new set-up code, to be shown once; every other way in of this person is gone and their visits end."""
    code = sealing.new_setup_code()
    with db.transaction():
        queries.update_to_set_up(
            db, staff_id, setup_hash=sealing.seal_setup(pepper, code), until=later(at, hours=hours), at=at
        )
        write(db, "factor-reset", actor=actor, role=role, at=at, about=staff_id, codes=(f"hours-{hours}",))
        end_visits(db, staff_id, actor=actor, role=role, at=at, why="factor-reset")
    return rules.in_fours(code)


def open_setup(
    db: Database, text: str, *, device_id: str, address: str | None, at: str, pepper: bytes
) -> Step | Refused:
    """Return the step that a set-up code leads to, or why not: 'unknown', or 'wait' with the minutes."""
    counters = throttle.counters_of_setup(device_id, sealed_address(address, pepper))
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return Refused("wait", wait)
    keys = queries.find_by_setup(db, sealing.seal_setup(pepper, rules.read_setup_code(text)))
    if keys is None or not _is_open(keys, at):
        codes = ("setup", *address_code(address, pepper))
        write(db, "sign-in-failed", actor="unknown", role="anyone", at=at, codes=codes)
        return UNKNOWN
    with db.transaction():
        throttle.forgive(db, counters, at=at)
    return Step(keys.staff.staff_id, _mark(keys, pepper), at)


def find_setting_up(db: Database, step: Step, *, at: str, pepper: bytes) -> Keys | None:
    """Return who is setting up by this step, None where it leads nowhere any more."""
    keys = queries.find_keys(db, step.staff_id)
    if step.is_over(at, seconds=rules.SETUP_STEP_SECONDS) or keys is None or not _is_open(keys, at):
        return None
    return keys if step.mark == _mark(keys, pepper) else None


def choose_secrets(
    db: Database, keys: Keys, password: str, pin: str, *, own_words: Sequence[str], at: str, pepper: bytes
) -> bool:
    """Keep the password and PIN that somebody chose while setting up; False when their code has run out meanwhile.

    Raises BadPassword and BadPin. A second factor is named, so that the next page can show it.
    """
    staff_id = keys.staff.staff_id
    read_new_pin(pin)
    chosen = rules.read_new_password(password, own_words=own_words)
    password_hash = sealing.hash_password(pepper, staff_id, chosen)
    with db.transaction():
        is_kept = queries.update_setting_up(
            db, staff_id, keys.setup_hash or "", password_hash=password_hash, factor_id=new_id(), at=at
        )
    if is_kept:
        set_pin(db, staff_id, pin, pepper=pepper)
    return is_kept


def confirm_factor(
    db: Database, keys: Keys, text: str, *, device_token: str, machine: str, at: str, pepper: bytes
) -> SignIn | Refused:
    """Spend the set-up code and sign in whoever gives a right number of the app they just set up."""
    staff_id, factor_id = keys.staff.staff_id, keys.factor_id or ""
    wait = throttle.take(db, throttle.counters_of_factor(staff_id), at=at)
    if wait is not None:
        return Refused("wait", wait)
    digits = rules.read_digits(text)
    is_number = bool(factor_id) and len(digits) == NUMBER_LENGTH
    step = sealing.step_of_number(pepper, factor_id, digits, rules.number_step(at)) if is_number else None
    if step is None:
        return UNKNOWN
    with db.transaction():
        if not queries.update_set_up(db, staff_id, keys.setup_hash or "", at=at):
            return OVER
        queries.take_factor_step(db, staff_id, factor_id, step)
        queries.update_recovery_used(db, staff_id, at=at)
        throttle.forgive(db, throttle.counters_of_factor(staff_id), at=at)
        return begin_staff(db, keys.staff, device_token=device_token, at=at, ways=("set-up", "totp"), machine=machine)


def _is_open(keys: Keys, at: str) -> bool:
    # One that would last longer than any may is of a clock that was set back.
    lasts = at < (keys.setup_until or "") <= later(at, hours=HOURS_BY_STAFF)
    return keys.staff.is_active and keys.setup_hash is not None and lasts


def _mark(keys: Keys, pepper: bytes) -> str:
    return sealing.mark_of(pepper, "setup", keys.staff.staff_id, keys.setup_hash)
