"""What needs somebody of the staff today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.accounts import Staff
from wheel_app.clock import count_due, point_named
from wheel_app.home.blueprint import bp
from wheel_app.people import Called, list_unopened, name_families, name_joined
from wheel_app.sharing import Reader, SharedWheel, list_shared
from wheel_app.storage import Database
from wheel_app.tasks import FOR_LEADS, LOOK_IN, Shown, desk_of, list_shown
from wheel_app.tools import library
from wheel_app.visits import OpenVisit, list_open_of
from wheel_app.web import current_db, fragment, now, page
from wheel_app.web.page import is_automatic
from wheel_app.web.places import Place

TODAY = Place("home.today", lazy_gettext("Today"))
AT_ONCE = 40
READERS = frozenset({"worker", "manager"})


@dataclass(frozen=True)
class Line:
    """A task with the names that it needs: the family's, and that of whoever asked, where they have joined it.

    Of a family that its reader does not see there is no name; a lead is told which one was opened, and cannot go there.
    """

    shown: Shown
    family: str | None
    is_seen: bool
    who: Called | None


@bp.get("/today")
def today() -> Response:
    staff = current_user.staff
    waiting = _waiting(current_db(), staff, at=now())
    # Every minute the page asks for what waits alone.
    if is_automatic():
        return fragment("home/_today.html", **waiting)
    return page("home/today.html", may_search=staff.role in READERS, **waiting)


def _waiting(db: Database, staff: Staff, *, at: str) -> dict[str, Any]:
    desk = desk_of(db, staff)
    tasks = list_shown(db, desk, at=at)
    due = [one for one in tasks if _is_due(one, at)]
    coming = [one for one in tasks if not _is_due(one, at)]
    lines = _named(db, staff, [*due[:AT_ONCE], *coming[:AT_ONCE]])
    shown = min(len(due), AT_ONCE)
    return {
        "due": lines[:shown],
        "coming": lines[shown:],
        "more": len(due) - shown,
        "invitations": list_unopened(db, staff.staff_id, at=at)[:AT_ONCE],
        "visits": _visits(db, staff),
        "points": count_due(db, staff.staff_id, at[:10]) if staff.role in READERS else None,
        "unread": _unread(db, staff, tuple(sorted(desk.teams)), at=at),
    }


def _visits(db: Database, staff: Staff) -> list[tuple[OpenVisit, str]]:
    """Return the visits that they are at and that go on, each with what its point is called."""
    if staff.role not in READERS:
        return []
    return [(one, point_named(one.point_key)) for one in list_open_of(db, staff.staff_id, most=AT_ONCE)]


def _is_due(one: Shown, at: str) -> bool:
    return one.task.due_at <= at or one.task.kind != LOOK_IN


def _unread(db: Database, staff: Staff, team_ids: tuple[str, ...], *, at: str) -> list[SharedWheel]:
    if staff.role not in READERS:
        return []
    found, _ = list_shared(db, library(), Reader(staff, team_ids), at=at)
    return [one for one in found if one.is_unread]


def _named(db: Database, staff: Staff, shown: Sequence[Shown]) -> list[Line]:
    tasks = [one.task for one in shown if staff.role in READERS]
    of_families = [task.family_id for task in tasks if task.family_id]
    names = name_families(db, staff.staff_id, of_families) if of_families else {}
    owners = [task.owner_id for task in tasks if task.owner_id and task.family_id]
    people = name_joined(db, staff.staff_id, owners) if owners else {}

    def line(one: Shown) -> Line:
        family_id, owner_id = one.task.family_id or "", one.task.owner_id or ""
        name, is_seen = names.get(family_id, ("", False))
        may_be_named = is_seen or one.task.kind in FOR_LEADS
        return Line(one, name if may_be_named else None, is_seen, people.get((family_id, owner_id)))

    return [line(one) for one in shown]
