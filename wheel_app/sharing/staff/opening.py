"""Opening a household’s record in an emergency, and writing down who tried."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.accounts import Counter, Staff, take_try
from wheel_app.consent import break_glass
from wheel_app.people import find_exactly, fold, sees_family
from wheel_app.sharing.telling import tell_lead, who_is_told
from wheel_app.storage import Database
from wheel_app.tasks import BREAK_GLASS

TRIES, MINUTES = 5, 15


class Wait(Exception):
    """There were too many tries; `minutes` says how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class NobodyFound(LookupError):
    """There is nobody with this very name and birthday."""


class NobodyToTell(LookupError):
    """Nobody of the organisation would hear of it: no lead for keeping people safe is named, nor another manager."""


def open_record(
    db: Database, staff: Staff, name: str, born_on: str, reason: str, *, at: str, pepper: bytes
) -> tuple[str, ...]:
    """Open the records of whoever has this full name and birthday for an hour; return the families.

    What the reader works with anyway is returned and not opened. Each try counts; raises Wait after five in fifteen
    minutes, NobodyFound and NobodyToTell. Each is written down, with a keyed hash in place of the name.
    """
    sought = audit.mark(pepper, f"{fold(name).replace(' ', '')}|{born_on}")
    counter = Counter(f"break-glass:{staff.staff_id}", most=TRIES, minutes=MINUTES, is_cleared=False)
    minutes = take_try(db, [counter], at=at)
    if minutes is not None:
        _refuse(db, staff, "too-many", sought, at=at)
        raise Wait(minutes)
    families = tuple(dict.fromkeys(family_id for _, family_id in find_exactly(db, name, born_on)))
    closed = [family_id for family_id in families if _is_closed_to(db, staff, family_id, at=at)]
    # Alike for a name that there is and one that there is not: else it could be asked for without anybody hearing.
    if (closed or not families) and not who_is_told(db, staff):
        _refuse(db, staff, "nobody-to-tell", sought, at=at)
        raise NobodyToTell
    if not families:
        _refuse(db, staff, "nobody", sought, at=at)
        raise NobodyFound
    with db.transaction():
        # Pressed twice at once it is opened, and told, once.
        for family_id in (one for one in closed if _is_closed_to(db, staff, one, at=at)):
            break_glass(db, staff.staff_id, staff.role, family_id, reason=reason, at=at)
            tell_lead(db, staff, BREAK_GLASS, ref=family_id, words=reason, at=at, family_id=family_id)
    return families


def _is_closed_to(db: Database, staff: Staff, family_id: str, *, at: str) -> bool:
    # Who was given a household's page sees less of it than somebody who opens its record.
    sight = sees_family(db, staff, family_id, at=at)
    return sight is None or not sight.with_work


def refuse_short(db: Database, staff: Staff, *, at: str) -> None:
    """Write down that somebody tried without saying why, or whom."""
    _refuse(db, staff, "unsaid", None, at=at)


def _refuse(db: Database, staff: Staff, why: str, sought: str | None, *, at: str) -> None:
    codes = (why, f"sought:{sought}") if sought else (why,)
    with db.transaction():
        audit.write(db, audit.SYSTEM, "break-glass-refused", actor=staff.staff_id, role=staff.role, at=at, codes=codes)
