"""What taking home and coming back change."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app import accounts
from wheel_app.accounts import SignIn
from wheel_app.people import set_keep_until
from wheel_app.storage import Database, later


def months_later(at: str, months: int) -> str:
    """Return the moment `months` later (UTC text), a month counted as a twelfth of 365 days."""
    return later(at, days=months * 365 // 12)


def keep_person(
    db: Database, sign_in: SignIn, pictures: Sequence[str], *, at: str, pepper: bytes, months: int, save_id: str
) -> str:
    """Keep a person for `months` under four pictures; return the code. Raises BadPictures or AlreadyKept."""
    owner_id, until = str(sign_in.owner_id), months_later(at, months)
    return accounts.keep(
        db,
        owner_id,
        pictures,
        device_id=sign_in.device_id,
        at=at,
        pepper=pepper,
        keep_until=until,
        save_id=save_id or None,
        also=lambda: set_keep_until(db, owner_id, until),
    )


def keep_on(db: Database, owner_id: str, *, at: str, months: int) -> None:
    """Somebody came back: keep them for `months` from today."""
    until = months_later(at, months)
    with db.transaction():
        accounts.keep_longer(db, owner_id, keep_until=until)
        set_keep_until(db, owner_id, until)


def change_code(
    db: Database, sign_in: SignIn, pictures: Sequence[str] | None, *, at: str, pepper: bytes, save_id: str
) -> tuple[str, SignIn]:
    """Give a new code and a new sign-in in place of every one there is; return both."""
    code = accounts.new_code(
        db,
        str(sign_in.owner_id),
        pictures,
        sign_in_id=sign_in.sign_in_id,
        at=at,
        pepper=pepper,
        save_id=save_id or None,
    )
    renewed, _token = accounts.renew_sign_in(db, sign_in, at=at)
    return code, renewed
