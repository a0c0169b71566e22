"""Falling silent about somebody, saying more of it, and putting it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from wheel_app.accounts import Staff
from wheel_app.people import queries as lives
from wheel_app.people.families.actions import note
from wheel_app.people.loss import queries
from wheel_app.people.loss.followers.queries import list_followers
from wheel_app.people.loss.rules import (
    CHANGE_OF,
    DEATHS,
    ENDED_HOW,
    KINDS,
    Follower,
    Loss,
    Silence,
    Spoken,
    left_why,
)
from wheel_app.people.members.actions import ChangedMeanwhile
from wheel_app.people.members.queries import find_member, insert_change, list_same_human, update_left
from wheel_app.people.members.rules import Member, MemberChange
from wheel_app.people.rules import Change, suggested
from wheel_app.storage import Database, new_id


class AlreadySilent(Exception):
    """Nothing is said about this member already."""


class OnSilence(Protocol):
    """Falls silent about a member, or speaks again, in the caller’s transaction."""

    def __call__(self, db: Database, member: Member, is_silent: bool, *, at: str) -> None:
        """Fall silent, or speak again."""


@dataclass(frozen=True)
class Silencing:
    """What the rooms above do when something falls silent or speaks again, all in the caller’s transaction.

    `on_silence` hears of the member. `last_made` is when a person last made anything (UTC text, None for nothing), and
    `on_own_pages` brings what they have open into step with what is silent on their own pages.
    """

    on_silence: tuple[OnSilence, ...]
    last_made: Callable[[Database, str], str | None]
    on_own_pages: Callable[[Database, str], None]


def silence_member(
    db: Database,
    member: Member,
    loss: Loss,
    *,
    told: Iterable[str],
    by: Staff,
    at: str,
    silencing: Silencing,
    silence_id: str | None = None,
) -> Silence:
    """Let everything fall silent about a member at once, and on the own pages of the members in `told`.

    Who died falls silent in each family they belong to; nobody there is taken to know of it yet. `silence_id` names a
    page’s one press: sent again it is the same. Raises AlreadySilent, and ValueError for an unknown kind.
    """
    if loss.kind not in KINDS:
        raise ValueError(loss.kind)
    with db.transaction():
        known = queries.find_silence(db, member.member_id)
        if known and known.silence_id == silence_id:
            return known
        if known:
            raise AlreadySilent(member.member_id)
        made = _silence(db, member, loss, by=by, at=at, silence_id=silence_id, silencing=silencing)
        codes = _tell(db, member, made, frozenset(told), at=at, silencing=silencing)
        note(db, member.family_id, "silenced", by=by, at=at, about=member.member_id, codes=codes)
        if loss.kind in DEATHS:
            _follow(db, member, made, by=by, at=at, silencing=silencing)
    return made


def _silence(
    db: Database,
    member: Member,
    loss: Loss,
    *,
    by: Staff,
    at: str,
    silencing: Silencing,
    silence_id: str | None = None,
    follows_id: str | None = None,
) -> Silence:
    made = Silence(
        silence_id or new_id(), member.member_id, member.family_id, loss, 1, at, by.staff_id, follows_id=follows_id
    )
    queries.insert_silence(db, made, before=member)
    _live_elsewhere(db, member, _left_on(loss, at), left_why(loss.kind), by=by, at=at)
    for hear in silencing.on_silence:
        hear(db, member, True, at=at)
    return made


def _left_on(loss: Loss, at: str) -> str:
    return loss.since_on if len(loss.since_on) == 10 else at[:10]


def _live_elsewhere(db: Database, member: Member, left_on: str | None, why: str | None, *, by: Staff, at: str) -> None:
    update_left(db, member.member_id, left_on=left_on, left_why=why)
    if why != member.left_why:
        said = MemberChange("lives_here", member.left_why or "yes", why or "yes", "", at, by.staff_id)
        insert_change(db, new_id(), member.member_id, said)


def _follow(db: Database, member: Member, made: Silence, *, by: Staff, at: str, silencing: Silencing) -> None:
    # What the parents of one home said, and whom they told, stays in that home.
    loss = replace(made.loss, spoken=Spoken())
    for other in list_same_human(db, member.who_id):
        if other.member_id != member.member_id and not queries.is_silent(db, other.member_id):
            there = _silence(db, other, loss, by=by, at=at, silencing=silencing, follows_id=made.silence_id)
            codes = _tell(db, other, there, frozenset(), at=at, silencing=silencing)
            note(db, other.family_id, "silenced", by=by, at=at, about=other.member_id, codes=(*codes, "follows"))


def _tell(
    db: Database, member: Member, silence: Silence, told: frozenset[str], *, at: str, silencing: Silencing
) -> tuple[str, ...]:
    """Let the own pages of those who know fall silent, and no others; return codes of how many know and do not."""
    followers = list_followers(db, member)
    queries.replace_untold(db, silence.silence_id, {one.member_id for one in followers} - told)
    for one in followers:
        known = lives.find_change_of_silence(db, one.owner_id, silence.silence_id)
        if one.member_id in told:
            _fall_silent(db, one, member, silence, known, at=at, silencing=silencing)
        elif known and known.choice is None:
            lives.delete_change(db, known.change_id)
            silencing.on_own_pages(db, one.owner_id)
    count = sum(one.member_id in told for one in followers)
    return f"told-{count}", f"untold-{len(followers) - count}"


def _fall_silent(
    db: Database,
    follower: Follower,
    child: Member,
    silence: Silence,
    known: Change | None,
    *,
    at: str,
    silencing: Silencing,
) -> None:
    """Note the change in a follower’s life; one that is `known` becomes what came about, and their choice stands."""
    is_unborn = child.facts.kind == "unborn" and silence.is_death
    kind = "pregnancy-loss" if is_unborn else CHANGE_OF[silence.loss.kind]
    if known and known.kind == kind:
        return
    subjects = suggested(kind, is_young=None if follower.kind == "young" else False)
    # Never before what it puts away, wherever the clock may have been set.
    noted_at = max(at, silencing.last_made(db, follower.owner_id) or "")
    change = Change(
        new_id(), kind, noted_at, False, subjects, about_member=silence.member_id, silence_id=silence.silence_id
    )
    if known is None:
        lives.insert_change(db, follower.owner_id, change)
    else:
        # What they put away themselves stays put away.
        own = known.subjects if known.choice == "put-away" else frozenset()
        lives.update_change(db, follower.owner_id, replace(change, change_id=known.change_id, subjects=subjects | own))
    silencing.on_own_pages(db, follower.owner_id)


def change_silence(
    db: Database,
    member: Member,
    silence: Silence,
    loss: Loss,
    *,
    told: Iterable[str],
    seen_seq: int,
    by: Staff,
    at: str,
    silencing: Silencing,
) -> None:
    """Say something else of a silence: what came about, the lead, how it is spoken of, who knows by now.

    What came about, and when, is told alike in each home where who died is silent. Raises ChangedMeanwhile when
    somebody else changed or ended it since the page that said `seen_seq` was shown.
    """
    if seen_seq != silence.seq:
        raise ChangedMeanwhile(silence.silence_id)
    with db.transaction():
        if not queries.update_silence(db, silence, loss):
            raise ChangedMeanwhile(silence.silence_id)
        _live_elsewhere(db, member, _left_on(loss, member.left_on or at), left_why(loss.kind), by=by, at=at)
        said = replace(silence, loss=loss)
        codes = _tell(db, member, said, frozenset(told), at=at, silencing=silencing)
        note(db, member.family_id, "silence-changed", by=by, at=at, about=member.member_id, codes=codes)
        if (loss.kind, loss.since_on) != (silence.loss.kind, silence.loss.since_on):
            for one in queries.list_following(db, silence.silence_id):
                _change_there(db, one, loss, by=by, at=at, silencing=silencing)
        if said.is_death and silence.follows_id is None:
            _follow(db, member, said, by=by, at=at, silencing=silencing)


def _change_there(db: Database, there: Silence, loss: Loss, *, by: Staff, at: str, silencing: Silencing) -> None:
    member = find_member(db, there.member_id)
    if member is None or loss.kind not in DEATHS:  # Nobody died: what it says of one home, it says of no other one.
        end_silence(db, there, how="mistake", why="", by=by, at=at, silencing=silencing)
        return
    told = {one.member_id for one in list_followers(db, member)} - there.untold
    change_silence(
        db, member, there, replace(there.loss, kind=loss.kind, since_on=loss.since_on), told=told, seen_seq=there.seq,
        by=by, at=at, silencing=silencing,
    )  # fmt: skip


def end_silence(
    db: Database, silence: Silence, *, how: str, why: str, by: Staff, at: str, silencing: Silencing
) -> bool:
    """Let everything speak again: it was a 'mistake', or the child 'came-back'. False when it is over already.

    What persons put away themselves stays put away. Ending it where it began ends it in the families where it followed.
    """
    if how not in ENDED_HOW:
        raise ValueError(how)
    with db.transaction():
        if not queries.update_silence_ended(db, silence.silence_id, how=how, why=why, by=by.staff_id, at=at):
            return False
        _speak_again(db, silence, how=how, by=by, at=at, silencing=silencing)
        for one in queries.list_following(db, silence.silence_id):
            end_silence(db, one, how=how, why="", by=by, at=at, silencing=silencing)
    return True


def _speak_again(db: Database, silence: Silence, *, how: str, by: Staff, at: str, silencing: Silencing) -> None:
    member = find_member(db, silence.member_id)
    if member is None:
        return
    left_on, why = queries.left_before(db, silence.silence_id)
    _live_elsewhere(db, member, left_on, why, by=by, at=at)
    for change_id, owner_id in lives.list_unchosen(db, silence.silence_id):
        if how == "mistake":
            lives.delete_change(db, change_id)
        else:
            lives.update_brought_back(db, owner_id, change_id, at=at)
        silencing.on_own_pages(db, owner_id)
    for hear in silencing.on_silence:
        hear(db, replace(member, left_on=left_on, left_why=why), False, at=at)
    note(db, silence.family_id, "silence-ended", by=by, at=at, about=silence.member_id, codes=(how,))


def fall_silent_on_joining(db: Database, member: Member, owner_id: str, *, at: str, silencing: Silencing) -> None:
    """Let what somebody joins with fall silent about children of theirs whom the family had lost by then."""
    for silence in queries.list_silences(db, member.family_id):
        child = find_member(db, silence.member_id)
        if child is None or member.member_id in silence.untold:
            continue
        for one in list_followers(db, child):
            is_new = one.owner_id == owner_id and one.is_carer
            if is_new and lives.find_change_of_silence(db, owner_id, silence.silence_id) is None:
                _fall_silent(db, one, child, silence, None, at=at, silencing=silencing)


def speak_again_on_parting(db: Database, family_id: str, owner_id: str, *, silencing: Silencing) -> None:
    """Take away what fell silent for somebody who had joined in another one’s place; what they chose stays theirs."""
    for silence in queries.list_silences(db, family_id):
        known = lives.find_change_of_silence(db, owner_id, silence.silence_id)
        if known and known.choice is None:
            lives.delete_change(db, known.change_id)
            silencing.on_own_pages(db, owner_id)
