"""A parent’s copy put together, before it is said in any language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wheel_app import checkins
from wheel_app.checkins import Filling
from wheel_app.clock import Window, as_known, next_of, windows_of
from wheel_app.people import Change, is_put_away, is_silent_for, list_changes
from wheel_app.progress import LinesSeen, look_back_on_lines
from wheel_app.storage import Database
from wheel_app.tools import Library
from wheel_app.visits.copy.queries import Own, list_own
from wheel_app.visits.parts.queries import list_agreed
from wheel_app.visits.parts.rules import Local, Step


@dataclass(frozen=True)
class ParentsCopy:
    """All that one adult keeps of a visit; `coming` is what comes next for the child, None also where all is silent.

    `changed` is then and now of the scale, None while there is only one.
    """

    own: Own
    checklist: Filling | None
    scale: Filling | None
    changed: LinesSeen | None
    steps: tuple[Step, ...]
    services: tuple[Local, ...]
    coming: Window | None
    is_silent: bool

    @property
    def language(self) -> str | None:
        """The language that it was filled in in; None where nothing was."""
        filled = self.checklist or self.scale
        return filled.checkin.language if filled else None


def list_copies(db: Database, owner_id: str) -> tuple[Own, ...]:
    """Return somebody’s parts of finished visits, the newest first; without what they put away."""
    changes = list_changes(db, owner_id)
    return tuple(one for one in list_own(db, owner_id) if not _is_put_away(changes, one))


def _is_put_away(changes: Collection[Change], own: Own) -> bool:
    return is_put_away(changes, own.finished_at, (), about_member=own.child_id)


def find_copy(db: Database, library: Library, owner_id: str, part_id: str, *, today: str) -> ParentsCopy | None:
    """Return somebody’s own copy of a visit; None for anybody else’s, and for what they put away."""
    own = next((one for one in list_own(db, owner_id) if one.part_id == part_id), None)
    changes = list_changes(db, owner_id)
    if own is None or _is_put_away(changes, own):
        return None
    return read_copy(db, library, own, today=today, changes=changes)


def read_copy(
    db: Database,
    library: Library,
    own: Own,
    *,
    today: str,
    changes: Sequence[Change],
    readable: frozenset[str] | None = None,
) -> ParentsCopy:
    """Return the copy of a part; with `readable` (check-in ids) only these of what was said, for another reader.

    What was put away by one of the `changes` is in it for nobody.
    """
    found = checkins.read_about(db, library, own.owner_id, own.child_id) if own.checkin_ids else ()
    if readable is not None:
        found = tuple(one for one in found if one.checkin.checkin_id in readable)
    finished = checkins.finished_that_count(found)
    by_id = {one.checkin.checkin_id: one for one in finished if not one.is_put_away(changes)}
    silent = own.may_be_silent and is_silent_for(db, own.child_id, own.owner_id)
    steps, services, known = list_agreed(db, own.part_id, own.owner_id)
    return ParentsCopy(
        own,
        by_id.get(own.checklist_id or ""),
        by_id.get(own.scale_id or ""),
        _changed(by_id.get(own.scale_id or ""), finished, changes),
        steps,
        services,
        None if silent else _coming(db, own, known, today),
        silent,
    )


def _coming(db: Database, own: Own, known: frozenset[str], today: str) -> Window | None:
    """Return what comes next for the child, as whoever knows of visits at these points alone (keys) has it."""
    return next_of(as_known(windows_of(db, own.child_id, with_silent=True), known), today)


def _changed(scale: Filling | None, finished: Sequence[Filling], changes: Sequence[Change]) -> LinesSeen | None:
    if scale is None:
        return None
    same = [one for one in finished if one.tool.id == scale.tool.id]
    return look_back_on_lines(same, changes, now_id=scale.checkin.checkin_id)
