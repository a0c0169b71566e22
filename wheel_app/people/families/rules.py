"""What a family is to those who work with it."""

from __future__ import annotations

from dataclasses import dataclass, field

# Who may be shown families at all; which ones, their teams and their task as coordinator say.
SEERS = frozenset({"worker", "manager"})
# Why somebody sees a family, the strongest reason first.
REASONS = ("coordinator", "team", "break-glass", "share")


@dataclass(frozen=True)
class Family:
    """A household for our purposes. `name` is what staff call it; closed since `closed_at`, None while it is open."""

    family_id: str
    name: str
    area: str | None
    made_at: str
    closed_at: str | None


@dataclass(frozen=True)
class FamilyTeam:
    """A team that works with a family."""

    team_id: str
    name: str
    organisation_id: str
    organisation: str
    since: str


@dataclass(frozen=True)
class Coordinator:
    """The family’s one contact, now (`until` is None) or in former times; `title` is what they are to a family."""

    coordinator_id: str
    staff_id: str
    full_name: str
    title: str
    chosen_with_family: bool
    since: str
    until: str | None


@dataclass(frozen=True)
class Sight:
    """That somebody of the staff may see a family, and why: one of REASONS. `family` is what it is just now."""

    family_id: str
    reason: str
    family: Family | None = field(default=None, compare=False)

    @property
    def may_change(self) -> bool:
        """Whether they may also change something: those who work with the family may, others only read."""
        return self.reason in ("coordinator", "team")

    @property
    def with_work(self) -> bool:
        """Whether they see what is said about the work too (level, notes, links), which a household does not give."""
        return self.reason != "share"


@dataclass(frozen=True)
class Seen:
    """One family on a caseload, and why it is: 'coordinator', 'team' or 'share'."""

    family_id: str
    name: str
    closed_at: str | None
    reason: str
