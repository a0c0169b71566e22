"""A lost code given anew, face to face: the device was handed to somebody whom the worker knows."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app import audit
from wheel_app.accounts import SignIn, Staff, begin_passing, find_staff_of_sign_in, is_kept, new_code, update_reissued
from wheel_app.people.joining.queries import owner_of_member
from wheel_app.people.joining.working import find_member_worked_with
from wheel_app.storage import Database


def find_handed_to(db: Database, sign_in: SignIn, *, at: str) -> tuple[Staff, str] | None:
    """Return who of the staff handed the device to whom (an owner id), where that member has a way in that is kept.

    None unless they still work with the member.
    """
    if sign_in.handed_by is None or sign_in.member_id is None:
        return None
    staff = find_staff_of_sign_in(db, sign_in.handed_by)
    if staff is None or find_member_worked_with(db, staff, sign_in.member_id, at=at) is None:
        return None
    owner_id = owner_of_member(db, sign_in.member_id)
    return (staff, owner_id) if owner_id is not None and is_kept(db, owner_id) else None


def reissue(
    db: Database,
    owner_id: str,
    pictures: Sequence[str] | None,
    *,
    by: Staff,
    device_token: str,
    present: str,
    at: str,
    pepper: bytes,
    save_id: str,
) -> tuple[str, SignIn]:
    """Give somebody a new code, and new pictures where they no longer know theirs; return it and their sign-in here.

    Every other sign-in of theirs ends. The same `save_id` sent again gets the same code. Raises BadPictures, NotKept.
    """

    def write_down() -> None:
        update_reissued(db, owner_id, at=at)
        how = "same-pictures" if pictures is None else "new-pictures"
        chain = audit.chain_of_owner(owner_id)
        audit.write(db, chain, "code-reissued", actor=by.staff_id, role=by.role, at=at, codes=(how,))

    code = new_code(
        db,
        owner_id,
        pictures,
        sign_in_id=None,
        at=at,
        pepper=pepper,
        save_id=save_id or None,
        also=write_down,
    )
    sign_in, _ = begin_passing(db, owner_id=owner_id, device_token=device_token, present=present, at=at)
    return code, sign_in
