"""What it is to have joined a family’s record, and to be invited to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel_app.people.families.rules import Coordinator, Family, FamilyTeam
from wheel_app.people.members.rules import Member

# What a device is handed over for, where somebody has lost their slip.
LOST_SLIP = "lost-slip"
HOW = ("handed-over", "invitation")


@dataclass(frozen=True)
class OwnFamily:
    """A family that a person has joined, as which member, and who works with it."""

    family: Family
    member: Member
    teams: tuple[FamilyTeam, ...]
    coordinator: Coordinator | None

    def as_they_knew_it(self) -> OwnFamily:
        """Return it without whoever began to work with it after the day on which they left it."""
        left_on = self.member.left_on
        if left_on is None:
            return self
        teams = tuple(team for team in self.teams if team.since[:10] <= left_on)
        known = self.coordinator is not None and self.coordinator.since[:10] <= left_on
        return replace(self, teams=teams, coordinator=self.coordinator if known else None)


@dataclass(frozen=True)
class Joined:
    """That a person has joined as this member."""

    member_id: str
    owner_id: str
    joined_at: str
    how: str


@dataclass(frozen=True)
class Invitation:
    """An invitation for one member, known by hashes alone. It opens until `until`, and joins once."""

    token_hash: str
    number_hash: str | None
    member_id: str
    made_by: str
    made_at: str
    until: str
    opened_at: str | None = None
    used_at: str | None = None
    withdrawn_at: str | None = None

    def is_open(self, at: str) -> bool:
        """Whether it can still be used at a moment (UTC text)."""
        return self.used_at is None and self.withdrawn_at is None and at < self.until


@dataclass(frozen=True)
class Dispute:
    """What somebody who has joined said is not right about a fact (one of FACTS, or 'note'); staff see it beside it."""

    dispute_id: str
    member_id: str
    fact: str
    words: str
    made_at: str
    settled_at: str | None
