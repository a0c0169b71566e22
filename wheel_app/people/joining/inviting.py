"""Invitations: made by a worker for one member, opened with a number told by mouth, used by joining."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from wheel_app import audit
from wheel_app.accounts import (
    Counter,
    Refused,
    Staff,
    counters_of_invitation,
    forgive_try,
    seal,
    seal_address,
    take_try,
    tries_of,
)
from wheel_app.people.joining import queries
from wheel_app.people.joining.rules import Invitation
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database, later, new_id

TOKEN_LENGTH, NUMBER_LENGTH = 12, 4
DAYS = 14
BETWEEN = frozenset(" -.")


@dataclass(frozen=True)
class Made:
    """An invitation as it is shown once: the token of its slip, and the number that is told by mouth."""

    token: str
    number: str
    until: str


def read_digits(text: str, length: int) -> str | None:
    """Return so many digits as somebody typed them, in any script and spacing; None when they are none."""
    kept = [one for one in unicodedata.normalize("NFKC", text[:100]) if one not in BETWEEN]
    digits = [unicodedata.decimal(one, None) for one in kept]
    return None if len(digits) != length or None in digits else "".join(map(str, digits))


def invite(db: Database, member: Member, by: Staff, *, at: str, pepper: bytes, save_id: str) -> Made:
    """Make an invitation in place of any other of this member; the same `save_id` sent again gets the same one."""
    seed = (by.staff_id, member.member_id, save_id or new_id())
    token = _digits(seal(pepper, "make-invitation", *seed), TOKEN_LENGTH)
    number = _digits(seal(pepper, "make-invitation-number", *seed), NUMBER_LENGTH)
    token_hash = seal(pepper, "invitation", token)
    until = later(at, days=DAYS)
    with db.transaction():
        known = queries.find_invitation(db, token_hash)
        if known is not None:
            return Made(token, number, known.until)
        queries.update_invitations_withdrawn(db, member.member_id, at=at)
        number_hash = seal(pepper, "invitation-number", token, number)
        queries.insert_invitation(db, Invitation(token_hash, number_hash, member.member_id, by.staff_id, at, until))
        chain = audit.chain_of_family(member.family_id)
        audit.write(db, chain, "invited", actor=by.staff_id, role=by.role, at=at, about=member.member_id)
    return Made(token, number, until)


def _digits(sealed: str, length: int) -> str:
    return f"{int(sealed, 16) % 10**length:0{length}d}"


def open_invitation(
    db: Database, token: str, number: str, *, address: str | None, at: str, pepper: bytes
) -> Invitation | Refused:
    """Return an invitation by its token and the number, or Refused alike for whatever cannot be opened.

    A try is counted before it is judged, also of a token that there is not; the third wrong number withdraws it.
    """
    token_hash = seal(pepper, "invitation", token)
    counters = counters_of_invitation(token_hash, seal_address(address, pepper))
    wait = take_try(db, counters, at=at)
    if wait is not None:
        # A number that was wrong three times keeps everybody waiting for as long as it could be open.
        return Refused("wait", wait) if wait <= 60 else Refused("unknown")
    found = find_open(db, token_hash, at=at)
    if found is None or found.number_hash != seal(pepper, "invitation-number", token, number):
        _withdraw_after_three(db, found, counters, at=at)
        return Refused("unknown")
    with db.transaction():
        forgive_try(db, counters, at=at)
        queries.update_invitation_opened(db, token_hash, at=at)
    return found


def _withdraw_after_three(db: Database, found: Invitation | None, counters: Sequence[Counter], *, at: str) -> None:
    if found is not None and any(one.is_cleared and tries_of(db, one) >= one.most for one in counters):
        with db.transaction():
            queries.update_invitations_withdrawn(db, found.member_id, at=at)


def find_open(db: Database, token_hash: str, *, at: str) -> Invitation | None:
    """Return an invitation that can still be used; one that a clock set back would keep too long cannot."""
    found = queries.find_invitation(db, token_hash)
    return found if found is not None and found.is_open(at) and found.until <= later(at, days=DAYS) else None
