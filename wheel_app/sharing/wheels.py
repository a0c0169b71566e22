"""Finished check-ins as far as a grant, or their owner, has to do with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wheel_app.checkins import (
    Answer,
    Checkin,
    Filling,
    answers_of_owner,
    list_checkins,
    list_lines,
    standing,
    tool_of,
    with_tool,
)
from wheel_app.consent import Made
from wheel_app.people import Change, list_changes
from wheel_app.storage import Database
from wheel_app.tools import Library

Answers = Mapping[str, dict[str, Answer]]


def made_of(checkin: Checkin) -> Made:
    """Return what a grant has to know of a finished check-in."""
    return Made(checkin.checkin_id, checkin.filled_on, checkin.finished_at or "", checkin.revises is not None)


def fillings_in_sight(
    library: Library, checkins: Iterable[Checkin], answers: Answers, changes: Sequence[Change]
) -> tuple[Filling, ...]:
    """Return the finished check-ins that no change in life put away, the newest first."""
    found = (
        Filling(one, tool_of(library, one), answers.get(one.checkin_id, {}))
        for one in with_tool(library, checkins)
        if not one.is_draft
    )
    shown = [one for one in found if not one.is_put_away(changes)]
    return tuple(sorted(shown, key=lambda one: (one.checkin.filled_on, one.checkin.recorded_at), reverse=True))


def own_lists(db: Database, library: Library, owner_id: str, changes: Sequence[Change]) -> tuple[Filling, ...]:
    """Return a person’s scales and checklists without their answers, drafts too; put-away ones are left out."""
    known = with_tool(library, list_lines(db, owner_id))
    found = (Filling(one, tool_of(library, one), {}) for one in known)
    return tuple(one for one in found if not one.is_put_away(changes))


def own_wheels(db: Database, library: Library, owner_id: str) -> tuple[tuple[Filling, ...], tuple[Change, ...]]:
    """Return a person’s finished check-ins that are not put away, the newest first, and the changes in their life."""
    changes = list_changes(db, owner_id)
    checkins, answers = list_checkins(db, owner_id), answers_of_owner(db, owner_id)
    return fillings_in_sight(library, checkins, answers, changes), changes


def that_count(fillings: Sequence[Filling]) -> tuple[Filling, ...]:
    """Leave out what was put right since: of each chain of corrections the newest one counts."""
    counted = {one.checkin_id for one in standing(filling.checkin for filling in fillings)}
    return tuple(one for one in fillings if one.checkin.checkin_id in counted)
