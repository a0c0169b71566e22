"""Somebody of whom staff hold a lot, a copy of it, and the staff at their own browsers."""

from __future__ import annotations

from dataclasses import dataclass

from tests import staffing, visits
from tests.builders import AT, give, make_draft, make_person
from tests.checkins.test_private_leave_no_trace import put_answers
from tests.households import join, make_family, make_member, relate
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import accounts
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family, Member
from wheel_app.people.care.actions import write_note
from wheel_app.storage import Database

PRIVATE = "a private canary"


@dataclass(frozen=True)
class Case:
    """A manager with a PIN at a browser, and a joined member of a family of their team."""

    client: PageClient
    db: Database
    team: Team
    manager: Staff
    family: Family
    member: Member
    owner_id: str
    code: str

    @property
    def address(self) -> str:
        return f"/families/{self.family.family_id}/people/{self.member.member_id}/copies"

    def ask(self, **values: str) -> str:
        """Ask for a copy through the pages; return its id."""
        self.client.get(self.address, statements=16)
        self.client.submit({"asked_by": "Maeve herself", **values}, statements=26)
        return str(self.db.value("SELECT copy_id FROM copy_request ORDER BY made_at DESC LIMIT 1"))

    def review(self, copy_id: str, *, private: bool = False, go: str = "finish", status: int = 200) -> Page:
        """Leave out what starts so, with a reason, and make the copy."""
        page = self.client.get(f"/copies/{copy_id}", statements=40)
        lines = [field.get("name") for field in page.all("main input[name^=why_]")]
        values = dict.fromkeys(lines, "about someone else")
        box = {"with_private": "yes"} if private else {}
        return self.client.submit({**values, **box}, button=f"go={go}", statements=80, status=status)

    def hand_over(self, copy_id: str) -> Page:
        """Hand the device to the member, at whose page it then is."""
        self.client.get(self.address, statements=16)
        return self.client.submit(form=f"form[action$='{copy_id}/hand-over']", statements=30)


def make_case(client: PageClient, db: Database) -> Case:
    team = staffing.make_team(db, "Early help")
    manager = staffing.make_staff(db, team, role="manager", name="Jo Manager", title="manager")
    staffing.give_pin(client, db, manager)
    family = make_family(db, team, by=manager)
    member = make_member(db, family, "Maeve", by=manager, safe_way="ring at ten")
    child = make_member(db, family, "Canary Ann", "child", by=manager)
    relate(db, member, child, by=manager)
    for words, for_them in (("You did well.", True), ("a staff canary", False)):
        write_note(db, family.family_id, words, by=manager, at=AT, member_id=member.member_id, for_them=for_them)
    write_note(db, family.family_id, "a canary of the child", by=manager, at=AT, member_id=child.member_id)
    owner_id = make_person(db)
    give(db, make_draft(db, owner_id), "home", 20)
    put_answers(db, ("scored", 7, "arc", PRIVATE), at=AT, topics=("together",))
    code = accounts.keep(db, owner_id, visits.FOUR, device_id=None, at=AT, pepper=staffing.PEPPER)
    join(db, member, owner_id)
    staffing.sign_in(client, db, manager)
    return Case(client, db, team, manager, family, member, owner_id, code)
