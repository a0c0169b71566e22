"""A parent’s copy put together, before it is said in any language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wheel_app import checkins
from wheel_app.checkins import Filling
from wheel_app.clock import Window, next_for
from wheel_app.directory import Service, services_by_ids
from wheel_app.people import Change, is_put_away, is_silent_for, list_changes
from wheel_app.storage import Database
from wheel_app.tools import Library
from wheel_app.visits.copy.queries import Own, list_own
from wheel_app.visits.parts.queries import list_services, list_steps
from wheel_app.visits.parts.rules import Step


@dataclass(frozen=True)
class ParentsCopy:
    """All that one adult keeps of a visit; `coming` is what comes next for the child, None also where all is silent.

    `before` are the same lists from earlier, the oldest first.
    """

    own: Own
    checklist: Filling | None
    scale: Filling | None
    before: tuple[Filling, ...]
    steps: tuple[Step, ...]
    services: tuple[Service, ...]
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
    own = next((one for one in list_copies(db, owner_id) if one.part_id == part_id), None)
    return read_copy(db, library, own, today=today) if own else None


def read_copy(
    db: Database, library: Library, own: Own, *, today: str, readable: frozenset[str] | None = None
) -> ParentsCopy:
    """Return the copy of a part; with `readable` (check-in ids) only these of what was said, for another reader."""
    found = checkins.read_about(db, library, own.owner_id, own.child_id) if own.checkin_ids else ()
    if readable is not None:
        found = tuple(one for one in found if one.checkin.checkin_id in readable)
    finished = checkins.finished_that_count(found)
    by_id = {one.checkin.checkin_id: one for one in finished}
    silent = is_silent_for(db, own.child_id, own.owner_id)
    chosen = list_services(db, own.part_id)
    known = services_by_ids(db, chosen)
    return ParentsCopy(
        own,
        by_id.get(own.checklist_id or ""),
        by_id.get(own.scale_id or ""),
        finished,
        list_steps(db, own.part_id),
        tuple(known[one] for one in chosen if one in known),
        None if silent else next_for(db, own.child_id, today),
        silent,
    )
