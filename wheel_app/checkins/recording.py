"""A check-in that was filled in elsewhere, with a pen, and is stored at once when it is typed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wheel_app.checkins import queries
from wheel_app.checkins.actions import new_draft
from wheel_app.checkins.checkin import Checkin, Given, Pick, Sitting, fits
from wheel_app.checkins.lines.actions import CHOSEN
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
) -> Checkin:
    """Store a finished check-in of what was answered on another day than it is typed in; return it.

    `filled_on` is that day (ISO), `at` the moment of typing (UTC text). It counts as finished at the end of its own
    day: a change in life that was noted since puts it away. ValueError for an answer that its line does not take.
    """
    if odd := [key for key, given in answers.items() if not fits(tool, key, given)]:
        raise ValueError(f"{tool.id}: no such answer to {', '.join(odd)}")
    keys = [topic.key for topic in tool.topics_for(about) if topic.key in answers]
    draft = new_draft(tool, owner_id, about, sitting, (), (), at=at)
    made = replace(
        draft,
        topic_order=",".join(keys),
        first_count=len(keys),
        seq=len(keys),
        filled_on=filled_on,
        about_member=about_member,
    )
    with db.transaction():
        queries.insert_checkin(db, made, sitting.interpreter, sitting.device_id, handed_by=None)
        if not tool.is_wheel:
            queries.replace_picks(db, made.checkin_id, [Pick(key, CHOSEN) for key in keys])
        for seq, key in enumerate(keys, start=1):
            queries.put_answer(db, made.checkin_id, key, answers[key], seq=seq, at=at)
        queries.update_finished(db, owner_id, made.checkin_id, at=min(at, filled_on + END_OF_DAY))
    return queries.find_checkin(db, owner_id, made.checkin_id) or made
