"""Doing one adult’s part: begun with its checklist, taken into the adult’s own hand, finished, shown or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wheel_app import checkins, consent
from wheel_app.checkins import Checkin, Given, Place, Saved, Sitting
from wheel_app.storage import Database, new_id
from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, Library
from wheel_app.visits.parts import queries
from wheel_app.visits.parts.actions import owner_of_part, put_part
from wheel_app.visits.parts.reading import PartFilled
from wheel_app.visits.parts.rules import DoneBy, Part
from wheel_app.visits.queries import list_present
from wheel_app.visits.rules import Visit

MOST_ITEMS = 6


def begin_part(
    db: Database, library: Library, visit: Visit, member_id: str, asks: str, sitting: Sitting, *, at: str
) -> Part:
    """Open one adult’s part of a visit with its checklist, or the one there is; `asks` is what its point asks with.

    What the adult has begun where nobody else was to see it stays closed here: nobody has shown who they are.
    """
    with db.transaction():
        hand: DoneBy = "told" if sitting.given_by == "told" else "own"
        part = put_part(db, visit, member_id, done_by=hand, at=at)
        if part.checklist_id is None and part.finished_at is None:
            part = _with_checklist(db, library, part, asks, sitting, at=at, filled_on=visit.on_date, afresh=True)
    return part


def begin_beforehand(
    db: Database,
    library: Library,
    member_id: str,
    child_id: str,
    point: tuple[str, str],
    sitting: Sitting,
    *,
    at: str,
) -> Part:
    """Open one’s own part before a visit, or go on with the one that waits for it.

    `point` is the key of the point and what it asks with.
    """
    point_key, asks = point
    with db.transaction():
        owner_id = owner_of_part(db, member_id, at=at)
        waiting = (one for one in queries.list_parts_beforehand(db, child_id, point_key) if one.owner_id == owner_id)
        part = next((one for one in waiting if one.finished_at is None), None)
        if part is None:
            part = Part(new_id(), None, child_id, point_key, member_id, owner_id, None, None, "own", at)
            queries.insert_part(db, part)
            part = _with_checklist(db, library, part, asks, sitting, at=at, filled_on=at[:10], afresh=False)
    return part


def _with_checklist(
    db: Database, library: Library, part: Part, asks: str, sitting: Sitting, *, at: str, filled_on: str, afresh: bool
) -> Part:
    begun = checkins.begin_about(
        db,
        library.current(EARLY_CHECKLIST),
        part.owner_id,
        asks,
        sitting,
        about_member=part.child_id,
        at=at,
        filled_on=filled_on,
        afresh=afresh,
    )
    part = replace(part, checklist_id=begun.checkin_id)
    queries.update_part(db, part)
    return part


def choose_items(
    db: Database, library: Library, part: Part, checklist: Checkin, keys: Sequence[str], sitting: Sitting, *, at: str
) -> Part:
    """Let a part ask up to six lines of the scale; one that is answered stays. The scale is begun with the first."""
    tool = library.current(PARENTAL_SCALE)
    with db.transaction():
        if part.scale_id is not None:
            scale = checkins.find_checkin(db, part.owner_id, part.scale_id)
            if scale is not None:
                tool = checkins.tool_of(library, scale)
                checkins.choose_lines(db, tool, part.owner_id, part.scale_id, keys, at=at)
        elif keys:
            begun = checkins.begin_about(
                db,
                tool,
                part.owner_id,
                checklist.about,
                sitting,
                about_member=part.child_id,
                at=at,
                picks=keys,
                filled_on=checklist.filled_on,
                afresh=part.visit_id is not None,
            )
            part = replace(part, scale_id=begun.checkin_id)
            queries.update_part(db, part)
    return part


def take_over(db: Database, part: Part, *, at: str) -> Part:
    """Put a part that was told so far into the adult’s own hand: it is theirs to show or not from then on."""
    if part.done_by == "own":
        return part
    with db.transaction():
        hand = consent.Hand(part.owner_id, "family")
        for grant in consent.grants_of(db, part.owner_id):
            if grant.how == "told" and grant.checkin_id in part.checkin_ids:
                consent.withdraw(db, part.owner_id, grant.grant_id, hand, at=at)
        part = replace(part, done_by="own")
        queries.update_part(db, part)
    return part


def finish_part(db: Database, part: Part, *, at: str, language: str | None = None) -> Part:
    """Finish a part with its check-ins; one in which nothing was said is left behind. Pressed twice it is once.

    `language` is the one it was read in at the end, where that is known: it may have been begun in another.
    """
    if part.finished_at is not None:
        return part
    with db.transaction():
        if language:
            checkins.note_language(db, part.owner_id, part.checkin_ids, language)
        # The row lets go of them first: one that says nothing is removed.
        queries.update_part(db, replace(part, checklist_id=None, scale_id=None, finished_at=at))
        said = [_finish(db, part.owner_id, one, at=at) for one in (part.checklist_id, part.scale_id)]
        part = replace(part, checklist_id=said[0], scale_id=said[1], finished_at=at)
        queries.update_part(db, part)
    return part


def _finish(db: Database, owner_id: str, checkin_id: str | None, *, at: str) -> str | None:
    is_said = checkin_id is not None and checkins.finish_or_forget(db, owner_id, checkin_id, at=at)
    return checkin_id if is_said else None


def show_part(db: Database, part: Part, staff_ids: Iterable[str], *, at: str) -> None:
    """Let these members of staff see a part: the adult’s own yes, which they can stop like any other."""
    hand = consent.Hand(part.owner_id, "family")
    with db.transaction():
        for staff_id in staff_ids:
            for checkin_id in part.checkin_ids:
                to = consent.Recipient("staff", staff_id)
                consent.give(db, part.owner_id, to, consent.Terms(checkin_id), hand, at=at)


def bring_along(db: Database, visit: Visit, staff_id: str, *, at: str) -> None:
    """Give a visit what an adult who is there finished beforehand, where they showed it to this member of staff.

    What they keep to themselves stays where it is, and nobody learns that it is there. What somebody did who is not
    there waits for a visit of theirs: this one would stand among their own, with its day and the next one.
    """
    waiting = [part for part in queries.list_parts_beforehand(db, visit.child_id, visit.point_key) if part.finished_at]
    here = {one.member_id for one in list_present(db, visit.visit_id)} if waiting else set()
    for part in waiting:
        is_free = part.member_id in here and queries.find_part(db, visit.visit_id, part.member_id) is None
        if is_free and _is_shown(db, part, staff_id, at=at):
            queries.update_part(db, replace(part, visit_id=visit.visit_id))


def _is_shown(db: Database, part: Part, staff_id: str, *, at: str) -> bool:
    shown = [one for one in consent.grants_of(db, part.owner_id) if one.checkin_id in part.checkin_ids]
    return any(one.is_for(staff_id, ()) and one.runs(at) for one in shown)


def keep_hope(db: Database, filled: PartFilled, key: str, *, at: str) -> bool:
    """Say that what was hoped the last time is still so; False where nothing was, or it says something new already."""
    hope = next((one for one in filled.hopes if one.line.key == key), None)
    if hope is None or key in filled.checklist.answers:
        return False
    where = Place(filled.checklist.checkin.checkin_id, key, filled.checklist.tool)
    given = Given("worded", note=hope.words)
    owner_id = filled.part.owner_id
    outcome = checkins.save_answer(db, owner_id, where, given, save_id=new_id(), seen_seq=0, at=at)
    return isinstance(outcome, Saved)
