"""What falls silent about somebody, on whose pages, and that it speaks again as before when it was a mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import AT, everything, make_draft, make_person
from tests.households import join, make_family, make_member, relate
from tests.losing_a_child import LATER, Heard, Home, lose, make_home, silencing
from tests.staffing import make_staff, make_team
from wheel_app import audit, people
from wheel_app.audit import chain_of_family
from wheel_app.people import AlreadySilent, Change, ChangedMeanwhile, Loss, Spoken, is_put_away, silenced
from wheel_app.storage import Database, later, new_id

AFTER = later(LATER, days=1)


def changes_of(db: Database, owner_id: str) -> list[Change]:
    return list(people.list_changes(db, owner_id))


def end(db: Database, home: Home, silence: people.Silence, how: str = "mistake", *hear: people.OnSilence) -> bool:
    return people.end_silence(
        db, silence, how=how, why="the wrong child", by=home.worker, at=AFTER, silencing=silencing(*hear)
    )


def test_a_child_falls_silent_at_once_and_the_rooms_above_hear_of_it(db: Database) -> None:
    home, heard = make_home(db), Heard()
    lose(db, home, home.mother, hear=(heard,))
    assert heard.said == [("Ada", True)]
    assert people.is_silent(db, home.ada.member_id)
    (known,) = people.list_silences(db, home.family.family_id)
    assert known.member_id == home.ada.member_id
    assert (known.loss.kind, known.lead_name, known.loss.spoken.wish) == ("died", "Sam Lead", "Please say her name.")
    child = people.find_member(db, home.ada.member_id)
    assert child is not None
    assert (child.left_on, child.left_why) == ("2026-12-01", "died")


def test_the_twin_goes_on(db: Database) -> None:
    home = make_home(db)
    lose(db, home, home.mother, home.father)
    assert not people.is_silent(db, home.finn.member_id)
    assert people.silent_for(db, home.her) == {home.ada.member_id}
    (change,) = changes_of(db, home.her)
    assert is_put_away([change], AT, {"child-growth"})
    assert is_put_away([change], AT, {"housing"}, about_member=home.ada.member_id)
    assert is_put_away([change], AFTER, {"housing"}, about_member=home.ada.member_id)
    assert not is_put_away([change], AFTER, {"child-growth"})
    assert not is_put_away([change], AT, {"child-growth"}, about_member=home.finn.member_id)
    assert silenced([change], home.finn.member_id) == frozenset()
    assert "child-growth" in silenced([change])


def test_only_who_knows_falls_silent_on_their_own_pages(db: Database) -> None:
    home = make_home(db)
    draft = make_draft(db, home.her)
    lose(db, home, home.mother)
    (change,) = changes_of(db, home.her)
    assert (change.kind, change.about_member, change.choice) == ("death", home.ada.member_id, None)
    assert changes_of(db, home.him) == []
    assert people.is_silent_for(db, home.ada.member_id, home.her)
    assert not people.is_silent_for(db, home.ada.member_id, home.him)
    assert people.silent_for(db, home.him) == frozenset()
    order = db.value("SELECT topic_order FROM checkin WHERE checkin_id = :id", id=draft.checkin_id)
    assert "growing" not in str(order).split()


def test_whoever_comes_to_know_later_falls_silent_then(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother)
    before = changes_of(db, home.her)
    people.change_silence(
        db, _member(db, home), silence, silence.loss, told=home.told(home.mother, home.father), seen_seq=1,
        by=home.worker, at=AFTER, silencing=silencing(),
    )  # fmt: skip
    assert people.is_silent_for(db, home.ada.member_id, home.him)
    assert [one.kind for one in changes_of(db, home.him)] == ["death"]
    assert changes_of(db, home.her) == before


def test_who_was_ticked_by_a_slip_sees_their_pages_again(db: Database) -> None:
    home = make_home(db)
    untouched = _own(db)
    silence = lose(db, home, home.mother, home.father)
    people.change_silence(
        db, _member(db, home), silence, silence.loss, told=home.told(home.mother), seen_seq=1, by=home.worker,
        at=AFTER, silencing=silencing(),
    )  # fmt: skip
    assert changes_of(db, home.him) == []
    assert _own(db) == untouched


def test_a_mistake_leaves_everything_as_before(db: Database) -> None:
    home, heard = make_home(db), Heard()
    make_draft(db, home.her)
    before = {name: rows for name, rows in everything(db).items() if name in ("checkin", "answer", "life_change")}
    silence = lose(db, home, home.mother, home.father)
    assert end(db, home, silence, "mistake", heard)
    assert not end(db, home, silence)
    assert heard.said == [("Ada", False)]
    assert {name: rows for name, rows in everything(db).items() if name in before} == before
    member = _member(db, home)
    assert (member.left_on, member.left_why, member.facts) == (None, None, home.ada.facts)
    assert people.silent_for(db, home.her) == frozenset()
    lives = [one for one in people.list_member_changes(db, member.member_id) if one.fact == "lives_here"]
    assert [(one.old_value, one.new_value) for one in reversed(lives)] == [("yes", "died"), ("died", "yes")]


def test_what_parents_put_away_themselves_stays_theirs(db: Database) -> None:
    home = make_home(db)
    own = people.note_change(db, home.her, "moved", ["housing"], asks_afresh=False, at=AT)
    silence = lose(db, home, home.mother, home.father)
    (hers,) = (one for one in changes_of(db, home.her) if one.silence_id)
    assert people.choose_about_change(db, home.her, hers.change_id, "put-away")
    (his,) = changes_of(db, home.him)
    assert people.choose_about_change(db, home.him, his.change_id, "kept")
    end(db, home, silence)
    assert [one.change_id for one in changes_of(db, home.her)] == [own.change_id, hers.change_id]
    assert changes_of(db, home.him) == []


def test_what_is_kept_stays_in_sight_and_nothing_is_asked(db: Database) -> None:
    home = make_home(db)
    lose(db, home, home.mother)
    (change,) = changes_of(db, home.her)
    assert people.choose_about_change(db, home.her, change.change_id, "kept")
    assert not people.choose_about_change(db, home.him, change.change_id, "kept")
    (kept,) = changes_of(db, home.her)
    assert not is_put_away([kept], AT, {"child-growth"})
    assert "child-growth" in silenced([kept])


def test_a_child_who_comes_back_speaks_again(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother, kind="lives-elsewhere")
    assert end(db, home, silence, "came-back")
    assert not people.is_silent(db, home.ada.member_id)
    assert changes_of(db, home.her) == []
    again = lose(db, home, home.mother, kind="died", at=later(AFTER, days=1))
    assert again.silence_id != silence.silence_id


def test_who_died_is_silent_in_the_other_home_which_may_not_know(db: Database) -> None:
    home = make_home(db)
    there = make_family(db, make_team(db, "Another team"))
    other = make_member(db, there, "Ada", "child", who_id=home.ada.who_id, born_on="2026-07-01")
    gran = make_member(db, there, "Nan")
    relate(db, gran, other, "grandparent", by=home.worker)
    owner_id = make_person(db)
    join(db, gran, owner_id)
    heard = Heard()
    silence = lose(db, home, home.mother, hear=(heard,))
    assert heard.said == [("Ada", True), ("Ada", True)]
    (known,) = people.list_silences(db, there.family_id)
    assert (known.loss.kind, known.loss.spoken) == ("died", Spoken())
    assert not people.is_silent_for(db, other.member_id, owner_id)
    assert changes_of(db, owner_id) == []
    end(db, home, silence)
    assert not people.is_silent(db, other.member_id)


def test_living_elsewhere_is_said_of_one_home_alone(db: Database) -> None:
    home = make_home(db)
    there = make_family(db, make_team(db, "Another team"))
    other = make_member(db, there, "Ada", "child", who_id=home.ada.who_id)
    lose(db, home, home.mother, kind="lives-elsewhere")
    assert not people.is_silent(db, other.member_id)


def test_pressed_twice_it_is_one_and_another_one_is_refused(db: Database) -> None:
    home, silence_id = make_home(db), new_id()
    lose(db, home, home.mother, silence_id=silence_id)
    before = everything(db)
    assert lose(db, home, home.mother, silence_id=silence_id).silence_id == silence_id
    assert everything(db) == before
    with pytest.raises(AlreadySilent):
        lose(db, home, home.mother)
    assert everything(db) == before


def test_a_stale_page_changes_nothing(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother)
    loss = replace(silence.loss, spoken=Spoken("words", "our star", ""))
    told = home.told(home.mother)
    tell = {"told": told, "by": home.worker, "at": AFTER, "silencing": silencing()}
    people.change_silence(db, _member(db, home), silence, loss, seen_seq=1, **tell)  # type: ignore[arg-type]
    before = everything(db)
    with pytest.raises(ChangedMeanwhile):
        people.change_silence(db, _member(db, home), silence, loss, seen_seq=1, **tell)  # type: ignore[arg-type]
    assert everything(db) == before


def test_an_unknown_kind_is_refused(db: Database) -> None:
    home = make_home(db)
    with pytest.raises(ValueError, match="lost"):
        lose(db, home, kind="lost")


def test_whoever_joins_afterwards_finds_silence(db: Database) -> None:
    home = make_home(db)
    lose(db, home, home.mother)
    carer = make_member(db, home.family, "Nan")
    relate(db, carer, home.ada, "grandparent", by=home.worker)
    owner_id = make_person(db)
    join(db, carer, owner_id)
    assert people.is_silent_for(db, home.ada.member_id, owner_id)


def test_a_new_pregnancy_carries_nothing_over(db: Database) -> None:
    home = make_home(db, kind="unborn")
    lose(db, home, home.mother, home.father, kind="miscarriage")
    (change,) = changes_of(db, home.her)
    assert change.kind == "pregnancy-loss"
    baby = make_member(db, home.family, "Baby", "unborn", due_on="2027-12-01", at=AFTER)
    assert not people.is_silent(db, baby.member_id)
    assert not people.is_silent_for(db, baby.member_id, home.her)
    assert silenced([change], baby.member_id) == frozenset()


def test_it_is_written_down_by_ids_and_numbers_alone(db: Database) -> None:
    home = make_home(db)
    silence = lose(db, home, home.mother)
    end(db, home, silence)
    told = reversed(audit.list_rows(db, chain_of_family(home.family.family_id), most=99))
    rows = [row for row in told if "silence" in row.action]
    assert [(row.action, row.codes) for row in rows] == [
        ("silenced", ("told-1", "untold-1")),
        ("silence-ended", ("mistake",)),
    ]
    assert {row.about for row in rows} == {home.ada.member_id}
    assert not any("silence" in row.action for row in audit.list_rows(db, f"owner:{home.her}", most=99))


def test_it_goes_with_the_family_and_what_parents_put_away_stays_theirs(db: Database) -> None:
    home = make_home(db)
    lose(db, home, home.mother)
    with db.transaction():
        people.erase_family(db, home.family.family_id)
    assert db.rows("SELECT * FROM member_silence") == []
    assert db.rows("SELECT * FROM member_silence_text") == []
    assert db.rows("SELECT * FROM member_silence_untold") == []
    (change,) = changes_of(db, home.her)
    assert (change.kind, change.about_member, change.silence_id) == ("death", change.change_id, None)
    assert silenced([change], new_id()) == frozenset()


def _member(db: Database, home: Home) -> people.Member:
    found = people.find_member(db, home.ada.member_id)
    assert found is not None
    return found


def _own(db: Database) -> list[object]:
    return [rows for name, rows in everything(db).items() if name in ("checkin", "answer", "checkin_pick")]


def test_a_loss_needs_neither_a_day_nor_a_lead(db: Database) -> None:
    home = make_home(db)
    stranger = make_staff(db)
    loss = Loss("died", "", None)
    people.silence_member(db, home.ada, loss, told=[], by=stranger, at=LATER, silencing=silencing())
    known = people.find_silence(db, home.ada.member_id)
    assert known is not None
    assert (known.lead_name, known.loss) == (None, loss)
    child = people.find_member(db, home.ada.member_id)
    assert child is not None
    assert child.left_on == LATER[:10]


def test_who_did_not_die_after_all_speaks_again_in_the_other_home(db: Database) -> None:
    home = make_home(db)
    other = make_member(db, make_family(db, make_team(db)), "Ada", "child", who_id=home.ada.who_id)
    silence = lose(db, home, home.mother)
    assert people.is_silent(db, other.member_id)
    loss = Loss("lives-elsewhere", "", None)
    people.change_silence(
        db, _member(db, home), silence, loss, told=home.told(home.mother), seen_seq=1, by=home.worker, at=AFTER,
        silencing=silencing(),
    )  # fmt: skip
    assert not people.is_silent(db, other.member_id)
    assert people.is_silent(db, home.ada.member_id)
    assert _member(db, home).left_why == "lives-elsewhere"
