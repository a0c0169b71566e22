"""What changes scales and checklists, beside the saving of a line; each function is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wheel_app.checkins.actions import finish, insert, new_draft, not_before, raised, reorder
from wheel_app.checkins.checkin import Checkin, Filling, Pick, Sitting
from wheel_app.checkins.lines import queries
from wheel_app.checkins.queries import delete_checkin, list_answers, list_picks, replace_picks
from wheel_app.people import hold_person, list_changes
from wheel_app.storage import Database
from wheel_app.tools import Tool

CHOSEN = "chosen"


def begin_about(
    db: Database,
    tool: Tool,
    owner_id: str,
    about: str,
    sitting: Sitting,
    *,
    about_member: str,
    at: str,
    picks: Sequence[str] = (),
    filled_on: str | None = None,
    afresh: bool = False,
) -> Checkin:
    """Begin a scale or checklist about a child at a point, or go on with the one that is open in the same hand.

    `about` is the key of the point, `about_member` the member id of the child. With `picks` (keys of lines) only these
    are asked, in the order of the tool; with a draft that is open they are asked as well. `filled_on` is the day it
    was filled in (ISO date), else that of `at`. `afresh` goes on with none: where nobody has shown who they are, what
    was begun elsewhere must not open. Raises ValueError for a wheel, UnknownTool for an unknown point.
    """
    if tool.is_wheel or sitting.voice != "own":
        raise ValueError(f"{tool.id} is not about a child in somebody’s own voice")
    with db.transaction():
        hold_person(db, owner_id)
        chosen, changes = _picks(picks), list_changes(db, owner_id)
        begun_at = not_before(changes, at)
        draft = new_draft(tool, owner_id, about, sitting, chosen, changes, at=begun_at, about_member=about_member)
        draft = replace(draft, filled_on=filled_on or draft.filled_on)
        begun = None if afresh else queries.find_open(db, draft)
        if begun is None or Filling(begun, tool, {}).is_put_away(changes):
            return insert(db, draft, sitting, chosen)
        return _ask_also(db, tool, begun, picks, at=at) if picks else begun


def choose_lines(db: Database, tool: Tool, owner_id: str, checkin_id: str, picks: Sequence[str], *, at: str) -> Checkin:
    """Let a draft ask these lines (keys); one that is answered already stays. Raises UnknownCheckin, AlreadyFinished.

    `tool` is the very version that the draft was made with.
    """
    with db.transaction():
        draft = raised(db, owner_id, checkin_id, at)
        answered = [key for key in list_answers(db, checkin_id) if key in draft.keys]
        return _ask(db, tool, draft, (*picks, *answered))


def finish_or_forget(db: Database, owner_id: str, checkin_id: str, *, at: str) -> bool:
    """Finish a draft, or remove it where nothing was answered; whether it is finished. Raises UnknownCheckin."""
    with db.transaction():
        if not queries.says_anything(db, checkin_id):
            draft = raised(db, owner_id, checkin_id, at)
            delete_checkin(db, [draft.checkin_id])
            return False
        finish(db, owner_id, checkin_id, at=at)
    return True


def _ask_also(db: Database, tool: Tool, begun: Checkin, picks: Sequence[str], *, at: str) -> Checkin:
    if (begun.tool_id, begun.tool_version) != (tool.id, tool.version):
        return begun
    asked = [pick.topic_key for pick in list_picks(db, begun.checkin_id)] or begun.keys
    if set(picks) <= set(asked):
        return begun
    return _ask(db, tool, raised(db, begun.owner_id, begun.checkin_id, at), (*asked, *picks))


def _ask(db: Database, tool: Tool, draft: Checkin, keys: Sequence[str]) -> Checkin:
    picks = _picks(keys)
    replace_picks(db, draft.checkin_id, picks)
    return reorder(db, tool, draft, None, picks)


def _picks(keys: Sequence[str]) -> tuple[Pick, ...]:
    return tuple(Pick(key, CHOSEN) for key in dict.fromkeys(keys))
