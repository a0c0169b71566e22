"""What somebody is called on the pages of staff, and the one line about whoever was lost."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from wheel_app.people.members.rules import Member
from wheel_app.people.pages.blueprint import bp


@bp.app_template_global()
def spoken_name(member: Member) -> str:
    """Return what somebody is called: for one who was lost as the parents want it."""
    return member.spoken_name or gettext("someone who died")


def short_name(member: Member) -> str:
    """Return the same without a last name, for those who are here."""
    return spoken_name(member) if member.quiet else member.facts.known_as


def short_names(members: Iterable[Member]) -> dict[str, str]:
    """Return what each is called, by member."""
    return {one.member_id: short_name(one) for one in members}
