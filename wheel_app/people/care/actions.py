"""Stepping levels, closing and taking up again, linking families, writing notes."""

from __future__ import annotations

from typing import Protocol

from wheel_app.accounts import Staff
from wheel_app.people.care import queries
from wheel_app.people.care.rules import is_step_down
from wheel_app.people.families.actions import note
from wheel_app.people.families.queries import find_family
from wheel_app.people.members.queries import list_members
from wheel_app.storage import Database, later, new_id


class OnLookIn(Protocol):
    """Puts a look-in at a family onto somebody’s list for a day (ISO date), in the caller’s transaction."""

    def __call__(self, db: Database, family_id: str, due_on: str, *, by: Staff, at: str) -> None:
        """Put it onto the list."""


class LookInMissing(ValueError):
    """Less help, or none, is agreed without a day on which somebody looks in."""


def step_level(
    db: Database,
    family_id: str,
    level: int,
    *,
    since_on: str,
    reason: str,
    by: Staff,
    at: str,
    on_look_in: OnLookIn,
    look_in_on: str | None = None,
    step_id: str | None = None,
) -> None:
    """Set a family’s level from a day on. A step down needs a day to look in: LookInMissing without one.

    `step_id` names a page’s one press: NotUnique when it was sent before.
    """
    with db.transaction():
        steps = queries.list_level_steps(db, family_id)
        goes_down = is_step_down(steps, level)
        if steps and at <= steps[0].made_at:  # The newest step is the newest, wherever the clock was set.
            at = later(steps[0].made_at, microseconds=1)
        if goes_down and not look_in_on:
            raise LookInMissing(family_id)
        queries.insert_level_step(
            db, step_id or new_id(), family_id, level, since_on=since_on, reason=reason, made_by=by.staff_id, at=at
        )
        note(db, family_id, "level-changed", by=by, at=at, codes=(f"level-{level}",))
        if goes_down and look_in_on:
            on_look_in(db, family_id, look_in_on, by=by, at=at)


def close_family(
    db: Database, family_id: str, *, reason: str, look_in_on: str, by: Staff, at: str, on_look_in: OnLookIn
) -> bool:
    """Close the work with a family and put a look-in on the coordinator’s list; False when it is closed already.

    The family keeps its ways in, its teams and its contact.
    """
    with db.transaction():
        family = find_family(db, family_id)
        if family is None or family.closed_at:
            return False
        queries.insert_closure(db, new_id(), family_id, reason=reason, made_by=by.staff_id, at=at)
        note(db, family_id, "family-closed", by=by, at=at)
        on_look_in(db, family_id, look_in_on, by=by, at=at)
    return True


def reopen_family(db: Database, family_id: str, *, why: str, by: Staff, at: str) -> bool:
    """Take the work with a family up again; False when it is open."""
    with db.transaction():
        is_reopened = queries.update_reopened(db, family_id, why=why, made_by=by.staff_id, at=at)
        if is_reopened:
            note(db, family_id, "family-reopened", by=by, at=at)
    return is_reopened


def link_families(db: Database, family_id: str, other_family_id: str, *, reason: str, by: Staff, at: str) -> bool:
    """Say that two families have to do with each other; False for the same one, or when it is said already."""
    with db.transaction():
        if other_family_id == family_id or other_family_id in queries.list_linked(db, family_id):
            return False
        queries.insert_link(db, new_id(), family_id, other_family_id, reason=reason, made_by=by.staff_id, at=at)
        for one in (family_id, other_family_id):
            note(db, one, "families-linked", by=by, at=at, codes=("began",))
    return True


def end_link(db: Database, family_id: str, link_id: str, *, by: Staff, at: str) -> bool:
    """End a link of a family; ended before it is the same. False when there is no such link."""
    with db.transaction():
        other = queries.update_link_ended(db, link_id, family_id, at=at)
        for one in (family_id, other) if other else ():
            note(db, one, "families-linked", by=by, at=at, codes=("ended",))
        return other is not None or queries.has_link(db, family_id, link_id)


def write_note(
    db: Database,
    family_id: str,
    words: str,
    *,
    by: Staff,
    at: str,
    member_id: str | None = None,
    for_them: bool = False,
    note_id: str | None = None,
) -> str:
    """Write a note for staff, or `for_them`: then the member it is about may read it. Returns its id.

    `note_id` names a page’s one press: NotUnique when it was sent before.
    ValueError for a note that somebody may read and is about nobody, or about somebody of another family.
    """
    if for_them and not member_id:
        raise ValueError("Nobody is named who may read it.")
    note_id, layer = note_id or new_id(), "family" if for_them else "staff"
    with db.transaction():
        if member_id and all(one.member_id != member_id for one in list_members(db, family_id)):
            raise ValueError("The note is about somebody of another family.")
        queries.insert_note(db, note_id, family_id, member_id, layer=layer, words=words, made_by=by.staff_id, at=at)
        note(db, family_id, "noted", by=by, at=at, about=note_id, codes=(layer,))
    return note_id
