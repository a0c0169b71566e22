"""Joining as people do it: a worker with a family, a device handed to a member, somebody with a wheel."""

from __future__ import annotations

from dataclasses import dataclass

from tests import households, staffing, visits
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team, name_of
from wheel_app.people import Family, Member
from wheel_app.storage import Database


@dataclass(frozen=True)
class Case:
    """A worker at a device, and somebody of a family they work with."""

    worker: Staff
    team: Team
    family: Family
    member: Member

    @property
    def own_way(self) -> str:
        return f"/families/{self.family.family_id}/people/{self.member.member_id}/own-way"


def make_case(client: PageClient, db: Database, clock: Clock) -> Case:
    """The worker is signed in at this browser."""
    team = staffing.make_team(db, "Early help")
    worker = staffing.make_staff(db, team)
    staffing.give_pin(client, db, worker)
    family = households.make_family(db, team, by=worker)
    member = households.make_member(db, family, "Maeve", by=worker)
    staffing.sign_in(client, db, worker, at=clock.at)
    return Case(worker, team, family, member)


def hand_to(client: PageClient, case: Case, button: str = "Hand over") -> None:
    client.get(case.own_way)
    client.submit(form="form[action$=hand-over]", button=button)


def keep_in(client: PageClient) -> None:
    """Choose four pictures on the page to keep, and look at whatever comes then."""
    client.get("/keep")
    client.submit({"picked": ",".join(visits.FOUR)}, form=visits.PICTURES, button=visits.last_button(client))


def joined(db: Database) -> list[dict[str, object]]:
    return db.rows("SELECT member_id, owner_id, how FROM member_owner ORDER BY member_id")


def owner_here(client: PageClient, db: Database) -> str:
    """Who is signed in at this browser."""
    with client.client.session_transaction(base_url=client.base_url) as session:
        token = session["_user_id"]
    return str(db.value("SELECT owner_id FROM sign_in WHERE sign_in_id = :id", id=name_of(token)))
