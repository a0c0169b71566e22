"""The parent’s own words at a visit, as far as whoever reads may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wheel_app import checkins, consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Filling
from wheel_app.consent import Grant, Sight
from wheel_app.people import list_changes
from wheel_app.sharing import Reader, reader_of
from wheel_app.storage import Database
from wheel_app.tools import Library
from wheel_app.visits.parts.rules import Part


@dataclass(frozen=True)
class Told:
    """What somebody said about each line, in the order in which it was asked: the line, and the answer in words."""

    said: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[str]:
        """Return it as lines of a plain text."""
        if self.said:
            yield gettext("In their own words and marks:")
            yield from (f"- {label.rstrip('.۔')}: {' '.join(words.split())}" for label, words in self.said)


def told_at(db: Database, library: Library, parts: Sequence[Part], staff: Staff, *, at: str) -> dict[str, Told]:
    """Return what each adult said, by part, as far as one of the staff may read it now; the look is written down."""
    filled = [part for part in parts if part.checkin_ids]
    grants = consent.grants_of_each(db, [part.owner_id for part in filled]) if filled else {}
    reader = reader_of(db, staff) if grants else None
    found = {}
    for part in filled:
        # A yes to all wheels says nothing of these lists: only what was said of this very one counts.
        given = [one for one in grants.get(part.owner_id, ()) if one.checkin_id in part.checkin_ids]
        if reader and given:
            found[part.part_id] = _told(db, library, part, given, reader, at=at)
    return found


def _told(db: Database, library: Library, part: Part, grants: Sequence[Grant], reader: Reader, *, at: str) -> Told:
    changes = list_changes(db, part.owner_id)
    said: list[tuple[str, str]] = []
    for filling in checkins.read_about(db, library, part.owner_id, part.child_id):
        checkin = filling.checkin
        if checkin.checkin_id not in part.checkin_ids or checkin.is_draft or filling.is_put_away(changes):
            continue
        sight = reader.sight(grants, checkin, at=at)
        if sight:
            _note_look(db, part, filling, sight, reader, at=at)
            said += _said(filling, sight)
    return Told(tuple(said))


def _note_look(db: Database, part: Part, filling: Filling, sight: Sight, reader: Reader, *, at: str) -> None:
    with db.transaction():
        consent.look(
            db,
            part.owner_id,
            staff_id=reader.staff.staff_id,
            role=reader.staff.role,
            about=filling.checkin.checkin_id,
            sight=sight,
            at=at,
            codes=("visit-summary",),
        )


def _said(filling: Filling, sight: Sight) -> Iterator[tuple[str, str]]:
    for line in filling.in_tool_order:
        answer = filling.answers.get(line.key) if sight.shows(line.key) else None
        if answer is None:
            continue
        mark = gettext(filling.tool.band_of(answer.score).label) if answer.score is not None else ""
        words = " · ".join(text for text in (mark, answer.note or "") if text)
        if words:
            yield gettext(line.label), words
