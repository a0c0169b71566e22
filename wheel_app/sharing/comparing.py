"""Then and now over what a person has shared with somebody of the staff, and over nothing else of theirs."""

from __future__ import annotations

from wheel_app.progress import LookBack, UnknownTime, look_back_on
from wheel_app.sharing.seeing import Reader, all_like, as_check_ins, note_look, refused
from wheel_app.storage import Database
from wheel_app.tools import Library


def look_back_at(
    db: Database, library: Library, reader: Reader, checkin_id: str, *, then_id: str | None, at: str
) -> LookBack | None:
    """Return a shared check-in and an earlier one, and in the same transaction write down that both were shown.

    None when the check-in, or the other one that is asked for, may not be seen; that is written down instead.
    """
    with db.transaction():
        shown = all_like(db, library, reader, checkin_id, at=at)
        checkins, answers = as_check_ins(shown)
        try:
            back = look_back_on(library, checkins, answers, (), then_id=then_id, now_id=checkin_id)
        except UnknownTime:
            refused(db, reader, checkin_id, "then-and-now", at=at)
            return None
        for one in shown:
            if one.filling.checkin.checkin_id in (back.chosen.then, back.chosen.now):
                note_look(db, reader, one, "then-and-now", at=at)
    return back
