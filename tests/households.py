"""Made-up families: who lives in them, who works with them, who has joined."""

from __future__ import annotations

from tests.builders import AT
from wheel_app import people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Facts, Family, Member, Relation
from wheel_app.storage import Database


def make_family(
    db: Database,
    team: Team | None = None,
    name: str = "Ó Briain",
    *,
    by: Staff | None = None,
    coordinator: Staff | None = None,
    at: str = AT,
) -> Family:
    """A family without people that a team works with, and perhaps a coordinator."""
    made = people.make_family(db, name, by=by, at=at, team_id=team.team_id if team else None, area=None)
    if coordinator:
        people.choose_coordinator(
            db, made.family_id, coordinator.staff_id, chosen_with_family=True, by=by or coordinator, at=at
        )
    return made


def make_member(
    db: Database,
    family: Family,
    known_as: str = "Maeve",
    kind: str = "adult",
    *,
    by: Staff | None = None,
    who_id: str | None = None,
    at: str = AT,
    **facts: str,
) -> Member:
    """Somebody in a family; `facts` are more fields of people.Facts."""
    return people.add_member(db, family.family_id, Facts(kind, known_as, **facts), by=by, at=at, who_id=who_id)


def join(db: Database, member: Member, owner_id: str, *, how: str = "handed-over", at: str = AT) -> None:
    """Somebody joins as this member with their own way in."""
    people.join(db, member.member_id, owner_id, how=how, at=at)


def relate(
    db: Database, one: Member, other: Member, kind: str = "parent", responsibility: str = "yes", *, by: Staff
) -> Relation:
    """What the first is to the second."""
    made = Relation(one.member_id, other.member_id, kind, responsibility)
    people.relate(db, one.family_id, made, by=by, at=AT)
    return made
