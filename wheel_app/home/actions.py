"""What taking home and coming back change."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app import accounts
from wheel_app.accounts import CameBack, SignIn
from wheel_app.checkins import keep_with_circles, list_checkins
from wheel_app.storage import Database, later


def months_later(at: str, months: int) -> str:
    """Return the moment `months` later (UTC text), a month counted as a twelfth of 365 days."""
    return later(at, days=months * 365 // 12)


def keep_person(
    db: Database, sign_in: SignIn, pictures: Sequence[str], *, at: str, pepper: bytes, months: int, save_id: str
) -> str:
    """Keep a person for `months` under four pictures; return the code. Raises BadPictures or AlreadyKept.

    The pictures alone open on this device what is open: where nothing is, they need the code from the first.
    """
    owner_id = str(sign_in.owner_id)

    def also() -> None:
        keep_on(db, owner_id, at=at, months=months)
        if not any(one.is_draft for one in list_checkins(db, owner_id)):
            accounts.close_device(db, owner_id, at)

    return accounts.keep(
        db,
        owner_id,
        pictures,
        device_id=sign_in.device_id,
        at=at,
        pepper=pepper,
        save_id=save_id or None,
        also=also,
    )


def welcome_back(db: Database, came: CameBack, *, at: str, months: int) -> None:
    """Somebody came back: keep them for `months` from today, and let a draft be opened again by its pictures here."""
    with db.transaction():
        keep_on(db, came.owner_id, at=at, months=months)
        if any(one.is_draft for one in list_checkins(db, came.owner_id)):
            accounts.touch_device(db, came.owner_id, came.sign_in.device_id, at)


def keep_on(db: Database, owner_id: str, *, at: str, months: int) -> None:
    """Keep somebody for `months` from today, and with them what they made together with others."""
    until = months_later(at, months)
    with db.transaction():
        keep_with_circles(db, owner_id, until)
