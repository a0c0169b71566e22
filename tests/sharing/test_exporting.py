"""The copy of somebody's data says who looked, and no more of it than their own page does."""

from __future__ import annotations

import pytest

from tests import households, staffing
from tests.builders import AT, make_finished, make_person
from tests.consent.builders import REASON
from wheel_app import EXPORTERS, audit, consent, people
from wheel_app.checkins import Checkin
from wheel_app.consent import SAFEGUARDING, Hand, Recipient, Sight, Terms
from wheel_app.sharing import export
from wheel_app.storage import Database, later

EVERYTHING = Sight(frozenset({"*"}))


@pytest.fixture
def wheel(db: Database) -> Checkin:
    return make_finished(db, make_person(db), {"home": 20})


def look(db: Database, wheel: Checkin, *, at: str = AT, sight: Sight = EVERYTHING) -> None:
    staff_id = staffing.make_staff(db).staff_id
    consent.look(db, wheel.owner_id, staff_id=staff_id, role="worker", about=wheel.checkin_id, sight=sight, at=at)


def given(db: Database, wheel: Checkin) -> object:
    return export(db, wheel.owner_id)["who_looked"]


def test_each_look_is_in_it_the_newest_first(db: Database, wheel: Checkin) -> None:
    assert given(db, wheel) == []
    look(db, wheel)
    look(db, wheel, at=later(AT, days=1))
    about = {"role": "worker", "about": wheel.checkin_id}
    assert given(db, wheel) == [{"at": later(AT, days=1), **about}, {"at": AT, **about}]


def test_of_a_household_it_says_no_more_than_that_somebody_looked(db: Database, wheel: Checkin) -> None:
    family = households.make_family(db)
    households.join(db, households.make_member(db, family), wheel.owner_id)
    consent.break_glass(db, staffing.make_staff(db).staff_id, "worker", family.family_id, reason=REASON, at=AT)
    assert given(db, wheel) == [{"at": AT[:10], "role": "", "about": "household"}]


def test_what_must_not_be_told_is_in_no_part_of_the_copy(db: Database, wheel: Checkin) -> None:
    before = repr([one(db, wheel.owner_id) for one in EXPORTERS])
    staff_id = staffing.make_staff(db).staff_id
    hand = Hand(staff_id, "worker", SAFEGUARDING, reason=REASON, is_told=False)
    consent.give(db, wheel.owner_id, Recipient("staff", staff_id), Terms(wheel.checkin_id), hand, at=AT)
    look(db, wheel, sight=Sight(frozenset({"*"}), is_told=False))
    chain = audit.chain_of_owner(wheel.owner_id)
    audit.write(db, chain, "hold-set", actor="staff-id", role="manager", at=AT, text=REASON)
    assert repr([one(db, wheel.owner_id) for one in EXPORTERS]) == before


def test_where_the_log_is_hidden_it_is_not_in_the_copy_either(db: Database, wheel: Checkin) -> None:
    look(db, wheel)
    consent.hide_log(db, wheel.owner_id, staff_id="staff-id", role="worker", reason=REASON, at=AT)
    assert given(db, wheel) == []


def test_what_was_put_away_is_looked_back_on_by_nobody(db: Database, wheel: Checkin) -> None:
    look(db, wheel)
    people.note_change(db, wheel.owner_id, "not-safe", [], asks_afresh=True, at=later(AT, days=1))
    assert given(db, wheel) == []
