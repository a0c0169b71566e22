"""Telling that something has changed, and bringing back what it put away."""

from __future__ import annotations

import pytest

from tests.builders import AT, make_person
from wheel_app.people import (
    KINDS,
    Due,
    bring_back,
    get_keep_until,
    has_anyone,
    list_changes,
    list_overdue,
    note_change,
    set_keep_until,
    silenced,
)
from wheel_app.people.rules import EVERYTHING
from wheel_app.storage import Database, later

LATER = later(AT, days=1)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"not-safe"}))
def test_a_change_keeps_what_the_person_said_it_touches(db: Database, kind: str) -> None:
    owner_id = make_person(db)
    noted = note_change(db, owner_id, kind, ["housing", "money"], asks_afresh=False, at=AT)
    assert list_changes(db, owner_id) == (noted,)
    assert (noted.kind, noted.subjects, noted.noted_at) == (kind, {"housing", "money"}, AT)


def test_not_being_safe_takes_in_everything_and_asks_afresh(db: Database) -> None:
    owner_id = make_person(db)
    noted = note_change(db, owner_id, "not-safe", ["housing"], asks_afresh=False, at=AT)
    assert noted.subjects == {EVERYTHING}
    assert silenced(list_changes(db, owner_id)) == frozenset()


def test_an_unknown_kind_is_refused(db: Database) -> None:
    owner_id = make_person(db)
    with pytest.raises(ValueError, match="holiday"):
        note_change(db, owner_id, "holiday", ["housing"], asks_afresh=False, at=AT)
    assert list_changes(db, owner_id) == ()


def test_what_was_put_away_can_be_brought_back(db: Database) -> None:
    owner_id = make_person(db)
    stays = note_change(db, owner_id, "moved", ["housing"], asks_afresh=False, at=AT)
    goes = note_change(db, owner_id, "parted", ["parenting"], asks_afresh=True, at=LATER)
    assert bring_back(db, owner_id, goes.change_id, at=LATER)
    assert list_changes(db, owner_id) == (stays,)


def test_bringing_back_twice_does_nothing(db: Database) -> None:
    owner_id = make_person(db)
    change = note_change(db, owner_id, "moved", ["housing"], asks_afresh=False, at=AT)
    assert bring_back(db, owner_id, change.change_id, at=AT)
    assert not bring_back(db, owner_id, change.change_id, at=LATER)


def test_nobody_sees_or_brings_back_another_ones_change(db: Database) -> None:
    owner_id, stranger = make_person(db), make_person(db)
    change = note_change(db, owner_id, "death", ["parenting"], asks_afresh=False, at=AT)
    assert list_changes(db, stranger) == ()
    assert not bring_back(db, stranger, change.change_id, at=AT)
    assert list_changes(db, owner_id) == (change,)


def overdue(db: Database, *, most: int = 5, after: Due | None = None) -> list[str]:
    return [due.owner_id for due in list_overdue(db, at=AT, most=most, after=after)]


def test_people_whose_time_is_over_are_found_the_longest_overdue_first(db: Database) -> None:
    assert not has_anyone(db)
    young, old, older = (make_person(db, at=later(AT, days=-days)) for days in (0, 2, 3))
    assert has_anyone(db)
    assert overdue(db) == [older, old]
    assert overdue(db, most=1) == [older]
    with db.transaction():
        set_keep_until(db, older, later(AT, days=1))
    assert overdue(db) == [old]
    assert get_keep_until(db, young) == later(AT, hours=24)


def test_people_whose_time_was_over_at_one_moment_are_all_found_page_by_page(db: Database) -> None:
    owners = {make_person(db, at=later(AT, days=-2)) for _ in range(5)}
    found, last = [], None
    while page := list_overdue(db, at=AT, most=2, after=last):
        found += [due.owner_id for due in page]
        last = page[-1]
    assert sorted(found) == sorted(owners)


def test_nobody_is_kept_of_whom_nothing_is_known(db: Database) -> None:
    assert get_keep_until(db, "nobody") is None
