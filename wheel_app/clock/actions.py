"""What changes about the windows of children: they are reckoned anew, told what was done, or fall silent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from wheel_app.clock import queries
from wheel_app.clock.rules import (
    WHOLE_DAY,
    Child,
    Delivery,
    PointSet,
    Reckoned,
    Window,
    next_of,
    wanted_of,
    windows_for,
)
from wheel_app.people import Member, is_silent, list_children, silent_between
from wheel_app.storage import Database

A_BATCH = 200
NOTHING = Reckoned((), None, False)


def reckon_member(db: Database, point_set: PointSet, member: Member) -> tuple[Window, ...]:
    """Reckon the windows of one member anew from their dates, and store and return them; none for who is no child.

    What was done stays, and counts in another set where it has a point of the same key.
    """
    with db.transaction():
        deliveries = queries.list_deliveries(db, member.member_id)
        reckoned = _reckon(point_set, member, deliveries, is_silent=is_silent(db, member.member_id))
        _put(db, member, reckoned)
    return reckoned.windows


def begin_member(db: Database, point_set: PointSet, member: Member) -> None:
    """Reckon the windows of who has just been put in, and of whom nothing is stored yet."""
    reckoned = _reckon(point_set, member, (), is_silent=False)
    if reckoned != NOTHING:
        with db.transaction():
            queries.insert_windows(db, member.member_id, member.family_id, reckoned.windows)
            if reckoned.wanted:
                queries.put_wanted(
                    db, member.member_id, member.family_id, reckoned.wanted, is_silent=reckoned.is_silent
                )


def _reckon(point_set: PointSet, member: Member, deliveries: Iterable[Delivery], *, is_silent: bool) -> Reckoned:
    child = child_of(member, is_silent=is_silent)
    return Reckoned(windows_for(point_set, child, deliveries), wanted_of(child), child is not None and child.is_silent)


def _put(db: Database, member: Member, reckoned: Reckoned) -> None:
    queries.delete_windows(db, member.member_id)
    queries.insert_windows(db, member.member_id, member.family_id, reckoned.windows)
    queries.put_wanted(db, member.member_id, member.family_id, reckoned.wanted, is_silent=reckoned.is_silent)


def reckon_all(db: Database, point_set: PointSet, *, at: str) -> int:
    """Reckon every child anew, some hundred in each transaction, and return for how many anything was different.

    Stopped anywhere, it is done again from the beginning: who is right already is only read.
    """
    changed, after = 0, ""
    while True:
        with db.transaction():
            members = list_children(db, after=after, most=A_BATCH)
            if not members:
                break
            changed += _reckon_batch(db, point_set, members, after=after)
            after = members[-1].member_id
    with db.transaction():
        queries.put_reckoned(db, mark_of(point_set), at=at)
    return changed


def _reckon_batch(db: Database, point_set: PointSet, members: Sequence[Member], *, after: str) -> int:
    changed, last = 0, members[-1].member_id
    stored = queries.list_stored(db, after=after, last=last)
    deliveries = queries.list_all_deliveries(db, after=after, last=last)
    silent = silent_between(db, after=after, last=last)
    for member in members:
        done, is_lost = deliveries.get(member.member_id, ()), member.member_id in silent
        reckoned = _reckon(point_set, member, done, is_silent=is_lost)
        if stored.get(member.member_id, NOTHING) != reckoned:
            _put(db, member, reckoned)
            changed += 1
    return changed


def reckon_changed_set(db: Database, point_set: PointSet, *, at: str) -> int:
    """Reckon every child anew where that was last done with another set, or never; return how many were different."""
    return 0 if queries.find_reckoned(db) == mark_of(point_set) else reckon_all(db, point_set, at=at)


def mark_of(point_set: PointSet) -> str:
    """Return a mark that differs wherever the windows of two sets do."""
    points = [replace(point, crosswalk={}) for point in point_set.points]
    return hashlib.sha256(repr((point_set.key, point_set.version, points)).encode()).hexdigest()


def is_child(member: Member) -> bool:
    """Whether points are counted for a member at all: a child, or one who is expected."""
    return member.facts.kind in ("child", "unborn")


def child_of(member: Member, *, is_silent: bool = False) -> Child | None:
    """Return what is counted of a member; None of who is neither a child nor expected. Who has left is silent."""
    facts = member.facts
    if not is_child(member):
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


def silence_as_known(db: Database, member: Member) -> None:
    """Let a child be silent who has left or about whom everything is, and no other."""
    with db.transaction():
        is_gone = member.left_on is not None or is_silent(db, member.member_id)
        queries.update_silent(db, member.member_id, is_silent=is_gone)


def windows_of(db: Database, member_id: str, *, with_silent: bool = False) -> tuple[Window, ...]:
    """Return every window of a child in the order of its points; `state_on(day)` says how each stands.

    `with_silent` is for the pages of somebody who does not know yet of a loss: they go on as before.
    """
    windows = queries.list_windows(db, member_id)
    return tuple(replace(one, is_silent=False) for one in windows) if with_silent else windows


def windows_of_each(
    db: Database, member_ids: Iterable[str], *, with_silent: bool = False
) -> dict[str, tuple[Window, ...]]:
    """Return the same of several children, by child: of at most sixteen, in one statement."""
    found = queries.list_windows_of(db, member_ids)
    return {
        member_id: tuple(replace(one, is_silent=False) for one in windows) if with_silent else windows
        for member_id, windows in found.items()
    }


def next_for(db: Database, member_id: str, on: str, *, with_silent: bool = False) -> Window | None:
    """Return the point that comes next for a child on a day (ISO text); None when there is none, or all is silent.

    `with_silent` is as for windows_of.
    """
    return next_of(windows_of(db, member_id, with_silent=with_silent), on)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return when each point is due for the members that a person has joined as, where anything is."""
    found = queries.export_windows(db, owner_id)
    return {"points": found} if found else {}
