"""What was noted as one thing and was another: the parents’ own pages and the other home follow, and choices stand."""

from __future__ import annotations

from dataclasses import replace

from tests.households import make_family, make_member
from tests.losing_a_child import LATER, Home, lose, make_home, silencing
from tests.staffing import make_team
from wheel_app import people
from wheel_app.people import Change, Loss, Spoken, is_put_away
from wheel_app.storage import Database, later

AFTER = later(LATER, days=1)


def changes_of(db: Database, owner_id: str) -> list[Change]:
    return list(people.list_changes(db, owner_id))


def member_of(db: Database, home: Home) -> people.Member:
    found = people.find_member(db, home.ada.member_id)
    assert found is not None
    return found


def correct(
    db: Database, home: Home, silence: people.Silence, kind: str, *told: people.Member, since_on: str = "2026-12-01"
) -> None:
    loss = replace(silence.loss, kind=kind, since_on=since_on)
    people.change_silence(
        db, member_of(db, home), silence, loss, told=home.told(*told), seen_seq=silence.seq, by=home.worker, at=AFTER,
        silencing=silencing(),
    )  # fmt: skip


def test_what_was_noted_as_something_else_is_put_right_for_who_knows(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother, home.father, kind="moved-away")
    (hers,), (his,) = (changes_of(db, owner_id) for owner_id in (home.her, home.him))
    assert people.choose_about_change(db, home.him, his.change_id, "put-away")
    correct(db, home, silence, "died", home.mother, home.father)
    (now,) = changes_of(db, home.her)
    assert (now.change_id, now.kind, now.choice) == (hers.change_id, "death", None)
    assert now.subjects == people.KINDS["death"]
    assert is_put_away([now], LATER, {"child-growth"})
    (chosen,) = changes_of(db, home.him)
    assert (chosen.change_id, chosen.kind, chosen.choice) == (his.change_id, "death", "put-away")
    assert chosen.subjects == people.KINDS["death"] | people.KINDS["moved"]


def test_nobody_who_brought_it_back_is_asked_to_choose_again(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother, kind="moved-away")
    (hers,) = changes_of(db, home.her)
    assert people.bring_back(db, home.her, hers.change_id, at=LATER)
    before = db.rows("SELECT * FROM life_change")
    correct(db, home, silence, "died", home.mother)
    assert changes_of(db, home.her) == []
    assert db.rows("SELECT * FROM life_change") == before


def test_whoever_comes_to_know_with_the_correction_knows_what_came_about(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother, kind="moved-away")
    correct(db, home, silence, "died", home.mother, home.father)
    assert [one.kind for one in changes_of(db, home.him)] == ["death"]


def test_what_came_about_is_put_right_in_the_other_home_too(db: Database) -> None:
    home = make_home(db)
    there = make_family(db, make_team(db, "Another team"))
    other = make_member(db, there, "Ada", "child", who_id=home.ada.who_id)
    silence = lose(db, home, home.mother)
    correct(db, home, silence, "stillbirth", home.mother, since_on="2026-11-30")
    (known,) = people.list_silences(db, there.family_id)
    assert (known.member_id, known.loss) == (other.member_id, Loss("stillbirth", "2026-11-30", home.worker.staff_id))
    again = people.find_silence(db, home.ada.member_id)
    assert again is not None
    words = replace(again.loss, spoken=Spoken("unnamed"))
    people.change_silence(
        db, member_of(db, home), again, words, told=[], seen_seq=again.seq, by=home.worker, at=AFTER,
        silencing=silencing(),
    )  # fmt: skip
    assert people.list_silences(db, there.family_id) == (known,)
