"""What begins, renews and ends sign-ins."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from wheel_app.accounts import queries, rules, sealing
from wheel_app.accounts.hand_over.queries import find_hander, insert_beginning
from wheel_app.accounts.rules import Limits
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.storage import Busy, Database, ReadOnly, StorageFull, later

# So long a press that is sent again, as by an impatient finger, is the same press.
AGAIN_MINUTES = 2


class HasEnded(Exception):
    """This sign-in was ended meanwhile, perhaps from elsewhere."""


def begin_passing(
    db: Database, *, owner_id: str | None, device_token: str, present: str, at: str
) -> tuple[SignIn, str]:
    """Begin a sign-in without an account; return it and the token for its cookie."""
    sign_in = new_sign_in("passing", owner_id, device_token=device_token, present=present, at=at)
    with db.transaction():
        begun = begin_for_family(db, sign_in)
    return begun, begun.token


def begin_for_family(db: Database, sign_in: SignIn) -> SignIn:
    """Store a new sign-in of a family and return it: a handed-over one where staff wait for the device it is on."""
    handed_kind = "handed-over" if sign_in.kind in ("passing", "own") else sign_in.kind
    stored = insert_beginning(db, sign_in, handed_kind=handed_kind)
    return replace(sign_in, **stored)  # type: ignore[arg-type]


def handed_over_by(db: Database, sign_in: SignIn) -> str | None:
    """Return which member of staff handed the device over for this visit, None where nobody did."""
    return find_hander(db, sign_in.handed_by) if sign_in.handed_by else None


def begin_together(db: Database, *, circle_id: str, device_token: str, present: str, at: str) -> SignIn:
    """Begin the sign-in of people who do a wheel together; it opens that wheel, and nothing of anybody's own."""
    sign_in = new_sign_in("together", circle_id, device_token=device_token, present=present, at=at)
    with db.transaction():
        return begin_for_family(db, sign_in)


def begin_taking_home(db: Database, circle_id: str) -> None:
    """From now on the running sign-ins of a circle are for taking turns alone: somebody has their copy."""
    with db.transaction():
        queries.update_kind_taking_home(db, circle_id)


def new_sign_in(kind: str, owner_id: str | None, *, device_token: str, present: str, at: str) -> SignIn:
    """Return a sign-in that is not stored yet, with a token of its own; ValueError for an unknown `present`."""
    if present not in rules.PRESENT:
        raise ValueError(present)
    token = sealing.new_token()
    return SignIn(
        sign_in_id=sealing.name_of(token),
        kind=kind,
        owner_id=owner_id,
        device_id=sealing.name_of(device_token),
        is_own_device=False,
        present=present,
        started_at=at,
        seen_at=at,
        ended_at=None,
        token=token,
    )


def load_sign_in(db: Database, token: str, *, at: str, limits: Limits, is_used: bool = True) -> SignIn | None:
    """Return the running sign-in of a token, None for any other; one that is idle or too old is ended here.

    What a page asks by itself is no use of it (`is_used`) and makes it last no longer.
    """
    sign_in = queries.find_sign_in(db, sealing.name_of(token), token=token)
    if sign_in is None or sign_in.ended_at is not None or _waits(sign_in):
        return None
    life = rules.life_of(
        present=sign_in.present,
        started_at=sign_in.started_at,
        seen_at=sign_in.seen_at,
        at=at,
        limits=limits,
        is_staff=sign_in.staff is not None,
    )
    if life == "over" or (life == "stale" and is_used):
        _note(db, sign_in, life, at=at)
    return None if life == "over" else sign_in


def _waits(sign_in: SignIn) -> bool:
    """Whether it opens nothing just now: the device is in a family's hands, or the account was closed."""
    return sign_in.suspended_until is not None or (sign_in.staff is not None and not sign_in.staff.is_active)


def _note(db: Database, sign_in: SignIn, life: str, *, at: str) -> None:
    # Where nothing can be written just now, reading goes on: what is over is refused by its times anyway.
    with contextlib.suppress(Busy, ReadOnly, StorageFull), db.transaction():
        if life == "over":
            queries.update_ended(db, sign_in.sign_in_id, at=at)
            return
        queries.update_seen(db, sign_in.sign_in_id, at=at)
        if sign_in.owner_id is not None:
            until = later(at, minutes=rules.DEVICE_MINUTES)
            queries.update_device_until(db, sign_in.owner_id, sign_in.device_id, until=until, open_after=at)


def end_sign_in(db: Database, sign_in_id: str, at: str) -> None:
    """End one sign-in on the server; its token opens nothing from now on."""
    with db.transaction():
        queries.update_ended(db, sign_in_id, at=at)


def renew_sign_in(
    db: Database, sign_in: SignIn, *, at: str, pepper: bytes = b"", save_id: str = ""
) -> tuple[SignIn, str]:
    """Put one sign-in with a new token in place of every sign-in of its owner; HasEnded when this one runs no more.

    With a `save_id`, which only the page knows that was pressed, find_renewed finds it again.
    """
    token = sealing.token_after(pepper, sign_in.token, save_id) if save_id else sealing.new_token()
    renewed = replace(sign_in, sign_in_id=sealing.name_of(token), started_at=at, seen_at=at, token=token)
    owner_id = sign_in.owner_id or ""
    with db.transaction():
        if not queries.update_ended(db, sign_in.sign_in_id, at=at):
            raise HasEnded
        queries.update_all_ended(db, owner_id, at=at, except_id="")
        queries.insert_sign_in(db, renewed)
    return renewed, token


def find_renewed(db: Database, token: str, *, at: str, pepper: bytes, save_id: str) -> SignIn | None:
    """Return the running sign-in that this save put in place of that of a token a moment ago, None for any other."""
    after = sealing.token_after(pepper, token, save_id)
    found = queries.find_sign_in(db, sealing.name_of(after), token=after) if save_id else None
    is_fresh = found is not None and found.ended_at is None and at <= later(found.started_at, minutes=AGAIN_MINUTES)
    return found if is_fresh else None


def say_own_device(db: Database, sign_in_id: str, at: str) -> None:
    """Note that somebody said: this is my phone."""
    with db.transaction():
        queries.update_own_device(db, sign_in_id, at=at)


def say_present(db: Database, sign_in_id: str, present: str) -> None:
    """Note who is here; ValueError for an unknown word."""
    if present not in rules.PRESENT:
        raise ValueError(present)
    with db.transaction():
        queries.update_present(db, sign_in_id, present)


def purge_ended_sign_ins(db: Database, before: str) -> int:
    """Remove the sign-ins that were over before a moment, noticed or not; return how many."""
    with db.transaction():
        return queries.delete_old_sign_ins(db, before=before, hours_at_most=Limits().hours_at_most)
