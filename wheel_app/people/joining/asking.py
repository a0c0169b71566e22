"""Who may be asked to join, and as whom: on a device handed to them, or with an invitation that they opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wheel_app.accounts import SignIn, is_kept
from wheel_app.people.families.queries import list_family_teams
from wheel_app.people.joining import queries
from wheel_app.people.joining.actions import AlreadyJoined, join_as
from wheel_app.people.joining.inviting import find_open
from wheel_app.people.loss.actions import Silencing, fall_silent_on_joining
from wheel_app.people.members.queries import find_member
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database


@dataclass(frozen=True)
class Question:
    """Somebody may join as this member of a family, who is called so: `how`, and by which invitation."""

    member: Member
    how: str
    token_hash: str | None

    @property
    def member_id(self) -> str:
        """As which member."""
        return self.member.member_id

    @property
    def family_id(self) -> str:
        """Of which family."""
        return self.member.family_id

    @property
    def known_as(self) -> str:
        """How the member is called."""
        return self.member.facts.known_as


def find_question(db: Database, sign_in: SignIn, errand: str | None, *, at: str) -> Question | None:
    """Return what somebody is to be asked: with a kept way in alone."""
    if sign_in.owner_id is None or sign_in.kind in ("together", "taking-home"):
        return None
    invitation = find_open(db, errand, at=at) if errand else None
    if invitation is not None:
        member_id, how, token_hash = invitation.member_id, "invitation", invitation.token_hash
    elif sign_in.handed_by is not None and sign_in.member_id is not None:
        member_id, how, token_hash = sign_in.member_id, "handed-over", None
    else:
        return None
    member = find_member(db, member_id)
    if member is None or member.left_on is not None or not is_kept(db, sign_in.owner_id):
        return None
    return Question(member, how, token_hash)


def is_place_free(db: Database, question: Question) -> bool:
    """Whether nobody has joined in that place yet."""
    return queries.owner_of_member(db, question.member_id) is None


def teams_of(db: Database, family_id: str) -> tuple[str, ...]:
    """Return the names of the teams that work with a family."""
    return tuple(team.name for team in list_family_teams(db, family_id))


class OnJoined(Protocol):
    """Gives a person, in the caller’s transaction, what is theirs as the member that they have joined as."""

    def __call__(self, db: Database, member_id: str, owner_id: str) -> None:
        """Give it to them."""


def answer_yes(
    db: Database, question: Question, owner_id: str, *, at: str, silencing: Silencing, on_joined: OnJoined
) -> bool:
    """Join as was asked, and use up the invitation; False where it was used, or somebody joined, meanwhile.

    `on_joined` gives them in the same transaction what is theirs already. What the family has lost by then is silent
    on their own pages too.
    """
    try:
        with db.transaction():
            if question.token_hash and not queries.update_invitation_used(db, question.token_hash, at=at):
                return False
            if join_as(db, question.member, owner_id, how=question.how, at=at):
                on_joined(db, question.member_id, owner_id)
            fall_silent_on_joining(db, question.member, owner_id, at=at, silencing=silencing)
    except AlreadyJoined:
        return False
    return True
