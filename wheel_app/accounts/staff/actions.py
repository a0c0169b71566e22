"""What begins and ends the visits of staff."""

from __future__ import annotations

from dataclasses import replace

from wheel_app.accounts import queries
from wheel_app.accounts.actions import new_sign_in
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.queries import Staff
from wheel_app.storage import Database


def begin_staff(db: Database, staff: Staff, *, device_token: str, at: str) -> SignIn:
    """Begin a sign-in of somebody who has shown who they are."""
    sign_in = replace(new_sign_in("staff", None, device_token=device_token, present="alone", at=at), staff=staff)
    with db.transaction():
        queries.insert_sign_in(db, sign_in)
    return sign_in
