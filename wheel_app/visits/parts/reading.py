"""One adult’s part as its page shows it: the lines of its checklist and scale, and what was hoped last time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wheel_app import checkins
from wheel_app.checkins import Filling, Said
from wheel_app.people import list_changes
from wheel_app.storage import Database
from wheel_app.tools import PARENTAL_SCALE, Library, Topic
from wheel_app.visits.parts.rules import Part

HOPES = ("hope-child", "hope-me", "hope-family")


@dataclass(frozen=True)
class Hope:
    """What somebody hoped the last time, and whether they have said now that it is still so."""

    line: Topic
    words: str
    said_on: str
    is_still: bool


@dataclass(frozen=True)
class PartFilled:
    """A part with what is in it. `items` are the lines of the scale that can be picked at its point."""

    part: Part
    checklist: Filling
    scale: Filling | None
    items: tuple[Topic, ...]
    item_groups: Mapping[str, str]
    hopes: tuple[Hope, ...]
    said: Mapping[str, Said]

    @property
    def picked(self) -> frozenset[str]:
        """The keys of the lines of the scale that were picked."""
        return frozenset(self.scale.checkin.keys) if self.scale else frozenset()

    def filling(self, checkin_id: str) -> Filling | None:
        """Return the checklist or the scale by its id."""
        both = (self.checklist, self.scale)
        return next((one for one in both if one and one.checkin.checkin_id == checkin_id), None)


def read_part(db: Database, library: Library, part: Part, *, may_show: Callable[[str], bool]) -> PartFilled | None:
    """Return a part with its lines, None where nothing was begun or it is put away.

    What was hoped the last time comes along only from check-ins that `may_show` lets through.
    """
    changes = list_changes(db, part.owner_id)
    said = checkins.read_about(db, library, part.owner_id, part.child_id)
    found = {one.checkin.checkin_id: one for one in said if not one.is_put_away(changes)}
    checklist, scale = found.get(part.checklist_id or ""), found.get(part.scale_id or "")
    if checklist is None:
        return None
    before = [one for one in checkins.finished_that_count(tuple(found.values())) if may_show(one.checkin.checkin_id)]
    tool = scale.tool if scale else library.current(PARENTAL_SCALE)
    return PartFilled(
        part,
        checklist,
        scale,
        tool.topics_for(checklist.checkin.about),
        {group.key: group.label for group in tool.groups},
        _hopes(checklist, before),
        _said_before([one for one in (checklist, scale) if one], before, part.child_id),
    )


def _hopes(now: Filling, before: Collection[Filling]) -> tuple[Hope, ...]:
    hopes = []
    for key in HOPES:
        last = next((one for one in reversed(list(before)) if _words(one, key)), None)
        if last is not None and key in now.checkin.keys and last.checkin.checkin_id != now.checkin.checkin_id:
            words = _words(last, key)
            hopes.append(Hope(now.tool.topic(key), words, last.checkin.filled_on, _words(now, key) == words))
    return tuple(hopes)


def _said_before(now: Iterable[Filling], before: Sequence[Filling], child_id: str) -> dict[str, Said]:
    """Return by line what was said on it before; hopes have a place of their own."""
    found: dict[str, Said] = {}
    for filling in now:
        lines = [line for line in filling.topics if not line.takes_words]
        but = filling.checkin.checkin_id
        found |= checkins.said_before(before, lines, about_member=child_id, but=but)
    return found


def _words(filling: Filling, key: str) -> str:
    answer = filling.answers.get(key)
    return answer.note or "" if answer and answer.kind == "worded" else ""
