"""Windows as rows: put anew at once, told what was done, silent, and gone with their family."""

from __future__ import annotations

from tests.builders import everything, make_person
from tests.clock.children import five, make_child, said, seven, states
from tests.households import join, make_family
from wheel_app import clock
from wheel_app.clock.rules import Window
from wheel_app.storage import Database

BORN = "2026-01-15"


def test_windows_are_stored_as_they_were_reckoned(db: Database) -> None:
    child = make_child(db, born=BORN, due="2026-01-20", at="2025-09-01T10:00:00.000000Z")
    windows = clock.windows_of(db, child.member_id)
    assert windows == clock.reckon_member(db, seven(), child)
    assert windows[1] == Window(
        "point-2", 2, "seven", "2026.1", "2026-01-25", "2026-01-27", "2026-01-30", "2026-02-13", False, None, None
    )
    before = everything(db)
    clock.reckon_member(db, seven(), child)
    assert everything(db) == before


def test_what_was_done_is_kept_and_the_first_visit_counts(db: Database) -> None:
    child = make_child(db, born=BORN, at="2026-01-16T10:00:00.000000Z")
    clock.mark_delivered(db, child.member_id, "point-3", "2026-05-01", "second")
    clock.mark_delivered(db, child.member_id, "point-3", "2026-04-20", "first")
    assert said(db, child, "2026-05-02") == "1 passed, 2 passed, 3 done"
    assert [one.visit_id for one in clock.windows_of(db, child.member_id) if one.visit_id] == ["first"]
    clock.reckon_member(db, seven(), child)
    clock.unmark_delivered(db, "first")
    (done,) = (one for one in clock.windows_of(db, child.member_id) if one.visit_id)
    assert (done.visit_id, done.delivered_on, done.opens_on) == ("second", "2026-05-01", "2026-04-02")
    clock.unmark_delivered(db, "second")
    clock.unmark_delivered(db, "second")
    assert said(db, child, "2026-05-02") == "1 passed, 2 passed, 3 due"


def test_a_visit_put_right_counts_where_it_belongs(db: Database) -> None:
    child, other = make_child(db, born=BORN, at=f"{BORN}T10:00:00.000000Z"), make_child(db, born=BORN)
    clock.mark_delivered(db, child.member_id, "point-3", "2026-05-01", "visit")
    clock.mark_delivered(db, child.member_id, "point-4", "2026-05-01", "visit")
    assert said(db, child, "2026-05-02") == "1 passed, 2 passed, 3 due, 4 done"
    clock.mark_delivered(db, other.member_id, "point-3", "2026-05-01", "visit")
    assert said(db, child, "2026-05-02") == "1 passed, 2 passed, 3 due"
    assert states(db, other, "2026-05-02")["point-3"] == "done"


def test_what_was_done_without_a_birthday_is_found_when_there_is_one(db: Database) -> None:
    child = make_child(db, born="2026-01")
    assert clock.windows_of(db, child.member_id) == ()
    clock.mark_delivered(db, child.member_id, "point-3", "2026-05-01", "visit")
    (done,) = clock.windows_of(db, child.member_id)
    assert (done.point_key, done.opens_on, done.state_on("2026-01-01")) == ("point-3", None, "done")
    clock.reckon_member(db, seven(), child)
    assert [one.point_number for one in clock.windows_of(db, child.member_id)] == [3]
    clock.unmark_delivered(db, "visit")
    assert clock.windows_of(db, child.member_id) == ()


def test_what_was_done_counts_in_another_set_by_its_key_and_comes_back(db: Database) -> None:
    child = make_child(db, born=BORN, at=f"{BORN}T10:00:00.000000Z")
    for key, day in (("point-3", "2026-04-20"), ("point-4", "2027-01-20")):
        clock.mark_delivered(db, child.member_id, key, day, key)
    before = clock.windows_of(db, child.member_id)
    clock.reckon_member(db, five(), child)
    found = {one.point_key: one for one in clock.windows_of(db, child.member_id)}
    assert {key for key, one in found.items() if one.delivered_on} == {"point-3", "point-4"}
    assert found["point-4"].opens_on == "2026-10-15"
    assert found["point-3"].opens_on is None
    assert found["six-weeks"].delivered_on is None
    clock.reckon_member(db, seven(), child)
    assert clock.windows_of(db, child.member_id) == before


def test_silence_covers_everything_and_can_be_taken_back(db: Database) -> None:
    child = make_child(db, born=BORN)
    clock.silence(db, child.member_id)
    assert set(states(db, child, "2026-05-02").values()) == {"silent"}
    assert clock.next_for(db, child.member_id, "2026-05-02") is None
    clock.reckon_member(db, seven(), child)
    following = clock.next_for(db, child.member_id, "2026-05-02")
    assert following is not None
    assert following.point_key == "point-3"


def test_a_familys_windows_go_with_it_and_no_others(db: Database) -> None:
    family, other = make_family(db), make_family(db)
    child, stays = make_child(db, family, born=BORN), make_child(db, other, born=BORN)
    make_child(db, family)
    for one in (child, stays):
        clock.mark_delivered(db, one.member_id, "point-3", "2026-05-01", one.member_id)
    with db.transaction():
        clock.erase_family(db, family.family_id)
    tables = everything(db)
    for name in ("due_window", "point_delivery", "birthday_wanted"):
        assert {dict(row)["family_id"] for row in tables[name]} <= {other.family_id}
    assert len(clock.windows_of(db, stays.member_id)) == 7


def test_who_has_a_way_in_of_their_own_takes_their_points_along(db: Database) -> None:
    child, owner_id = make_child(db, born=BORN), make_person(db)
    assert clock.export(db, owner_id) == {}
    join(db, child, owner_id)
    assert len(clock.export(db, owner_id)["points"]) == 7
    clock.silence(db, child.member_id)
    assert clock.export(db, owner_id) == {}


def test_a_member_who_is_no_child_has_none(db: Database) -> None:
    grown = make_child(db, born="1990-01-01", kind="adult")
    assert clock.windows_of(db, grown.member_id) == ()
    assert everything(db)["birthday_wanted"] == []
