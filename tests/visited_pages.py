"""What people do on the pages of a visit, step by step."""

from __future__ import annotations

from tests import staffing
from tests.builders import library
from tests.staffing import PIN
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visiting.conftest import Home
from wheel_app import checkins, visits
from wheel_app.people import Member
from wheel_app.storage import Database
from wheel_app.visits import Part, Visit

MANY = 40


def begin_telling(client: PageClient, visit: Visit, carer: Member) -> Page:
    client.get(f"/visits/{visit.visit_id}")
    return client.submit({}, form=f"form[action$='{carer.member_id}/begin']", statements=MANY)


def part_of(db: Database, visit: Visit, carer: Member) -> Part:
    part = visits.find_part(db, visit.visit_id, carer.member_id)
    assert part
    return part


def answers(db: Database, part: Part, checkin_id: str | None) -> dict[str, object]:
    filling = checkins.read_filling(db, library(), part.owner_id, checkin_id or "")
    assert filling
    return {key: one.score or one.note or one.kind for key, one in filling.answers.items()}


def hand_over(client: PageClient, db: Database, home: Home, visit: Visit, carer: Member) -> Page:
    staffing.give_pin(client, db, home.worker)
    client.get(f"/visits/{visit.visit_id}")
    return client.submit({}, form=f"form[action$='{carer.member_id}/hand-over']", statements=MANY)


def take_back(client: PageClient) -> Page:
    client.get("/take-back")
    return client.submit({"pin": PIN}, statements=MANY)
