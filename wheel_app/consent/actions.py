"""What lets somebody see something, and what ends that: one transaction each, written down as it happens."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from wheel_app import audit
from wheel_app.consent import queries
from wheel_app.consent.household.queries import erase_household
from wheel_app.consent.rules import (
    ALL,
    LEAST_REASON,
    NOTHING,
    SAFEGUARDING,
    Grant,
    How,
    Made,
    Recipient,
    Sight,
    sight_of,
)
from wheel_app.storage import Database, new_id


class TooShort(ValueError):
    """The reason says too little."""


@dataclass(frozen=True)
class Terms:
    """What is shared: one check-in or all until a day (a date), which topics, until which day (a date, included)."""

    checkin_id: str | None = None
    made_until: str | None = None
    topics: frozenset[str] = frozenset({ALL})
    until_on: str | None = None


@dataclass(frozen=True)
class Hand:
    """Whose hand it is: the person’s own, or that of a member of staff who writes down what they were told.

    `decided_by` is who a young person says decided; `reason` is kept where it can be erased. A safeguarding share that
    is not `is_told` is on no page of the person’s.
    """

    actor: str
    role: str
    how: How = "screen"
    decided_by: str | None = None
    reason: str | None = None
    is_told: bool = True

    @property
    def recorded_by(self) -> str | None:
        """Which member of staff wrote it down, None when the person did it on a screen."""
        return None if self.how == "screen" else self.actor


def give(db: Database, owner_id: str, to: Recipient, terms: Terms, hand: Hand, *, at: str) -> Grant:
    """Let somebody see something; said again it is one grant, and a new yes to the same takes the place of the old one.

    Raises TooShort for a safeguarding share without a reason of ten characters.
    """
    if hand.how == SAFEGUARDING and len((hand.reason or "").strip()) < LEAST_REASON:
        raise TooShort
    with db.transaction():
        before = [one for one in queries.grants_of(db, owner_id) if _is_same_place(one, to, terms, hand)]
        same = next((one for one in before if _terms_of(one) == terms), None)
        if same:
            return same
        grant = _new_grant(owner_id, to, terms, hand, at=at)
        queries.update_withdrawn(db, [one.grant_id for one in before], at=at, by=hand.actor)
        queries.insert_grant(db, grant)
        action = "safeguarding-share" if hand.how == SAFEGUARDING else "shared"
        _note(db, action, grant, hand, at=at, codes=_codes(grant))
    return grant


def _is_same_place(one: Grant, to: Recipient, terms: Terms, hand: Hand) -> bool:
    about = (one.checkin_id, one.made_until) == (terms.checkin_id, terms.made_until)
    return one.to == to and about and (one.how == SAFEGUARDING) == (hand.how == SAFEGUARDING)


def _terms_of(grant: Grant) -> Terms:
    return Terms(grant.checkin_id, grant.made_until, grant.topics, grant.until_on)


def _new_grant(owner_id: str, to: Recipient, terms: Terms, hand: Hand, *, at: str) -> Grant:
    if not terms.topics:
        raise ValueError("A grant without topics shares nothing.")
    return Grant(
        grant_id=new_id(),
        owner_id=owner_id,
        to=to,
        checkin_id=terms.checkin_id,
        made_until=terms.made_until,
        topics=frozenset({ALL}) if ALL in terms.topics else terms.topics,
        until_on=terms.until_on,
        given_at=at,
        how=hand.how,
        recorded_by=hand.recorded_by,
        decided_by=hand.decided_by,
        is_told=hand.is_told,
        withdrawn_at=None,
    )


def withdraw(db: Database, owner_id: str, grant_id: str, hand: Hand, *, at: str) -> bool:
    """End a grant, from the next request on, with every other to the same recipient that may cover the same check-in.

    False when it is not this person’s to end: another’s, unknown, or a safeguarding share.
    """
    with db.transaction():
        grant = queries.find_grant(db, owner_id, grant_id)
        if grant is None or grant.how == SAFEGUARDING:
            return False
        about = {grant.checkin_id} if grant.checkin_id is None else {grant.checkin_id, None}
        _end(db, [one for one in _given(db, owner_id) if one.to == grant.to and one.checkin_id in about], hand, at=at)
    return True


def withdraw_from(
    db: Database, owner_id: str, hand: Hand, *, at: str, to: Recipient | None = None, made: Made | None = None
) -> int:
    """End what a person gave to somebody (to anybody), covering one check-in (any); return how many grants ended.

    Safeguarding shares stay.
    """
    with db.transaction():
        theirs = [one for one in _given(db, owner_id) if (to in (None, one.to)) and (made is None or one.covers(made))]
        _end(db, theirs, hand, at=at)
    return len(theirs)


def take_grants(
    db: Database, checkin_id: str, from_owner: str, to_owner: str, hand: Hand, *, since: str, at: str
) -> None:
    """Let the grants of one check-in be its right owner’s; what the other gave from `since` on, on a screen, ends."""
    with db.transaction():
        about = [one for one in queries.grants_of(db, from_owner) if one.checkin_id == checkin_id]
        _end(db, [one for one in about if one.how == "screen" and one.given_at >= since], hand, at=at)
        queries.move_grants_about(db, checkin_id, from_owner, to_owner)


def drop_grants(db: Database, checkin_id: str, owner_id: str, hand: Hand, *, at: str) -> None:
    """End and remove all that lets anybody see one check-in, which goes: it was never its owner’s."""
    with db.transaction():
        _end(db, [one for one in queries.grants_of(db, owner_id) if one.checkin_id == checkin_id], hand, at=at)
        queries.delete_grants_about(db, checkin_id)


def _given(db: Database, owner_id: str) -> list[Grant]:
    return [one for one in queries.grants_of(db, owner_id) if one.how != SAFEGUARDING]


def end_safeguarding(db: Database, owner_id: str, grant_id: str, hand: Hand, *, at: str) -> bool:
    """End a safeguarding share; False when there is none of this id."""
    with db.transaction():
        grant = queries.find_grant(db, owner_id, grant_id)
        if grant is None or grant.how != SAFEGUARDING or grant.withdrawn_at is not None:
            return False
        _end(db, [grant], replace(hand, is_told=grant.is_told), at=at)
    return True


def _end(db: Database, grants: Sequence[Grant], hand: Hand, *, at: str) -> None:
    if not grants:
        return
    queries.update_withdrawn(db, [one.grant_id for one in grants], at=at, by=hand.actor)
    audit.write_each(
        db,
        audit.chain_of_owner(grants[0].owner_id),
        "withdrew",
        [(one.checkin_id or one.grant_id, (one.to.code, *_untold(one.is_told))) for one in grants],
        actor=hand.actor,
        role=hand.role,
        at=at,
        text=hand.reason,
    )


def _note(db: Database, action: str, grant: Grant, hand: Hand, *, at: str, codes: Sequence[str]) -> None:
    audit.write(
        db,
        audit.chain_of_owner(grant.owner_id),
        action,
        actor=hand.actor,
        role=hand.role,
        at=at,
        about=grant.checkin_id or grant.grant_id,
        codes=codes,
        text=hand.reason,
    )


def _codes(grant: Grant) -> tuple[str, ...]:
    codes = [grant.to.code, grant.how]
    codes += ["all-topics"] if ALL in grant.topics else [f"topic={key}" for key in sorted(grant.topics)]
    codes += [f"made-until={grant.made_until}"] if grant.made_until else []
    codes += [f"until={grant.until_on}"] if grant.until_on else []
    codes += [f"decided={grant.decided_by}"] if grant.decided_by else []
    return (*codes, *_untold(grant.is_told))


def _untold(is_told: bool) -> tuple[str, ...]:
    return () if is_told else ("untold",)


def what_may_be_seen(
    db: Database,
    staff_id: str,
    team_ids: Collection[str],
    owner_id: str,
    made: Made,
    *,
    at: str,
    with_glass: bool = False,
) -> Sight:
    """Return what somebody of the staff may see of a finished check-in now. Private topics are in no check-in.

    `with_glass`: they have opened the record of the person’s household in an emergency, so that what was shared with
    any team counts too.
    """
    return what_of_these(queries.grants_of(db, owner_id), staff_id, team_ids, made, at=at, with_glass=with_glass)


def what_of_these(
    grants: Sequence[Grant],
    staff_id: str,
    team_ids: Collection[str],
    made: Made,
    *,
    at: str,
    with_glass: bool = False,
) -> Sight:
    """Return the same from a person’s grants that were read already."""
    theirs = [one for one in grants if one.is_for(staff_id, team_ids) or (with_glass and one.to.kind == "team")]
    return sight_of(theirs, made, at=at) if theirs else NOTHING


def seen_checkins(db: Database, staff_id: str, team_ids: Sequence[str], *, at: str) -> tuple[Grant, ...]:
    """Return what is shared with somebody or their teams now, the newest first.

    Which check-ins these are, and what of each may be seen, `what_may_be_seen` says.
    """
    return tuple(one for one in queries.list_grants_to(db, staff_id, team_ids) if one.runs(at))


def look(
    db: Database,
    owner_id: str,
    *,
    staff_id: str,
    role: str,
    about: str,
    sight: Sight,
    at: str,
    codes: Sequence[str] = (),
) -> None:
    """Write down, in the transaction in which it is granted, that somebody was shown something of a person’s."""
    chain = audit.chain_of_owner(owner_id)
    told = _untold(sight.is_told)
    audit.write(db, chain, "looked", actor=staff_id, role=role, at=at, about=about, codes=(*codes, *told))


def look_at_several(
    db: Database,
    looks: Mapping[str, Sequence[tuple[str, Sight]]],
    *,
    staff_id: str,
    role: str,
    at: str,
    codes: Sequence[str] = (),
    beside: Mapping[str, Sequence[tuple[str, Sequence[str]]]] | None = None,
) -> None:
    """Write down as `look` does what somebody was shown of several persons: of each (owner id) ids, and their sight.

    `beside` are looks of the same page in other chains, such as a family’s: for each what it is about, and its codes.
    """
    each = {
        audit.chain_of_owner(owner_id): [(about, (*codes, *_untold(sight.is_told))) for about, sight in seen]
        for owner_id, seen in looks.items()
    }
    audit.write_in_each(db, "looked", {**(beside or {}), **each}, actor=staff_id, role=role, at=at)


def erase_family(db: Database, family_id: str) -> None:
    """Remove what a household was asked and said, and the emergency openings of its record."""
    erase_household(db, family_id)
    queries.erase_glass(db, family_id)
