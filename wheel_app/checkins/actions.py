"""What changes check-ins: each function is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from wheel_app.checkins import queries
from wheel_app.checkins.checkin import (
    OWN,
    Checkin,
    Clash,
    Given,
    Pick,
    Saved,
    Sitting,
    fits,
    topic_order,
)
from wheel_app.checkins.lines.queries import list_drafts
from wheel_app.checkins.private.queries import delete_replaced
from wheel_app.checkins.reading import tool_of, with_tool
from wheel_app.people import Change, insert_person, list_changes, silenced, silent_in
from wheel_app.storage import Database, later, new_id
from wheel_app.tools import Library, Tool


class UnknownCheckin(LookupError):
    """There is no such check-in of this owner."""


class AlreadyFinished(Exception):
    """The check-in is finished; only a revision can say otherwise."""


class Unfit(ValueError):
    """An answer that this line of this tool does not take: off its scale, or words for a mark."""


@dataclass(frozen=True)
class Place:
    """The line of a check-in that an answer is for, and the tool version that the page had shown."""

    checkin_id: str
    topic_key: str
    tool: Tool

    def is_in(self, checkin: Checkin) -> bool:
        """Whether the check-in asks this topic with this tool version."""
        is_same_tool = (self.tool.id, self.tool.version) == (checkin.tool_id, checkin.tool_version)
        return is_same_tool and self.topic_key in checkin.keys


def create_person(db: Database, *, at: str, purge_hours: int) -> str:
    """Make a nameless person who is kept for `purge_hours` unless they choose more; return the owner id."""
    owner_id = new_id()
    with db.transaction():
        insert_person(db, owner_id, at=at, keep_until=later(at, hours=purge_hours))
    return owner_id


def begin(
    db: Database, tool: Tool, owner_id: str, about: str, sitting: Sitting, *, at: str, picks: Sequence[Pick] = ()
) -> Checkin:
    """Begin a wheel; with `picks` it starts on those topics. A scale or checklist is begun by begin_about."""
    if not tool.is_wheel:
        raise ValueError(f"{tool.id} is no wheel")
    changes = list_changes(db, owner_id)
    draft = new_draft(tool, owner_id, about, sitting, picks, changes, at=not_before(changes, at))
    with db.transaction():
        return insert(db, draft, sitting, picks)


def begin_again(
    db: Database, tool: Tool, owner_id: str, about: str, sitting: Sitting, *, at: str, picks: Sequence[Pick]
) -> Checkin:
    """Begin the next draft; pressed twice it is one: a draft begun alike that says nothing yet is gone on with."""
    with db.transaction():
        changes = list_changes(db, owner_id)
        at = max(not_before(changes, at), queries.last_touch(db, owner_id) or "")
        draft = new_draft(tool, owner_id, about, sitting, picks, changes, at=at)
        found = queries.find_untouched(
            db, draft, interpreter=sitting.interpreter, device_id=sitting.device_id, begun_after=_last(changes)
        )
        begun = queries.find_checkin(db, owner_id, found) if found else None
        return begun or insert(db, draft, sitting, picks)


def _last(changes: Iterable[Change]) -> str:
    return max((change.noted_at for change in changes), default="")


def not_before(changes: Iterable[Change], at: str) -> str:
    """Return `at`, or the moment after the last change: what is made after it is not put away by it.

    The clock may have been set back meanwhile. For one person time goes on all the same: a change is never noted before
    what it puts away, and the next wheel never begun before the last.
    """
    last = _last(changes)
    return at if at > last else later(last, microseconds=1)


def insert(db: Database, draft: Checkin, sitting: Sitting, picks: Sequence[Pick]) -> Checkin:
    """Store a new draft with what was picked, in the caller's transaction."""
    queries.insert_checkin(db, draft, sitting.interpreter, sitting.device_id, handed_by=sitting.handed_by)
    queries.replace_picks(db, draft.checkin_id, picks)
    return draft


