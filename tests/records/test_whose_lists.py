"""Managers see to the records of their own organisation; the operator to all."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT
from tests.records.lists import DUE, KEEPINGS, ONE, make_due
from wheel_app import consent
from wheel_app.records.retention import (
    By,
    confirm,
    find_run,
    lift_hold,
    list_holds,
    list_items,
    list_now,
    list_runs,
    preview,
    set_hold,
)
from wheel_app.storage import Database

TERMS = consent.Terms(made_until="2026-11-20")


@pytest.fixture
def two(db: Database) -> dict[str, str]:
    """Two organisations, each with somebody overdue who shared with it alone; and a third who shared with neither."""
    make_due(db)
    ours, theirs = staffing.make_team(db, "Ours"), staffing.make_team(db, "Theirs")
    staff = staffing.make_staff(db, theirs)
    return {
        ours.organisation_id: shared_with(db, consent.Recipient("team", ours.team_id)),
        theirs.organisation_id: shared_with(db, consent.Recipient("staff", staff.staff_id)),
    }


def shared_with(db: Database, to: consent.Recipient) -> str:
    subject = make_due(db)
    owner_id = subject.removeprefix("owner:")
    consent.give(db, owner_id, to, TERMS, consent.Hand(owner_id, "family"), at=AT)
    return subject


def manager(organisation_id: str, name: str = "one") -> By:
    return By(f"019a-{name}", "manager", organisation_id)


def test_each_lists_its_own_and_the_operator_all(db: Database, two: dict[str, str]) -> None:
    for organisation_id, subject in two.items():
        run = list_now(db, KEEPINGS, manager(organisation_id), at=DUE)
        assert run is not None
        assert [line.subject for line in list_items(db, run.run_id)] == [subject]
        assert list_runs(db, most=9, organisation_id=organisation_id) == (run,)
    assert len(preview(db, KEEPINGS, at=DUE)) == 3
    assert len(list_runs(db, most=9)) == 2


def test_nobody_confirms_holds_or_lifts_what_is_anothers(db: Database, two: dict[str, str]) -> None:
    (ours, mine), (others, _) = two.items()
    run = list_now(db, KEEPINGS, manager(ours), at=DUE)
    hold = set_hold(db, KEEPINGS, mine, "a court asked", manager(ours), at=DUE)
    assert run is not None
    assert hold is not None
    stranger = manager(others, "two")
    assert find_run(db, run.run_id, others) is None
    assert confirm(db, KEEPINGS, run.run_id, run.digest, stranger, at=DUE) is None
    assert set_hold(db, KEEPINGS, mine, "a court asked", stranger, at=DUE) is None
    assert list_holds(db, most=9, organisation_id=others) == ()
    assert not lift_hold(db, hold.hold_id, "not theirs", stranger, at=DUE)
    assert list_holds(db, most=9, organisation_id=ours) == (hold,)
    assert lift_hold(db, hold.hold_id, "the operator may", ONE, at=DUE)


def test_what_was_shared_once_stays_an_organisations_though_it_was_withdrawn(db: Database, two: dict[str, str]) -> None:
    (ours, mine), _ = two.items()
    with db.transaction():
        db.execute("UPDATE sharing_grant SET withdrawn_at = :at, withdrawn_by = 'x'", at=AT)
    assert [line.subject for line in preview(db, KEEPINGS, at=DUE, organisation_id=ours)] == [mine]
