"""Signing in as staff: the password, and then the number of the second factor or a recovery code."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from wheel_app import audit
from wheel_app.accounts import throttle
from wheel_app.accounts.actions import HasEnded
from wheel_app.accounts.coming_back import Refused
from wheel_app.accounts.sealing import seal
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.actions import begin_anew, begin_staff, write
from wheel_app.accounts.staff.entry import queries, rules, sealing
from wheel_app.accounts.staff.entry.queries import Keys
from wheel_app.accounts.staff.entry.rules import NUMBER_LENGTH, RECOVERY_LENGTH, Step
from wheel_app.accounts.staff.queries import Staff
from wheel_app.storage import Database

UNKNOWN, OVER = Refused("unknown"), Refused("over")


def check_password(
    db: Database,
    email: str,
    password: str,
    *,
    address: str | None,
    at: str,
    pepper: bytes,
    known: str | None = None,
) -> Step | Refused:
    """Return the step towards the second factor, or why not: 'unknown', or 'wait' with the minutes.

    `known` names a browser in which they have signed in before: its tries are counted by themselves alone.

    `address` is where the request comes from; None for a device that the place vouches for. An unknown address, a
    closed account and one that is not set up take the statements, the hashing and the answer of a wrong password.
    """
    folded = rules.fold_email(email)
    where = None if known else sealed_address(address, pepper)
    counters = throttle.counters_of_staff(seal(pepper, "staff-email", folded, known or ""), where)
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return Refused("wait", wait)
    keys = queries.find_by_email(db, folded)
    staff_id, password_hash = (keys.staff.staff_id, keys.password_hash) if keys else ("", None)
    is_right = sealing.password_matches(pepper, staff_id, password, password_hash)
    if not is_right or keys is None or not keys.is_ready:
        _note_failed(db, staff_id, "password", address=address, at=at, pepper=pepper)
        return UNKNOWN
    with db.transaction():
        throttle.forgive(db, counters, at=at)
    return Step(staff_id, sealing.mark_of(pepper, "factor", staff_id, password_hash), at)


def check_factor(
    db: Database,
    step: Step,
    text: str,
    *,
    device_token: str,
    machine: str,
    address: str | None,
    at: str,
    pepper: bytes,
) -> SignIn | Refused:
    """Sign somebody in who has given their password, by a number of their app or a recovery code.

    Refused as 'over' when the step leads nowhere any more, 'unknown' or 'wait'.
    """
    keys = queries.find_keys(db, step.staff_id)
    if step.is_over(at, seconds=rules.STEP_SECONDS) or keys is None or not keys.is_ready:
        return OVER
    if step.mark != sealing.mark_of(pepper, "factor", step.staff_id, keys.password_hash):
        return OVER
    counters = throttle.counters_of_factor(step.staff_id)
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return Refused("wait", wait)
    with suppress(_Wrong), db.transaction():
        way = use_factor(db, keys, text, at=at, pepper=pepper)
        if way is None:
            raise _Wrong
        throttle.forgive(db, counters, at=at)
        ways = ("password", way, *address_code(address, pepper))
        return begin_staff(db, keys.staff, device_token=device_token, at=at, ways=ways, machine=machine)
    _note_failed(db, step.staff_id, "factor", address=address, at=at, pepper=pepper)
    return UNKNOWN


class _Wrong(Exception):
    """Neither a number nor a code; undoes nothing, as nothing was done."""


def use_factor(db: Database, keys: Keys, text: str, *, at: str, pepper: bytes) -> str | None:
    """Use up a number ('totp') or a recovery code ('recovery') and return which it was; None when it is neither."""
    digits, staff_id = rules.read_digits(text), keys.staff.staff_id
    if len(digits) == NUMBER_LENGTH and keys.factor_id:
        step = sealing.step_of_number(pepper, keys.factor_id, digits, rules.number_step(at))
        is_used = step is not None and queries.take_factor_step(db, staff_id, keys.factor_id, step)
        return "totp" if is_used else None
    code_hash = sealing.seal_recovery(pepper, staff_id, digits)
    if len(digits) == RECOVERY_LENGTH and queries.take_recovery(db, staff_id, code_hash, at=at):
        return "recovery"
    return None


def confirm_password(db: Database, staff_id: str, password: str, *, at: str, pepper: bytes) -> Refused | None:
    """Return None when somebody who is signed in gives their own password again, else why not."""
    counters = throttle.counters_of_password(staff_id)
    wait = throttle.take(db, counters, at=at)
    if wait is not None:
        return Refused("wait", wait)
    keys = queries.find_keys(db, staff_id)
    if not sealing.password_matches(pepper, staff_id, password, keys.password_hash if keys else None):
        return UNKNOWN
    with db.transaction():
        throttle.forgive(db, counters, at=at)
    return None


def change_password(
    db: Database,
    sign_in: SignIn,
    password: str,
    *,
    own_words: Sequence[str],
    device_token: str,
    machine: str,
    at: str,
    pepper: bytes,
) -> SignIn:
    """Put another password in place, end every sign-in, and begin one that follows on this.

    Raises BadPassword, and HasEnded where this one was ended meanwhile: then the password stays what it was.
    """
    staff = staff_here(sign_in)
    chosen = rules.read_new_password(password, own_words=own_words)
    password_hash = sealing.hash_password(pepper, staff.staff_id, chosen)

    with db.transaction():
        queries.update_password(db, staff.staff_id, password_hash, at=at)
        write(db, "password-changed", actor=staff.staff_id, role=staff.role, at=at, about=staff.staff_id)
        return begin_anew(db, sign_in, device_token=device_token, machine=machine, at=at)


def staff_here(sign_in: SignIn) -> Staff:
    """Return who of the staff is signed in; HasEnded where nobody of them is."""
    if sign_in.staff is None:
        raise HasEnded
    return sign_in.staff


def make_recovery_codes(db: Database, staff: Staff, save_id: str, *, at: str, pepper: bytes) -> list[str] | None:
    """Return ten codes in place of all before; pressed again the same ones, None when others have replaced them."""
    staff_id, codes = staff.staff_id, sealing.recovery_codes(pepper, staff.staff_id, save_id)
    hashes = [sealing.seal_recovery(pepper, staff_id, code) for code in codes]
    with db.transaction():
        given = queries.list_recovery(db, staff_id)
        if hashes[0] in given:
            return codes if any(given[code_hash] for code_hash in hashes) else None
        queries.update_recovery_used(db, staff_id, at=at)
        queries.insert_recovery(db, staff_id, hashes)
        write(db, "recovery-codes-made", actor=staff_id, role=staff.role, at=at, about=staff_id)
    return codes


def is_press_known(db: Database, staff_id: str, save_id: str, *, pepper: bytes) -> bool:
    """Whether this press of the button has made its codes already."""
    first = sealing.recovery_codes(pepper, staff_id, save_id)[0]
    return sealing.seal_recovery(pepper, staff_id, first) in queries.list_recovery(db, staff_id)


def sealed_address(address: str | None, pepper: bytes) -> str | None:
    """Return what an address is counted as."""
    return None if address is None else seal(pepper, "address", throttle.address_of(address))


def address_code(address: str | None, pepper: bytes) -> tuple[str, ...]:
    """Return what stands for an address in the audit; nothing for a device that the place vouches for."""
    return () if address is None else (f"from-{audit.mark(pepper, throttle.address_of(address))}",)


def _note_failed(db: Database, staff_id: str, what: str, *, address: str | None, at: str, pepper: bytes) -> None:
    codes = (what, *address_code(address, pepper))
    write(db, "sign-in-failed", actor="unknown", role="anyone", at=at, about=staff_id or None, codes=codes)