def new_draft(
    tool: Tool,
    owner_id: str,
    about: str,
    sitting: Sitting,
    picks: Sequence[Pick],
    changes: Iterable[Change],
    *,
    at: str,
    about_member: str | None = None,
) -> Checkin:
    """Return a draft that is not stored yet."""
    order, first = topic_order(tool, about, picks, silent=silenced(changes, about_member))
    return Checkin(
        checkin_id=new_id(),
        owner_id=owner_id,
        tool_id=tool.id,
        tool_version=tool.version,
        about=about,
        present=sitting.present,
        language=sitting.language,
        own_topic=None,
        topic_order=order,
        first_count=first,
        filled_on=at[:10],
        recorded_at=at,
        seq=0,
        finished_at=None,
        revises=None,
        voice=sitting.voice,
        given_by=sitting.given_by,
        about_member=about_member,
    )


def choose_first(
    db: Database, tool: Tool, owner_id: str, checkin_id: str, picks: Sequence[Pick], *, at: str
) -> Checkin:
    """Put the tapped topics of a draft first; raise UnknownCheckin or AlreadyFinished."""
    with db.transaction():
        draft = raised(db, owner_id, checkin_id, at)
        queries.replace_picks(db, checkin_id, picks)
        return reorder(db, tool, draft, draft.own_topic, picks)


def name_own_topic(db: Database, tool: Tool, owner_id: str, checkin_id: str, name: str | None, *, at: str) -> Checkin:
    """Give a draft a free topic of that name; None takes it and its answer away."""
    with db.transaction():
        draft = raised(db, owner_id, checkin_id, at)
        if name is None:
            queries.delete_answer(db, checkin_id, OWN)
        return reorder(db, tool, draft, name, queries.list_picks(db, checkin_id))


def silence_drafts(db: Database, library: Library, owner_id: str) -> None:
    """Leave the owner's silent subjects out of their drafts, and ask again those that were brought back."""
    with db.transaction():
        for draft in with_tool(library, list_drafts(db, owner_id)):
            reorder(db, tool_of(library, draft), draft, draft.own_topic, queries.list_picks(db, draft.checkin_id))


def raised(db: Database, owner_id: str, checkin_id: str, at: str) -> Checkin:
    """Count a draft on by one, in the caller's transaction; raise UnknownCheckin or AlreadyFinished."""
    draft = queries.raise_seq(db, owner_id, checkin_id, at=at)
    if draft is None:
        raise AlreadyFinished if queries.find_checkin(db, owner_id, checkin_id) else UnknownCheckin
    return draft


def reorder(db: Database, tool: Tool, draft: Checkin, own: str | None, picks: Sequence[Pick]) -> Checkin:
    """Store which topics a draft asks after other ones were picked or fell silent, in the caller's transaction."""
    silent = silent_in(list_changes(db, draft.owner_id), draft.recorded_at, draft.about_member)
    order, first = topic_order(tool, draft.about, picks, own is not None, silent)
    queries.update_topics(db, draft.checkin_id, own_topic=own, order=order, first=first)
    return replace(draft, own_topic=own, topic_order=order, first_count=first)


def save_answer(
    db: Database,
    owner_id: str,
    where: Place,
    given: Given,
    *,
    save_id: str,
    seen_seq: int,
    at: str,
) -> Saved | Clash:
    """Save one answer exactly once.

    `save_id` names this save: sent again with the same content it changes nothing and gets the same reply, with other
    content it is a Clash. `seen_seq` is the `seq` of the answer that the page showed (0 for none); when another answer
    was saved since, it is a Clash too. Raises UnknownCheckin, also for a topic that the check-in does not have,
    AlreadyFinished, and Unfit.
    """
    with db.transaction():
        draft = queries.raise_seq(db, owner_id, where.checkin_id, at=at)
        if draft is None:
            return _late_save(db, owner_id, where.checkin_id, where.topic_key, given)
        if not where.is_in(draft):
            raise UnknownCheckin(where.topic_key)
        if not fits(where.tool, where.topic_key, given):
            raise Unfit(where.topic_key)
        said_before = _said_before(db, draft, where.topic_key, given, save_id=save_id, seen_seq=seen_seq)
        if said_before is not None:
            return said_before
        digest = given.digest(where.topic_key)
        queries.put_answer(db, draft.checkin_id, where.topic_key, given, seq=draft.seq, at=at)
        queries.insert_receipt(db, save_id, draft.checkin_id, digest=digest, seq=draft.seq)
        return Saved(draft.seq, draft)


