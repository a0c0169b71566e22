"""A child who died belonged to two homes, and so does a parent: what that person knows counts on their own pages."""

from __future__ import annotations

from tests.builders import AT, make_person
from tests.households import join, make_family, make_member, relate
from tests.losing_a_child import lose, make_home, silencing
from wheel_app import people
from wheel_app.storage import Database, later


def test_who_knows_in_one_home_is_asked_nothing_in_the_other(db: Database) -> None:
    home, stranger = make_home(db), make_person(db)
    other = make_family(db, home.team, by=home.worker)
    there = make_member(db, other, "Ada", "child", by=home.worker, who_id=home.ada.who_id, born_on="2026-07-01")
    for owner_id in (home.him, stranger):
        parent = make_member(db, other, "Tom", by=home.worker)
        relate(db, parent, there, by=home.worker)
        join(db, parent, owner_id)
    silence = lose(db, home, home.father)
    assert people.is_silent_for(db, there.member_id, home.him)
    assert people.silent_for(db, home.him) == {home.ada.member_id, there.member_id}
    assert not people.is_silent_for(db, there.member_id, stranger)
    assert not people.is_silent_for(db, home.ada.member_id, home.her)
    # Their worker there goes on asking: whom they told stays in the home where it was said.
    (line,) = people.list_silences(db, other.family_id)
    assert len(line.untold) == 2
    people.end_silence(db, silence, how="mistake", why="", by=home.worker, at=later(AT, days=40), silencing=silencing())
    assert people.silent_for(db, home.him) == frozenset()


def test_told_where_it_followed_is_known_where_it_began(db: Database) -> None:
    home = make_home(db)
    other = make_family(db, home.team, by=home.worker)
    there = make_member(db, other, "Ada", "child", by=home.worker, who_id=home.ada.who_id, born_on="2026-07-01")
    parent = make_member(db, other, "Tom", by=home.worker)
    relate(db, parent, there, by=home.worker)
    join(db, parent, home.him)
    lose(db, home, parent, child=there)
    assert people.silent_for(db, home.him) == {home.ada.member_id, there.member_id}
    assert people.silent_for(db, home.her) == frozenset()
