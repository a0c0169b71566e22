"""What changes hands: suspending a staff sign-in, and taking the device back by a PIN."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel_app import audit
from wheel_app.accounts import queries as sign_ins
from wheel_app.accounts import sealing, throttle
from wheel_app.accounts.actions import HasEnded, new_sign_in
from wheel_app.accounts.hand_over import queries
from wheel_app.accounts.hand_over.queries import WAIT_MINUTES, Waiting
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.pin import pin_matches
from wheel_app.accounts.staff.visits.queries import update_machine
from wheel_app.storage import Database

TRIES = 3


@dataclass(frozen=True)
class TakenBack:
    """The device is the worker's again: their fresh sign-in, and for which member it had been handed over.

    `language` is the one they had chosen for their own pages.
    """

    sign_in: SignIn
    member_id: str | None
    language: str | None


@dataclass(frozen=True)
class WrongPin:
    """That was not the PIN; so many tries are left."""

    left: int


@dataclass(frozen=True)
class NobodyWaits:
    """No staff sign-in waits here, or no more: only signing in helps."""


def hand_over(
    db: Database,
    sign_in: SignIn,
    *,
    device_token: str,
    member_id: str | None,
    at: str,
    pepper: bytes,
    save_id: str,
    language: str | None = None,
) -> SignIn:
    """Suspend a staff sign-in and return the one that the family begins with, which is nobody's yet.

    `language` is the one of the worker's own pages, which waits with it. The same `save_id` sent again finds it by
    `find_renewed`. Raises HasEnded when the staff sign-in runs no more.
    """
    staff = sign_in.staff
    if staff is None:
        raise HasEnded
    token = sealing.token_after(pepper, sign_in.token, save_id) if save_id else sealing.new_token()
    # A worker stands by until somebody says who is here.
    begun = new_sign_in("handed-over", None, device_token=device_token, present="worker", at=at)
    handed = replace(
        begun, sign_in_id=sealing.name_of(token), token=token, handed_by=sign_in.sign_in_id, member_id=member_id
    )
    with db.transaction():
        queries.end_all_waiting(db, handed.device_id, at=at)
        is_waiting = queries.update_suspended(
            db, sign_in.sign_in_id, device_id=handed.device_id, language=language, at=at
        )
        if not is_waiting:
            raise HasEnded
        sign_ins.insert_sign_in(db, handed)
        audit.write(
            db, audit.SYSTEM, "handed-over", actor=staff.staff_id, role=staff.role, at=at, about=handed.device_id
        )
    return handed


def take_back(
    db: Database, device_token: str, pin: str, *, at: str, pepper: bytes
) -> TakenBack | WrongPin | NobodyWaits:
    """Give the device back to the worker whose sign-in waits on it, by six digits that can be a PIN.

    A try is counted before it is judged; the third wrong one ends the sign-in that waits. Whatever families began
    meanwhile ends with a right one.
    """
    device_id = sealing.name_of(device_token)
    waiting = queries.find_waiting(db, device_id, at=at)
    if waiting is None:
        return NobodyWaits()
    counter = throttle.Counter(f"pin:{waiting.sign_in_id}", most=TRIES, minutes=2 * WAIT_MINUTES, is_cleared=True)
    if throttle.take(db, [counter], at=at) is not None:
        return _give_up(db, waiting, at=at)
    if pin_matches(db, waiting.staff.staff_id, pin, pepper=pepper):
        return _take(db, waiting, device_token, at=at)
    left = TRIES - throttle.tries_of(db, counter)
    return WrongPin(left) if left > 0 else _give_up(db, waiting, at=at)


def _take(db: Database, waiting: Waiting, device_token: str, *, at: str) -> TakenBack | NobodyWaits:
    staff = waiting.staff
    begun = new_sign_in("staff", None, device_token=device_token, present="alone", at=at)
    again = replace(begun, staff=staff, started_at=waiting.started_at)
    with db.transaction():
        if not queries.end_waiting(db, waiting.sign_in_id, at=at):
            return NobodyWaits()
        queries.end_handed_over(db, waiting.sign_in_id, at=at)
        sign_ins.insert_sign_in(db, again)
        update_machine(db, again.sign_in_id, waiting.machine or "other")
        audit.write(db, audit.SYSTEM, "taken-back", actor=staff.staff_id, role=staff.role, at=at, about=again.device_id)
    return TakenBack(again, waiting.member_id, waiting.language)


def _give_up(db: Database, waiting: Waiting, *, at: str) -> NobodyWaits:
    staff = waiting.staff
    with db.transaction():
        if queries.end_waiting(db, waiting.sign_in_id, at=at):
            audit.write(
                db,
                audit.SYSTEM,
                "signed-out",
                actor=staff.staff_id,
                role=staff.role,
                at=at,
                about=waiting.sign_in_id,
                codes=("wrong-pin",),
            )
    return NobodyWaits()
