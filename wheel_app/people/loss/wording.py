"""What somebody is called on the pages of staff: for one who was lost as the parents want it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from flask_babel import gettext

from wheel_app.people.members.rules import Member


class Spoken(Protocol):
    """Somebody who has a name that is said on pages."""

    @property
    def spoken_name(self) -> str:
        """What they are called; empty for no name."""


def spoken_name(member: Spoken) -> str:
    """Return what somebody is called, with the last name where there is one."""
    return member.spoken_name or gettext("someone who died")


def short_name(member: Member) -> str:
    """Return the same without a last name, for those who are here."""
    return spoken_name(member) if member.quiet else member.facts.known_as


def short_names(members: Iterable[Member]) -> dict[str, str]:
    """Return what each is called, by member."""
    return {one.member_id: short_name(one) for one in members}
