"""Visits in the store: begun, recorded at once, finished once; and whose what was told at them is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from tests import staffing
from tests.builders import AT, everything, make_finished, make_person
from tests.households import join, make_family, make_member
from tests.visited import SEVEN, make_facts, make_visit
from wheel_app import FAMILY_ERASERS, audit, consent, people, visits
from wheel_app.accounts import Staff
from wheel_app.people import Family, Member
from wheel_app.records import purge
from wheel_app.storage import Database, later, new_id
from wheel_app.visits import Present, Record
from wheel_app.visits.actions import cancel_visit, join_visit
from wheel_app.visits.parts.actions import tell
from wheel_app.visits.parts.seeing import parts_for


def make_home(db: Database) -> tuple[Staff, Family, Member, Member]:
    team = staffing.make_team(db)
    staff = staffing.make_staff(db, team)
    family = make_family(db, team, by=staff, coordinator=staff)
    child = make_member(db, family, "Ann", "child", by=staff, born_on="2025-11-18")
    return staff, family, child, make_member(db, family, by=staff)


def test_a_visit_is_begun_once_however_often_it_is_sent(db: Database) -> None:
    staff, family, child, parent = make_home(db)
    visit_id, facts = new_id(), make_facts(child, parent)
    first = visits.begin_visit(db, family.family_id, facts, SEVEN, by=staff, at=AT, visit_id=visit_id)
    again = visits.begin_visit(db, family.family_id, facts, SEVEN, by=staff, at=later(AT, minutes=1), visit_id=visit_id)
    assert again == first == visits.find_visit(db, visit_id)
    assert visits.list_visits(db, family.family_id) == (first,)
    assert visits.list_present(db, visit_id) == (Present("member", parent.member_id),)
    assert visits.list_workers(db, visit_id) == ((staff.staff_id, staff.full_name),)
    rows = audit.list_rows(db, audit.chain_of_family(family.family_id), most=99)
    assert [row.codes for row in rows if row.action == "visit-begun"] == [("room", "point-4")]


def test_what_a_colleague_began_is_not_begun_again(committed_db: Database) -> None:
    db = committed_db
    staff, family, child, parent = make_home(db)
    facts = make_facts(child, parent)
    ready = Barrier(4)

    def begin(_: int) -> str:
        ready.wait(20)
        return visits.begin_visit(db, family.family_id, facts, SEVEN, by=staff, at=AT, visit_id=new_id()).visit_id

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(begin, range(4)))
    (visit,) = visits.list_visits(db, family.family_id)
    assert ids == {visit.visit_id}
    assert cancel_visit(db, visit, why="nobody was in", by=staff, at=AT)
    again = visits.begin_visit(db, family.family_id, facts, SEVEN, by=staff, at=AT, visit_id=new_id())
    assert again.visit_id != visit.visit_id
    on_another_day = replace(facts, on_date="2026-11-19")
    other = visits.begin_visit(db, family.family_id, on_another_day, SEVEN, by=staff, at=AT, visit_id=new_id())
    assert other.visit_id not in (visit.visit_id, again.visit_id)


def test_an_id_of_another_familys_visit_begins_nothing(db: Database) -> None:
    staff, _, child, parent = make_home(db)
    there = make_visit(db, child, parent, by=staff)
    other = make_family(db, name="Others")
    before = everything(db)
    with pytest.raises(LookupError):
        visits.begin_visit(db, other.family_id, make_facts(child), SEVEN, by=staff, at=AT, visit_id=there.visit_id)
    assert everything(db) == before


def test_a_visit_is_finished_once(db: Database) -> None:
    staff, family, child, parent = make_home(db)
    visit = make_visit(db, child, parent, by=staff)
    assert visits.finish_visit(db, visit, by=staff, at=AT)
    assert not visits.finish_visit(db, visit, by=staff, at=later(AT, minutes=1))
    done = visits.find_visit(db, visit.visit_id)
    assert done
    assert (done.finished_at, done.seq) == (AT, 2)
    rows = audit.list_rows(db, audit.chain_of_family(family.family_id), most=99)
    assert [row.action for row in rows].count("visit-finished") == 1


def test_the_same_record_again_changes_nothing(db: Database) -> None:
    staff, family, child, parent = make_home(db)
    record = Record(family.family_id, make_facts(child, parent), SEVEN, "paper", visit_id=new_id())
    made = visits.record_visit(db, record, by=staff, at=AT)
    before = everything(db)
    assert visits.record_visit(db, replace(record, themes=("money",)), by=staff, at=later(AT, days=1)) == made
    assert everything(db) == before
    assert (made.finished_at, made.how) == (AT, "paper")


def test_each_adults_part_is_their_own_and_nobody_elses(db: Database) -> None:
    staff, family, child, parent = make_home(db)
    joined = make_member(db, family, "Noor", by=staff)
    owner_id = make_person(db)
    join(db, joined, owner_id)
    visit = make_visit(db, child, parent, joined, by=staff)
    told = visits.put_part(db, visit, parent.member_id, done_by="told", at=AT)
    own = visits.put_part(db, visit, joined.member_id, done_by="own", at=AT)
    assert own.owner_id == owner_id
    assert told.owner_id not in (owner_id, own.owner_id)
    assert people.owner_of_member(db, parent.member_id) is None
    assert visits.list_parts_of_owner(db, owner_id) == (own,)
    assert visits.put_part(db, visit, parent.member_id, done_by="own", at=later(AT, minutes=1)) == told


def test_what_somebody_tells_is_one_persons_at_every_visit_and_stays_as_long_as_the_family(db: Database) -> None:
    staff, _, child, parent = make_home(db)
    parts = [
        visits.put_part(
            db, make_visit(db, child, parent, by=staff, point=point), parent.member_id, done_by="told", at=AT
        )
        for point in ("point-4", "point-5")
    ]
    assert len({part.owner_id for part in parts}) == 1
    assert purge(db, (), at=later(AT, days=36500), purge_hours=24) == 0
    assert people.get_keep_until(db, parts[0].owner_id)


def test_it_goes_with_the_family(db: Database) -> None:
    staff, family, child, parent = make_home(db)
    part = visits.put_part(db, make_visit(db, child, parent, by=staff), parent.member_id, done_by="told", at=AT)
    with db.transaction():
        for erase in FAMILY_ERASERS:
            erase(db, family.family_id)
    assert people.get_keep_until(db, part.owner_id) is None
    assert visits.list_visits(db, family.family_id) == ()


def test_who_joins_later_is_given_what_they_told_and_who_heard_it_goes_on_seeing_it(db: Database) -> None:
    staff, _, child, parent = make_home(db)
    visit = make_visit(db, child, parent, by=staff)
    part = visits.put_part(db, visit, parent.member_id, done_by="told", at=AT)
    done = make_finished(db, part.owner_id, {"home": 20})
    tell(db, part, done.checkin_id, [staff.staff_id], by=staff, at=AT)
    owner_id = make_person(db)
    with db.transaction():
        join(db, parent, owner_id)
        visits.give_to_person(db, parent.member_id, owner_id)
    assert people.get_keep_until(db, part.owner_id) is None
    assert part.owner_id not in repr({name: rows for name, rows in everything(db).items() if name[:5] != "audit"})
    (grant,) = consent.grants_of(db, owner_id)
    assert (grant.how, grant.checkin_id, grant.to.id) == ("told", done.checkin_id, staff.staff_id)
    assert [one.part_id for one in visits.list_parts_of_owner(db, owner_id)] == [part.part_id]
    assert consent.withdraw(db, owner_id, grant.grant_id, consent.Hand(owner_id, "family"), at=AT)


def test_a_worker_who_joins_is_told_what_was_told_and_nothing_that_was_stopped(db: Database) -> None:
    staff, _, child, parent = make_home(db)
    other, third = (staffing.make_staff(db, role="worker") for _ in range(2))
    visit = make_visit(db, child, parent, by=staff)
    part = visits.put_part(db, visit, parent.member_id, done_by="told", at=AT)
    done = make_finished(db, part.owner_id, {"home": 20})
    with db.transaction():
        db.execute(
            "UPDATE visit_part SET checklist_id = :checkin_id WHERE part_id = :part_id",
            checkin_id=done.checkin_id,
            part_id=part.part_id,
        )
    tell(db, part, done.checkin_id, [staff.staff_id], by=staff, at=AT)
    for _ in range(2):
        join_visit(db, visit, by=other, at=AT)
    assert {one.to.id for one in consent.grants_of(db, part.owner_id)} == {staff.staff_id, other.staff_id}
    assert parts_for(db, visit, other, at=AT)[parent.member_id].may_read
    consent.withdraw_from(db, part.owner_id, consent.Hand(part.owner_id, "family"), at=AT)
    join_visit(db, visit, by=third, at=AT)
    assert not any(parts_for(db, visit, one, at=AT)[parent.member_id].may_read for one in (staff, other, third))
