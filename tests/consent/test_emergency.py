"""Opening a record in an emergency, to the second; and a log that must stay off a page."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT, make_person
from tests.consent.builders import REASON
from wheel_app import audit, consent
from wheel_app.consent import TooShort
from wheel_app.storage import Database, later


def test_it_lasts_an_hour_to_the_microsecond(db: Database) -> None:
    jo, al = staffing.make_staff(db), staffing.make_staff(db)
    until = consent.break_glass(db, jo.staff_id, "worker", "a-family", reason=REASON, at=AT)
    assert until == later(AT, minutes=60)
    assert consent.families_open(db, jo.staff_id, at=AT) == {"a-family": until}
    assert consent.families_open(db, jo.staff_id, at=later(until, microseconds=-1)) == {"a-family": until}
    assert consent.families_open(db, jo.staff_id, at=until) == {}
    assert consent.families_open(db, al.staff_id, at=AT) == {}


def test_a_clock_that_was_set_back_opens_nothing(db: Database) -> None:
    jo = staffing.make_staff(db)
    consent.break_glass(db, jo.staff_id, "worker", "a-family", reason=REASON, at=AT)
    assert consent.families_open(db, jo.staff_id, at=later(AT, minutes=-1)) == {}


def test_the_reason_stands_in_the_familys_log(db: Database) -> None:
    jo = staffing.make_staff(db)
    until = consent.break_glass(db, jo.staff_id, "worker", "a-family", reason=REASON, at=AT)
    row = audit.list_rows(db, audit.chain_of_family("a-family"), most=5)[0]
    assert (row.action, row.actor, row.role, row.codes) == ("break-glass", jo.staff_id, "worker", (until,))
    assert audit.text_of(db, row.chain, row.seq) == REASON


@pytest.mark.parametrize("reason", ["", "too short", "        a        "])
def test_a_reason_that_says_too_little_opens_nothing(db: Database, reason: str) -> None:
    jo = staffing.make_staff(db)
    with pytest.raises(TooShort):
        consent.break_glass(db, jo.staff_id, "worker", "a-family", reason=reason, at=AT)
    assert consent.families_open(db, jo.staff_id, at=AT) == {}
    assert not audit.has_rows(db, audit.chain_of_family("a-family"))


def test_a_family_that_is_erased_leaves_no_opening(db: Database) -> None:
    jo = staffing.make_staff(db)
    consent.break_glass(db, jo.staff_id, "worker", "a-family", reason=REASON, at=AT)
    consent.break_glass(db, jo.staff_id, "worker", "another-family", reason=REASON, at=AT)
    with db.transaction():
        consent.erase_family(db, "a-family")
    assert list(consent.families_open(db, jo.staff_id, at=AT)) == ["another-family"]


def test_a_log_is_hidden_and_shown_with_a_reason(db: Database) -> None:
    owner_id = make_person(db)
    with pytest.raises(TooShort):
        consent.hide_log(db, owner_id, staff_id="s", role="worker", reason="no", at=AT)
    assert not consent.is_hidden(db, owner_id)
    for _ in range(2):
        consent.hide_log(db, owner_id, staff_id="s", role="worker", reason=REASON, at=AT)
    assert consent.is_hidden(db, owner_id)
    for _ in range(2):
        consent.show_log(db, owner_id, staff_id="s", role="worker", at=AT)
    assert not consent.is_hidden(db, owner_id)
    rows = audit.list_rows(db, audit.chain_of_owner(owner_id), most=9)
    assert [row.action for row in rows] == ["log-shown", "log-hidden"]
