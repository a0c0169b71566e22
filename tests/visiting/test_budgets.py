"""How many statements the pages of a visit take: as many for a large family with a loss as for a small one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from flask import Flask

from tests import staffing, visits
from tests.builders import AT, make_person
from tests.conftest import Clock
from tests.green_book import make_service
from tests.households import join, make_family, make_member, relate
from tests.lines import TOLD, checklist, make_finished_lines
from tests.support.page import PageClient
from tests.visited import SEVEN, prepare
from tests.visiting.conftest import Home
from wheel_app import audit, consent
from wheel_app import clock as points
from wheel_app import visits as visiting
from wheel_app.consent import Recipient
from wheel_app.people import Member
from wheel_app.storage import Database, later, new_id
from wheel_app.visits import Part, Present, Record, RecordedPart, Step, Visit, VisitFacts
from wheel_app.visits.queries import insert_worker

MOST = 12


@dataclass(frozen=True)
class Size:
    """How much there is: adults with their own way in, visits, and steps and services of each adult at each."""

    adults: int
    visits: int
    each: int


SMALL, LARGE = Size(1, 1, 1), Size(4, 3, 6)
POINTS = ("point-2", "point-3", "point-4")


def fill(db: Database, home: Home, size: Size, to: Recipient) -> tuple[Visit, dict[str, str]]:
    """Let each adult tell something at each visit, and show it; return the last visit, and who each adult is."""
    more = [make_member(db, home.family, f"Kim {place}", by=home.worker) for place in range(size.adults)]
    adults = [home.mother, home.father, *more][: size.adults]
    owners = {one.member_id: make_person(db) for one in adults}
    for one in adults:
        join(db, one, owners[one.member_id])
    for place, point in enumerate(POINTS[-size.visits :]):
        visit = _record(db, home, owners, point, at=later(AT, days=place))
        for part in visiting.list_parts(db, visit.visit_id):
            _agree(db, part, size.each)
            for checkin_id in part.checkin_ids:
                terms, hand = consent.Terms(checkin_id=checkin_id), consent.Hand(part.owner_id, "family")
                consent.give(db, part.owner_id, to, terms, hand, at=AT)
    return visit, owners


def _record(db: Database, home: Home, owners: dict[str, str], point: str, *, at: str) -> Visit:
    child = home.child.member_id
    facts = VisitFacts(child, point, at[:10], "home", tuple(Present("member", one) for one in owners))
    parts = []
    for member_id, owner_id in owners.items():
        said = {"hope-child": f"Words of {member_id}"}
        first = make_finished_lines(db, owner_id, said, checklist(), point=point, child=child, sitting=TOLD, at=at)
        second = make_finished_lines(db, owner_id, {"sure": 2}, point=point, child=child, sitting=TOLD, at=at)
        parts.append(RecordedPart(member_id, "told", first.checkin_id, second.checkin_id))
    record = Record(home.family.family_id, facts, SEVEN, parts=tuple(parts), themes=("sleep",), next_on="2027-05-20")
    return visiting.record_visit(db, record, by=home.worker, at=at)


def _agree(db: Database, part: Part, many: int) -> None:
    for place in range(many):
        service = make_service(db, f"Line {place} {part.part_id}", phone="01632 960002")
        with db.transaction():
            step = Step(new_id(), part.part_id, place, f"Step {place}", "parent", "2026-12-01", None, AT)
            visiting.insert_step(db, step)
            visiting.insert_service(db, part.part_id, service.service_id, by=None, at=AT)


def lose(db: Database, home: Home) -> None:
    """Another child of the family died."""
    twin = make_member(db, home.family, "Bea", "child", by=home.worker, born_on="2025-11-18")
    ids = {"silence_id": new_id(), "member_id": twin.member_id}
    with db.transaction():
        db.execute(
            "INSERT INTO member_silence (silence_id, member_id, family_id, kind, since_on, seq, made_at)"
            " VALUES (:silence_id, :member_id, :family_id, 'died', '2026-11-01', 1, :at)",
            family_id=home.family.family_id,
            at=AT,
            **ids,
        )
        db.execute(
            "INSERT INTO member_silence_text (silence_id, member_id, named, called, wish, is_among_family, ended_how,"
            " ended_why) VALUES (:silence_id, :member_id, 'name', '', '', 1, '', '')",
            **ids,
        )


def leave_all(db: Database) -> None:
    """Nobody is anybody’s own person any more, so that others can join."""
    with db.transaction():
        db.execute("DELETE FROM member_owner")


def counts(client: PageClient, addresses: Sequence[str]) -> list[int]:
    return [len(client.get(one, statements=MOST).statements) for one in addresses]


def staff_pages(visit: Visit, member: Member) -> list[str]:
    ends = [
        "",
        "/facts",
        "/afterwards",
        f"/afterwards/{member.member_id}/services",
        f"/afterwards/{member.member_id}/services?q=line",
        "/summary",
        "/put-right",
        f"/parts/{member.member_id}",
        f"/copies/{member.member_id}/visit.pdf",
    ]
    return [f"/visits/{visit.visit_id}{one}" for one in ends]


# Every person has a chain of their own, but the ends of all are read at once and so are the rows of the looks added:
# it takes no statement more for four adults than for one.
@pytest.mark.parametrize("kind", ["staff", "team"])
def test_staff_pages_take_no_more_for_a_large_family_with_a_loss(
    client: PageClient, db: Database, home: Home, kind: str
) -> None:
    to = Recipient("staff", home.worker.staff_id) if kind == "staff" else Recipient("team", home.team.team_id)
    small, _ = fill(db, home, SMALL, to)
    before = counts(client, staff_pages(small, home.mother))
    leave_all(db)
    large, owners = fill(db, home, LARGE, to)
    lose(db, home)
    assert counts(client, staff_pages(large, home.mother)) == before
    page = client.get(f"/visits/{large.visit_id}/summary")
    for member_id, text in zip(owners, page.all(".to-copy"), strict=True):
        assert [one for one in owners if f"Words of {one}" in text.text] == [member_id]
    assert "Bea" in page.text
    hers = owners[home.mother.member_id]
    assert looked(db, owners) == {**dict.fromkeys(owners.values(), 4), hers: 8}
    assert audit.verify(db, at=AT).broken == ()


def looked(db: Database, owners: dict[str, str]) -> dict[str, int]:
    """How often anybody looked at what each said: twice at the large family’s summary, once at her part and copy."""
    rows = {one: audit.list_rows(db, audit.chain_of_owner(one), most=99) for one in owners.values()}
    return {one: sum(row.action == "looked" for row in found) for one, found in rows.items()}


def test_ones_own_pages_take_no_more_for_more_visits_children_and_families(
    client: PageClient, app: Flask, db: Database, home: Home, clock: Clock
) -> None:
    to = Recipient("staff", home.worker.staff_id)
    before = counts(*own_pages(app, db, home, SMALL, to, clock))
    leave_all(db)
    lose(db, home)
    assert counts(*own_pages(app, db, home, LARGE, to, clock)) == before


def own_pages(
    app: Flask, db: Database, home: Home, size: Size, to: Recipient, clock: Clock
) -> tuple[PageClient, list[str]]:
    visit, owners = fill(db, home, size, to)
    owner_id, child_id = owners[home.mother.member_id], home.child.member_id
    part = visiting.find_part(db, visit.visit_id, home.mother.member_id)
    assert part
    for place in range(size.adults - 1):
        child = make_member(db, home.family, f"Child {place}", "child", by=home.worker, born_on="2025-11-18")
        relate(db, home.mother, child, by=home.worker)
        with app.app_context():
            points.reckon_member(db, points.points(), child)
        colleague = staffing.make_staff(db, home.team, name=f"Lee {place}")
        with db.transaction():
            insert_worker(db, visit.visit_id, colleague.staff_id)
    ahead = prepare(db, home.child, home.mother, point="point-5")
    phone = PageClient(app, db=db)
    visits.sign_in(phone, db, owner_id, at=clock.at)
    with db.transaction():
        db.execute("UPDATE sign_in SET is_own_device = 1 WHERE owner_id = :owner_id", owner_id=owner_id)
    mine, about = "/my-visits", f"/my-children/{child_id}/point-4"
    lines = [f"/lines/{one}" for one in (part.checklist_id, part.scale_id, ahead.checklist_id)]
    copies = [f"{mine}/copies", f"{mine}/copies/{part.part_id}", f"{mine}/copies/{part.part_id}/visit.pdf"]
    parts = [f"{mine}/parts/{ahead.part_id}", f"{mine}/parts/{part.part_id}/show"]
    return phone, [mine, *parts, *copies, about, f"{about}/choose", *lines]


def test_another_family_costs_little(
    client: PageClient, app: Flask, db: Database, home: Home, clock: Clock, joined: str
) -> None:
    for _ in range(2):
        family = make_family(db, home.team, by=home.worker)
        join(db, make_member(db, family, by=home.worker), joined)
    phone = PageClient(app, db=db)
    visits.sign_in(phone, db, joined, at=clock.at)
    about = f"/my-children/{home.child.member_id}/point-4"
    counts(phone, ["/my-visits", about, f"{about}/choose"])
