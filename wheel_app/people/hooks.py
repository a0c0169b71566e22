"""What this room asks of the rooms above it; create_app() hands it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from wheel_app.accounts import Staff
from wheel_app.people.care.actions import OnLookIn
from wheel_app.people.families.rules import Sight
from wheel_app.people.joining.actions import OnUnjoined
from wheel_app.people.joining.asking import OnJoined
from wheel_app.people.joining.rules import Dispute
from wheel_app.people.loss.actions import Silencing
from wheel_app.people.members.actions import OnFactsChanged
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database


class OnCoordinator(Protocol):
    """Hands what is open about a family to its new coordinator, in the caller’s transaction."""

    def __call__(self, db: Database, family_id: str, staff_id: str) -> None:
        """Hand it over."""


class OnTeamEnded(Protocol):
    """Takes what is open about a family from a team that works with it no longer, in the caller’s transaction."""

    def __call__(self, db: Database, family_id: str, team_id: str) -> None:
        """Take it."""


class OnDispute(Protocol):
    """Tells those who work with a family that somebody says a fact about them is not right."""

    def __call__(self, db: Database, family_id: str, dispute: Dispute, *, at: str) -> None:
        """Tell them."""


class OnHousehold(Protocol):
    """Hears, in the caller’s transaction, that other adults than before may have a say in who sees a family’s page."""

    def __call__(self, db: Database, family_id: str, *, by: Staff, at: str) -> None:
        """Look into it."""


@dataclass(frozen=True)
class MemberPart:
    """A part of a member’s page that another room gives: a template, and what it needs as `part.values`."""

    template: str
    values: dict[str, Any]


class OnMemberPage(Protocol):
    """Gives a part of a member’s page; None where it has nothing to tell whoever looks."""

    def __call__(self, db: Database, member: Member, sight: Sight, *, today: str) -> MemberPart | None:
        """Return the part."""


@dataclass(frozen=True)
class Hooks:
    """What is called when something happens that others must do something about."""

    on_look_in: OnLookIn
    on_coordinator: OnCoordinator
    on_dispute: OnDispute
    on_household: OnHousehold
    on_team_ended: OnTeamEnded
    silencing: Silencing
    on_facts_changed: OnFactsChanged
    on_joined: OnJoined
    on_unjoined: OnUnjoined
    member_parts: tuple[OnMemberPage, ...] = ()
