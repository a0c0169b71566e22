"""Whether a wheel about a baby on the way is offered again to somebody who has lost one before."""

from __future__ import annotations

from tests.losing_a_child import LATER, lose, make_home, silencing
from wheel_app import people
from wheel_app.storage import Database, later


def test_who_does_not_know_of_a_second_loss_is_offered_it_as_before(db: Database) -> None:
    home = make_home(db, kind="unborn")
    lose(db, home, home.mother, home.father, kind="miscarriage")
    assert people.is_expecting(db, home.him)
    second = lose(db, home, home.mother, child=home.finn, kind="miscarriage", at=later(LATER, days=2))
    assert people.is_expecting(db, home.him)
    assert not people.is_expecting(db, home.her)
    people.change_silence(
        db, _found(db, home.finn.member_id), second, second.loss, told=home.told(home.mother, home.father),
        seen_seq=second.seq, by=home.worker, at=later(LATER, days=3), silencing=silencing(),
    )  # fmt: skip
    assert not people.is_expecting(db, home.him)


def _found(db: Database, member_id: str) -> people.Member:
    found = people.find_member(db, member_id)
    assert found
    return found


def test_a_new_pregnancy_that_is_another_adults_is_offered_to_nobody_else(db: Database) -> None:
    home = make_home(db, kind="unborn")
    lose(db, home, home.mother, home.father, kind="miscarriage")
    assert people.is_expecting(db, home.him)
    pair = (home.father.member_id, home.finn.member_id)
    assert people.part_relation(db, home.family.family_id, *pair, by=home.worker, at=LATER)
    assert not people.is_expecting(db, home.him)
    assert people.is_expecting(db, home.her)
