"""The parent’s own words at a visit, as far as whoever reads may see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wheel_app import checkins, consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Filling
from wheel_app.consent import Grant, Sight
from wheel_app.people import Change, list_changes_of
from wheel_app.sharing import Reader
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
    """Return what each adult said, by part, as far as one of the staff may read it now.

    The looks are written down in the same transaction; it takes as few statements for several adults as for one.
    """
    filled = [part for part in parts if part.checkin_ids]
    if not filled:
        return {}
    with db.transaction():
        grants = consent.grants_of_each_to(db, [part.owner_id for part in filled], staff.staff_id)
        seen = _seen(db, library, filled, grants, staff, at=at) if grants else []
        looks: dict[str, list[tuple[str, Sight]]] = {}
        for part, filling, sight in seen:
            looks.setdefault(part.owner_id, []).append((filling.checkin.checkin_id, sight))
        consent.look_at_several(db, looks, staff_id=staff.staff_id, role=staff.role, at=at, codes=("visit-summary",))
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for part, filling, sight in seen:
        found[part.part_id] = (*found.get(part.part_id, ()), *_said(filling, sight))
    return {part_id: Told(said) for part_id, said in found.items()}


def _seen(
    db: Database,
    library: Library,
    parts: Sequence[Part],
    grants: Mapping[str, Sequence[Grant]],
    staff: Staff,
    *,
    at: str,
) -> list[tuple[Part, Filling, Sight]]:
    """Return what somebody may read of these parts, the oldest first; the grants are all theirs or their teams’."""
    # A yes to all wheels says nothing of these lists: only what was said of this very one counts.
    given = {
        part.part_id: [one for one in grants.get(part.owner_id, ()) if one.checkin_id in part.checkin_ids]
        for part in parts
    }
    asked = [part for part in parts if given[part.part_id]]
    if not asked:
        return []
    changes = list_changes_of(db, [part.owner_id for part in asked])
    fillings = checkins.read_lines(db, library, [one for part in asked for one in part.checkin_ids])
    found = []
    for part in asked:
        teams = {one.to.id for one in given[part.part_id] if one.to.kind == "team"}
        reader = Reader(staff, tuple(sorted(teams)))
        for filling in fillings:
            if _is_in(part, filling, changes.get(part.owner_id, ())):
                sight = reader.sight(given[part.part_id], filling.checkin, at=at)
                found += [(part, filling, sight)] if sight else []
    return found


def _is_in(part: Part, filling: Filling, changes: Sequence[Change]) -> bool:
    one = filling.checkin
    is_theirs = (one.owner_id, one.about_member) == (part.owner_id, part.child_id)
    is_in = is_theirs and one.checkin_id in part.checkin_ids
    return is_in and not one.is_draft and not filling.is_put_away(changes)


def _said(filling: Filling, sight: Sight) -> Iterator[tuple[str, str]]:
    for line in filling.in_tool_order:
        answer = filling.answers.get(line.key) if sight.shows(line.key) else None
        if answer is None:
            continue
        mark = gettext(filling.tool.band_of(answer.score).label) if answer.score is not None else ""
        words = " · ".join(text for text in (mark, answer.note or "") if text)
        if words:
            yield gettext(line.label), words
