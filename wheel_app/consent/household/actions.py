"""Giving a household’s record to a team of another organisation: each adult who is asked speaks for themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from wheel_app import audit
from wheel_app.consent.actions import Hand
from wheel_app.consent.household import queries
from wheel_app.consent.household.queries import HouseholdShare, Voice
from wheel_app.consent.rules import Says, State, settled
from wheel_app.storage import Database, new_id


class NotAsked(LookupError):
    """There is no such question to this household, or this member was not asked."""


def ask_household(
    db: Database, family_id: str, team_id: str, member_ids: Sequence[str], *, staff_id: str, role: str, at: str
) -> HouseholdShare:
    """Ask these adults of a household whether a team may see its record; asked and not ended yet, it is the same one.

    Whoever has to be asked since is asked too. Raises ValueError when there is nobody to ask: then nobody can say yes.
    """
    if not member_ids:
        raise ValueError("Nobody is asked.")
    with db.transaction():
        standing = (one for one in queries.list_shares(db, family_id) if one.state not in ("withdrawn", "ended"))
        found = next((one for one in standing if one.team_id == team_id), None)
        if found:
            return _ask_the_others(db, found, member_ids, staff_id, role, at=at)
        share = HouseholdShare(new_id(), family_id, team_id, "asked", at, staff_id, None)
        queries.insert_share(db, share, member_ids)
        _note_household(db, share, "household-asked", staff_id, role, at=at)
    return share


def _ask_the_others(
    db: Database, share: HouseholdShare, member_ids: Sequence[str], staff_id: str, role: str, *, at: str
) -> HouseholdShare:
    asked = queries.list_voices(db, share.share_id)
    missing = sorted(set(member_ids) - {one.member_id for one in asked})
    if not missing and share.state != "paused":
        return share
    queries.insert_voices(db, share.share_id, missing)
    state = settled([*(one.says for one in asked), *(None for _ in missing)])
    queries.update_share(db, share.share_id, state, at=at)
    _note_household(db, share, "household-asked", staff_id, role, at=at, codes=("again", state))
    return replace(share, state=state, settled_at=at)


def pause_household(
    db: Database, family_id: str, member_ids: Sequence[str], *, staff_id: str, role: str, at: str
) -> tuple[HouseholdShare, ...]:
    """Let nobody see a household's record by a yes to which one of these adults was not asked; return what paused.

    They are not asked by this: somebody who works with the family thinks first about whether that is safe.
    """
    paused = []
    with db.transaction():
        for share, asked in queries.list_shares_asked(db, family_id).items():
            if share.state not in ("asked", "given") or set(member_ids) <= asked:
                continue
            queries.update_share(db, share.share_id, "paused", at=at)
            _note_household(db, share, "household-asked", staff_id, role, at=at, codes=("paused",))
            paused.append(replace(share, state="paused", settled_at=at))
    return tuple(paused)


def leave_out(db: Database, family_id: str, member_ids: Collection[str], *, staff_id: str, role: str, at: str) -> None:
    """Wait no longer for adults who do not live there any more; with nobody left to answer it ends.

    A no of theirs stands until the question is ended and put anew.
    """
    with db.transaction():
        for share, asked in queries.list_shares_asked(db, family_id).items():
            gone = asked & set(member_ids)
            if not gone or share.state not in ("asked", "given", "paused"):
                continue
            queries.delete_voices(db, share.share_id, sorted(gone))
            state = _state_without(share.state, [one.says for one in queries.list_voices(db, share.share_id)])
            queries.update_share(db, share.share_id, state, at=at)
            _note_household(db, share, "household-asked", staff_id, role, at=at, codes=("left-out", state))


def _state_without(before: State, says: Sequence[Says | None]) -> State:
    if not says:
        return "ended"
    return settled(says) if before == "asked" else before


def say_household(
    db: Database,
    share_id: str,
    member_id: str,
    says: Says,
    hand: Hand,
    *,
    at: str,
) -> HouseholdShare:
    """Store what one adult says for themselves, and return the share as it is then; NotAsked for anybody else.

    One no refuses it. A no after it was given withdraws it for good: a yes said later is kept and changes nothing.
    """
    with db.transaction():
        share = queries.find_share(db, share_id)
        if share is None:
            raise NotAsked(share_id)
        voice = Voice(share_id, member_id, says, at, hand.how)
        has_changed = share.state != "ended" and queries.update_voice(db, voice, recorded_by=hand.recorded_by)
        voices = queries.list_voices(db, share_id)
        if all(one.member_id != member_id for one in voices):
            raise NotAsked(share_id)
        if not has_changed:
            return share
        state = _state_after(share.state, settled([one.says for one in voices]))
        queries.update_share(db, share_id, state, at=at)
        _note_household(db, share, "household-said", hand.actor, hand.role, at=at, codes=(state,), text=hand.reason)
    return replace(share, state=state, settled_at=at)


def _state_after(before: State, now: State) -> State:
    if before in ("given", "withdrawn"):
        return "withdrawn"
    # What is paused goes on when the others are asked, and not before.
    return "paused" if before == "paused" and now != "refused" else now


def end_household(db: Database, share_id: str, *, staff_id: str, role: str, at: str) -> None:
    """End a household’s share, or the asking for it; NotAsked for an unknown one."""
    with db.transaction():
        share = queries.find_share(db, share_id)
        if share is None:
            raise NotAsked(share_id)
        if share.state != "ended":
            queries.update_share(db, share_id, "ended", at=at)
            _note_household(db, share, "household-said", staff_id, role, at=at, codes=("ended",))


def _note_household(
    db: Database,
    share: HouseholdShare,
    action: str,
    actor: str,
    role: str,
    *,
    at: str,
    codes: Sequence[str] = (),
    text: str | None = None,
) -> None:
    chain = audit.chain_of_family(share.family_id)
    audit.write(
        db,
        chain,
        action,
        actor=actor,
        role=role,
        at=at,
        about=share.share_id,
        codes=(f"team:{share.team_id}", *codes),
        text=text,
    )
