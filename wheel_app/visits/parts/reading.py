"""One adult’s part as its page shows it: the lines of its checklist and scale, and what was hoped last time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wheel_app import checkins, consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Filling, Said
from wheel_app.people import list_changes
from wheel_app.storage import Database
from wheel_app.tools import PARENTAL_SCALE, Library, Topic
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.parts.seeing import EVERYTHING, Let

HOPES = ("hope-child", "hope-me", "hope-family")


@dataclass(frozen=True)
class Hope:
    """What somebody hoped the last time, in which check-in, and whether they have said now that it is still so."""

    line: Topic
    checkin_id: str
    words: str
    said_on: str
    is_still: bool


@dataclass(frozen=True)
class PartFilled:
    """A part with what is in it. `items` are the lines of the scale that can be picked at its point.

    `said` is what was said before, by the key of a line; `let` is what it was chosen from where staff read it.
    """

    part: Part
    checklist: Filling
    scale: Filling | None
    items: tuple[Topic, ...]
    item_groups: Mapping[str, str]
    hopes: tuple[Hope, ...]
    said: Mapping[str, Said]
    let: Let | None = None

    @property
    def picked(self) -> frozenset[str]:
        """The keys of the lines of the scale that were picked."""
        return frozenset(self.scale.checkin.keys) if self.scale else frozenset()

    def filling(self, checkin_id: str) -> Filling | None:
        """Return the checklist or the scale by its id."""
        both = (self.checklist, self.scale)
        return next((one for one in both if one and one.checkin.checkin_id == checkin_id), None)


def read_part(db: Database, library: Library, part: Part, *, let: Let | None) -> PartFilled | None:
    """Return a part with its lines, None where nothing was begun or it is put away.

    What was hoped the last time and what was said elsewhere comes along only as far as the adult has `let` staff see
    it; with None all of it does, for their own eyes.
    """
    changes = list_changes(db, part.owner_id)
    around = checkins.read_around(db, library, part.owner_id, part.child_id, by_staff=let is not None)
    about = [one for one in around if one.checkin.about_member == part.child_id]
    found = {one.checkin.checkin_id: one for one in about if not one.is_put_away(changes)}
    checklist, scale = found.get(part.checklist_id or ""), found.get(part.scale_id or "")
    if checklist is None:
        return None
    tool = scale.tool if scale else library.current(PARENTAL_SCALE)
    return PartFilled(
        part,
        checklist,
        scale,
        tool.topics_for(checklist.checkin.about),
        {group.key: group.label for group in tool.groups},
        _hopes(checklist, _shown(found.values(), let)),
        _said_before([one for one in (checklist, scale) if one], _shown(checkins.brought_up(around, changes), let)),
        let,
    )


def note_former(db: Database, filled: PartFilled, staff: Staff) -> None:
    """Write down that a worker was shown something of wheels beside the lines, and hopes of earlier check-ins."""
    if filled.let is None:
        return
    told = [one.filling for one in filled.said.values()]
    seen = {one.checkin.checkin_id: filled.let.sight(one) for one in told if one.tool.is_wheel}
    seen |= {hope.checkin_id: EVERYTHING for hope in filled.hopes}
    looks, codes = {filled.part.owner_id: list(seen.items())}, ("visit-part",)
    consent.look_at_several(db, looks, staff_id=staff.staff_id, role=staff.role, at=filled.let.at, codes=codes)


def _shown(fillings: Iterable[Filling], let: Let | None) -> tuple[Filling, ...]:
    """Return the finished ones that count, the oldest first, as far as they may be shown."""
    counted = checkins.finished_that_count(tuple(fillings))
    left = ((let.left_of(one) if let else one) for one in counted)
    return tuple(one for one in left if one is not None)


def _hopes(now: Filling, before: Collection[Filling]) -> tuple[Hope, ...]:
    hopes = []
    for key in HOPES:
        last = next((one for one in reversed(list(before)) if _words(one, key)), None)
        if last is not None and key in now.checkin.keys and last.checkin.checkin_id != now.checkin.checkin_id:
            words = _words(last, key)
            said = last.checkin
            hopes.append(Hope(now.tool.topic(key), said.checkin_id, words, said.filled_on, _words(now, key) == words))
    return tuple(hopes)


def _said_before(now: Iterable[Filling], before: Sequence[Filling]) -> dict[str, Said]:
    """Return by line what was said on it before; hopes have a place of their own."""
    found: dict[str, Said] = {}
    for filling in now:
        lines = [line for line in filling.topics if not line.takes_words]
        found |= checkins.said_before(before, filling, lines)
    return found


def _words(filling: Filling, key: str) -> str:
    answer = filling.answers.get(key)
    return answer.note or "" if answer and answer.kind == "worded" else ""
