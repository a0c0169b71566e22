"""A check-in that was filled in elsewhere, with a pen, and is stored at once when it is typed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wheel_app.checkins import queries
from wheel_app.checkins.actions import new_draft
from wheel_app.checkins.checkin import Checkin, Given, Pick, Sitting, fits
from wheel_app.checkins.lines.actions import CHOSEN
from wheel_app.checkins.several.queries import list_revisions, move_revisions, update_taken_back
from wheel_app.storage import Database
from wheel_app.tools import Tool

END_OF_DAY = "T23:59:59.999999Z"


def record(
    db: Database,
    tool: Tool,
    owner_id: str,
    about: str,
    sitting: Sitting,
    answers: Mapping[str, Given],
    *,
    about_member: str | None,
    filled_on: str,
    at: str,
    revises: str | None = None,
) -> Checkin:
    """Store a finished check-in of what was answered on another day than it is typed in; return it.

    `filled_on` is that day (ISO), at the end of which it counts as finished; `at` the moment of typing (UTC text).
    The person’s own corrections of `revises`, which was taken back, are of this one now. ValueError for no such answer.
    """
    if odd := [key for key, given in answers.items() if not fits(tool, key, given)]:
        raise ValueError(f"{tool.id}: no such answer to {', '.join(odd)}")
    keys = [topic.key for topic in tool.topics_for(about) if topic.key in answers]
    made = replace(
        new_draft(tool, owner_id, about, sitting, (), (), at=at),
        topic_order=",".join(keys),
        first_count=len(keys),
        seq=len(keys),
        filled_on=filled_on,
        about_member=about_member,
        revises=revises,
    )
    with db.transaction():
        queries.insert_checkin(db, made, sitting.interpreter, sitting.device_id, handed_by=None)
        if not tool.is_wheel:
            queries.replace_picks(db, made.checkin_id, [Pick(key, CHOSEN) for key in keys])
        for seq, key in enumerate(keys, start=1):
            queries.put_answer(db, made.checkin_id, key, answers[key], seq=seq, at=at)
        queries.update_finished(db, owner_id, made.checkin_id, at=min(at, filled_on + END_OF_DAY))
        if revises:
            move_revisions(db, revises, made.checkin_id)
    return queries.find_checkin(db, owner_id, made.checkin_id) or made


def take_back(db: Database, checkin_ids: Iterable[str], *, at: str) -> None:
    """Take out of sight what was typed in wrongly; it stays, and what is typed in instead puts it right."""
    with db.transaction():
        for checkin_id in checkin_ids:
            update_taken_back(db, checkin_id, at=at)


def with_revisions(db: Database, checkin_ids: Iterable[str]) -> list[str]:
    """Return these check-ins and all that puts them right, each behind what it puts right."""
    found = list(checkin_ids)
    for checkin_id in found:
        found += [one for one in list_revisions(db, checkin_id) if one not in found]
    return found
