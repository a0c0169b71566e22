"""What changes about the windows of children: they are reckoned anew, told what was done, or fall silent."""

from __future__ import annotations

from typing import Any

from wheel_app.clock import queries
from wheel_app.clock.rules import WHOLE_DAY, Child, Delivery, PointSet, Window, next_of, wanted_of, windows_for
from wheel_app.people import Member
from wheel_app.storage import Database


def reckon_member(db: Database, point_set: PointSet, member: Member) -> tuple[Window, ...]:
    """Reckon the windows of one member anew from their dates, and store and return them; none for who is no child.

    What was done stays, and counts in another set where it has a point of the same key.
    """
    with db.transaction():
        child = child_of(member)
        windows = windows_for(point_set, child, queries.list_deliveries(db, member.member_id))
        queries.put_windows(db, member.member_id, member.family_id, windows)
        is_silent = child is not None and child.is_silent
        queries.put_wanted(db, member.member_id, member.family_id, wanted_of(child), is_silent=is_silent)
    return windows


def child_of(member: Member, *, is_silent: bool = False) -> Child | None:
    """Return what is counted of a member; None of who is neither a child nor expected. Who has left is silent."""
    facts = member.facts
    if facts.kind not in ("child", "unborn"):
        return None
    is_born = facts.kind == "child"
    return Child(
        born_on=_whole(facts.born_on) if is_born else "",
        due_on=_whole(facts.due_on),
        joined_on=member.made_at[:WHOLE_DAY],
        is_born=is_born,
        is_silent=is_silent or member.left_on is not None,
    )


def _whole(day: str) -> str:
    return day if len(day) == WHOLE_DAY else ""


def mark_delivered(db: Database, member_id: str, point_key: str, on: str, visit_id: str) -> None:
    """Say that a point was done for a child at a visit on a day (ISO text); said again of the visit, the last holds."""
    with db.transaction():
        unmark_delivered(db, visit_id)
        queries.put_delivery(db, member_id, Delivery(visit_id, point_key, on))
        queries.tell_window(db, member_id, point_key)


def unmark_delivered(db: Database, visit_id: str) -> None:
    """Take back what was said of a visit; another visit at the same point counts in its place."""
    with db.transaction():
        known = queries.find_delivery(db, visit_id)
        if known is None:
            return
        queries.delete_delivery(db, visit_id)
        queries.forget_in_window(db, visit_id)
        queries.tell_window(db, *known)


def silence(db: Database, member_id: str) -> None:
    """Let everything that is due for a child fall silent."""
    with db.transaction():
        queries.update_silent(db, member_id, is_silent=True)


def unsilence(db: Database, member_id: str) -> None:
    """Let what is due for a child be told again: the silence was a mistake."""
    with db.transaction():
        queries.update_silent(db, member_id, is_silent=False)


def windows_of(db: Database, member_id: str) -> tuple[Window, ...]:
    """Return every window of a child in the order of its points; `state_on(day)` says how each stands."""
    return queries.list_windows(db, member_id)


def next_for(db: Database, member_id: str, on: str) -> Window | None:
    """Return the point that comes next for a child on a day (ISO text); None when there is none, or all is silent."""
    return next_of(queries.list_windows(db, member_id), on)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return when each point is due for the members that a person has joined as, where anything is."""
    found = queries.export_windows(db, owner_id)
    return {"points": found} if found else {}