def _said_before(
    db: Database, draft: Checkin, topic_key: str, given: Given, *, save_id: str, seen_seq: int
) -> Saved | Clash | None:
    """What comes of a save because of what stands already; None when nothing stands in its way."""
    receipt, answer = queries.find_before_save(db, draft.checkin_id, topic_key, save_id)
    if receipt is not None:
        is_same = (receipt.checkin_id, receipt.digest) == (draft.checkin_id, given.digest(topic_key))
        return Saved(receipt.seq, draft) if is_same else Clash(answer, draft)
    if answer and answer.is_same_as(given):
        return Saved(answer.seq, draft)
    return Clash(answer, draft) if (answer.seq if answer else 0) != seen_seq else None


def _late_save(db: Database, owner_id: str, checkin_id: str, topic_key: str, given: Given) -> Saved | Clash:
    checkin = queries.find_checkin(db, owner_id, checkin_id)
    if checkin is None:
        raise UnknownCheckin(checkin_id)
    answer = queries.list_answers(db, checkin_id).get(topic_key)
    if answer and answer.is_same_as(given):
        return Saved(answer.seq, checkin)
    raise AlreadyFinished(checkin_id)


def finish(db: Database, owner_id: str, checkin_id: str, *, at: str) -> None:
    """Finish a draft; pressed twice it stays finished. Raises UnknownCheckin."""
    with db.transaction():
        if queries.update_finished(db, owner_id, checkin_id, at=not_before(list_changes(db, owner_id), at)):
            queries.delete_receipts(db, checkin_id)
            delete_replaced(db, checkin_id)
        elif queries.find_checkin(db, owner_id, checkin_id) is None:
            raise UnknownCheckin(checkin_id)


def revise(
    db: Database, owner_id: str, checkin_id: str, sitting: Sitting, *, at: str, unasked: Collection[str] = ()
) -> Checkin:
    """Open a revision of a finished check-in, or the one that is open already; the first stays as it is.

    The topics `unasked` are left out: they fell silent since.
    """
    with db.transaction():
        old = queries.find_checkin(db, owner_id, checkin_id)
        if old is None or old.is_draft:
            raise UnknownCheckin(checkin_id)
        newer = queries.find_revision_of(db, owner_id, checkin_id)
        if newer is not None:
            return newer
        order = old.keys
        draft = replace(
            old,
            checkin_id=new_id(),
            topic_order=",".join(key for key in order if key not in unasked),
            first_count=sum(key not in unasked for key in order[: old.first_count]),
            recorded_at=not_before(list_changes(db, owner_id), at),
            seq=1,
            finished_at=None,
            revises=checkin_id,
            present=sitting.present,
            given_by=sitting.given_by,
        )
        queries.insert_checkin(db, draft, sitting.interpreter, sitting.device_id, handed_by=sitting.handed_by)
        queries.copy_answers(db, checkin_id, draft.checkin_id)
        return draft


def forget_drafts(db: Database, owner_id: str, checkin_ids: Iterable[str]) -> None:
    """Remove drafts that their owner lays aside; finished check-ins stay."""
    with db.transaction():
        drafts = {one.checkin_id for one in queries.list_checkins(db, owner_id) if one.is_draft}
        queries.delete_checkin(db, drafts & set(checkin_ids))
