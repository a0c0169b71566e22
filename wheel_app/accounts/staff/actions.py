"""What begins and ends the visits of staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wheel_app import audit
from wheel_app.accounts import queries
from wheel_app.accounts.actions import HasEnded, new_sign_in
from wheel_app.accounts.hand_over.queries import end_all_waiting
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.queries import Staff
from wheel_app.accounts.staff.visits.queries import update_machine, update_visit_ended, update_visits_ended
from wheel_app.storage import Database


def begin_staff(
    db: Database,
    staff: Staff,
    *,
    device_token: str,
    at: str,
    ways: Sequence[str] = (),
    machine: str = "other",
) -> SignIn:
    """Begin a sign-in of somebody who has shown who they are, by whatever `ways`; every method ends here."""
    made = new_sign_in("staff", None, device_token=device_token, present="alone", at=at)
    sign_in = replace(made, staff=staff)
    with db.transaction():
        # Whoever waited here, they or a colleague, does not take the device back any more.
        end_all_waiting(db, sign_in.device_id, at=at)
        queries.insert_sign_in(db, sign_in)
        update_machine(db, sign_in.sign_in_id, machine)
        write(db, "signed-in", actor=staff.staff_id, role=staff.role, at=at, about=sign_in.sign_in_id, codes=ways)
    return sign_in


def begin_anew(db: Database, sign_in: SignIn, *, device_token: str, machine: str, at: str) -> SignIn:
    """End every sign-in of somebody and begin one that follows on this: under another name, and no longer.

    Raises HasEnded where this one was ended meanwhile, as by an administrator.
    """
    made = new_sign_in("staff", None, device_token=device_token, present="alone", at=at)
    anew = replace(made, staff=sign_in.staff, started_at=sign_in.started_at)
    with db.transaction():
        if not queries.update_ended(db, sign_in.sign_in_id, at=at):
            raise HasEnded
        update_visits_ended(db, sign_in.staff_id or "", at=at)
        queries.insert_sign_in(db, anew)
        update_machine(db, anew.sign_in_id, machine)
    return anew


def end_visits(db: Database, staff_id: str, *, actor: str, role: str, at: str, why: str, except_id: str = "") -> int:
    """End every sign-in of somebody but one, at once; return how many. `why` is a short code."""
    with db.transaction():
        ended = update_visits_ended(db, staff_id, at=at, except_id=except_id)
        if ended:
            write(db, "signed-out", actor=actor, role=role, at=at, about=staff_id, codes=(why,))
    return ended


def end_visit(db: Database, staff_id: str, sign_in_id: str, *, actor: str, role: str, at: str, why: str) -> bool:
    """End one sign-in of somebody; False when it is not theirs or has ended."""
    with db.transaction():
        is_ended = update_visit_ended(db, staff_id, sign_in_id, at=at)
        if is_ended:
            write(db, "signed-out", actor=actor, role=role, at=at, about=sign_in_id, codes=(why,))
    return is_ended


def note_pin(db: Database, staff: Staff, *, at: str) -> None:
    """Write down that somebody chose another PIN."""
    write(db, "pin-changed", actor=staff.staff_id, role=staff.role, at=at, about=staff.staff_id)


def write(
    db: Database, action: str, *, actor: str, role: str, at: str, about: str | None = None, codes: Sequence[str] = ()
) -> None:
    """Write down in the app's own chain what was done by or to staff."""
    audit.write(db, audit.SYSTEM, action, actor=actor, role=role, at=at, about=about, codes=codes)
