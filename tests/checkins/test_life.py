"""The life of a check-in: begun, its topics chosen, finished, put right, laid aside."""

from __future__ import annotations

import pytest

from tests.builders import (
    AT,
    SITTING,
    everything,
    family_wheel,
    give,
    library,
    make_draft,
    make_finished,
    make_person,
)
from wheel_app.checkins import (
    AlreadyFinished,
    Checkin,
    Given,
    Pick,
    Sitting,
    UnknownCheckin,
    finish,
    forget_drafts,
    list_checkins,
    list_picks,
    read_filling,
    silence_drafts,
)
from wheel_app.checkins.actions import choose_first, name_own_topic, revise
from wheel_app.checkins.queries import list_answers
from wheel_app.people import bring_back, note_change
from wheel_app.storage import Database, later, new_id

LATER = later(AT, minutes=5)
WHEEL = family_wheel()


def rows_of(db: Database, checkin_id: str) -> list[object]:
    """Everything the store holds of one check-in."""
    return [row for rows in everything(db).values() for row in rows if ("checkin_id", checkin_id) in row]


def keys(db: Database, draft: Checkin) -> list[str]:
    found = read_filling(db, library(), draft.owner_id, draft.checkin_id)
    assert found is not None
    return [topic.key for topic in found.topics]


def test_who_was_here_is_kept_with_a_check_in(db: Database) -> None:
    sitting = Sitting("worker", "professional", "ur", "a-device")
    draft = make_draft(db, make_person(db), sitting=sitting)
    row = db.one("SELECT present, interpreter, language, device_id, voice, given_by FROM checkin")
    assert row == {
        "present": "worker",
        "interpreter": "professional",
        "language": "ur",
        "device_id": "a-device",
        "voice": "own",
        "given_by": "own",
    }
    assert draft.filled_on == AT[:10]


def test_what_was_tapped_is_kept_and_comes_first(db: Database) -> None:
    draft = make_draft(db, make_person(db))
    picks = (Pick("mood", "mind"), Pick("home", "mind"), Pick("people", "right"))
    chosen = choose_first(db, WHEEL, draft.owner_id, draft.checkin_id, picks, at=LATER)
    assert list_picks(db, draft.checkin_id) == picks
    assert (chosen.topic_order.split(",")[:3], chosen.first_count) == (["mood", "home", "people"], 3)
    choose_first(db, WHEEL, draft.owner_id, draft.checkin_id, (), at=LATER)
    assert list_picks(db, draft.checkin_id) == ()
    assert keys(db, draft)[0] == "home"


def test_an_own_topic_can_be_added_renamed_and_taken_away_with_its_answer(db: Database) -> None:
    draft = make_draft(db, make_person(db))
    name_own_topic(db, WHEEL, draft.owner_id, draft.checkin_id, "Our dog", at=AT)
    assert keys(db, draft)[-1] == "own"
    give(db, draft, "own", 42)
    renamed = name_own_topic(db, WHEEL, draft.owner_id, draft.checkin_id, "Our cat", at=AT)
    assert renamed.own_topic == "Our cat"
    assert list_answers(db, draft.checkin_id)["own"].score == 42
    name_own_topic(db, WHEEL, draft.owner_id, draft.checkin_id, None, at=AT)
    assert "own" not in keys(db, draft)
    assert list_answers(db, draft.checkin_id) == {}
    name_own_topic(db, WHEEL, draft.owner_id, draft.checkin_id, "Our dog again", at=AT)
    assert list_answers(db, draft.checkin_id) == {}


def test_finishing_twice_keeps_the_first_moment(db: Database) -> None:
    draft = make_draft(db, make_person(db))
    give(db, draft, "home", 42)
    finish(db, draft.owner_id, draft.checkin_id, at=AT)
    before = everything(db)
    finish(db, draft.owner_id, draft.checkin_id, at=LATER)
    assert everything(db) == before
    assert db.value("SELECT count(*) FROM save_receipt") == 0


def test_a_finished_check_in_takes_no_change_of_any_kind(db: Database) -> None:
    done = make_finished(db, make_person(db), {"home": 42})
    before = rows_of(db, done.checkin_id)
    with pytest.raises(AlreadyFinished):
        give(db, done, "money", 10)
    with pytest.raises(AlreadyFinished):
        name_own_topic(db, WHEEL, done.owner_id, done.checkin_id, "Our dog", at=LATER)
    with pytest.raises(AlreadyFinished):
        choose_first(db, WHEEL, done.owner_id, done.checkin_id, [Pick("money", "mind")], at=LATER)
    note_change(db, done.owner_id, "moved", ["housing"], asks_afresh=False, at=LATER)
    silence_drafts(db, library(), done.owner_id)
    forget_drafts(db, done.owner_id, [done.checkin_id])
    assert rows_of(db, done.checkin_id) == before


def test_a_correction_stands_beside_what_it_corrects(db: Database) -> None:
    done = make_finished(db, make_person(db), {"home": Given("scored", 42, "arc", "a note"), "money": Given("not-now")})
    before = rows_of(db, done.checkin_id)
    draft = revise(db, done.owner_id, done.checkin_id, SITTING, at=LATER)
    assert list_answers(db, draft.checkin_id).keys() == {"home", "money"}
    give(db, draft, "home", 77, seen=list_answers(db, draft.checkin_id)["home"].seq, at=LATER)
    finish(db, draft.owner_id, draft.checkin_id, at=LATER)
    assert rows_of(db, done.checkin_id) == before
    first, second = list_checkins(db, done.owner_id)
    assert (second.revises, second.filled_on, second.recorded_at) == (first.checkin_id, first.filled_on, LATER)
    assert list_answers(db, draft.checkin_id)["home"].score == 77


def test_a_page_that_was_open_before_the_correction_does_not_overwrite_it(db: Database) -> None:
    done = make_finished(db, make_person(db), {"home": 42})
    draft = revise(db, done.owner_id, done.checkin_id, SITTING, at=LATER)
    give(db, draft, "home", 77, seen=0)
    assert list_answers(db, draft.checkin_id)["home"].score == 42


def test_a_correction_that_is_open_is_gone_on_with(db: Database) -> None:
    done = make_finished(db, make_person(db), {"home": 42})
    draft = revise(db, done.owner_id, done.checkin_id, SITTING, at=LATER)
    assert revise(db, done.owner_id, done.checkin_id, SITTING, at=LATER).checkin_id == draft.checkin_id


def test_a_correction_can_be_corrected(db: Database) -> None:
    done = make_finished(db, make_person(db), {"home": 42})
    second = revise(db, done.owner_id, done.checkin_id, SITTING, at=LATER)
    finish(db, done.owner_id, second.checkin_id, at=LATER)
    third = revise(db, done.owner_id, second.checkin_id, SITTING, at=LATER)
    assert third.revises == second.checkin_id


def test_drafts_and_other_peoples_check_ins_cannot_be_corrected(db: Database) -> None:
    draft, done = make_draft(db, make_person(db)), make_finished(db, make_person(db), {"home": 42})
    for owner_id, checkin_id in (
        (draft.owner_id, draft.checkin_id),
        (draft.owner_id, done.checkin_id),
        (draft.owner_id, new_id()),
    ):
        with pytest.raises(UnknownCheckin):
            revise(db, owner_id, checkin_id, SITTING, at=LATER)


@pytest.mark.parametrize("act", ["finish", "own topic", "choose"])
def test_to_anybody_else_a_check_in_is_unknown(db: Database, act: str) -> None:
    draft, stranger = make_draft(db, make_person(db)), make_person(db)
    before = everything(db)
    acts = {
        "finish": lambda: finish(db, stranger, draft.checkin_id, at=LATER),
        "own topic": lambda: name_own_topic(db, WHEEL, stranger, draft.checkin_id, "Our dog", at=LATER),
        "choose": lambda: choose_first(db, WHEEL, stranger, draft.checkin_id, [], at=LATER),
    }
    with pytest.raises(UnknownCheckin):
        acts[act]()
    assert everything(db) == before
    assert read_filling(db, library(), stranger, draft.checkin_id) is None


def test_only_ones_own_drafts_are_laid_aside(db: Database) -> None:
    owner_id, stranger = make_person(db), make_person(db)
    goes, stays, theirs = make_draft(db, owner_id), make_draft(db, owner_id), make_draft(db, stranger)
    give(db, goes, "home", 42)
    forget_drafts(db, owner_id, [goes.checkin_id, theirs.checkin_id])
    assert rows_of(db, goes.checkin_id) == []
    assert [one.checkin_id for one in list_checkins(db, owner_id)] == [stays.checkin_id]
    assert len(list_checkins(db, stranger)) == 1


def test_an_open_wheel_no_longer_asks_about_what_has_fallen_silent(db: Database) -> None:
    draft = make_draft(db, make_person(db), picks=[Pick("home", "mind"), Pick("mood", "mind")])
    give(db, draft, "home", 42)
    change = note_change(db, draft.owner_id, "moved", ["housing"], asks_afresh=False, at=LATER)
    silence_drafts(db, library(), draft.owner_id)
    assert "home" not in keys(db, draft)
    with pytest.raises(UnknownCheckin):
        give(db, draft, "home", 50, seen=1)
    bring_back(db, draft.owner_id, change.change_id, at=LATER)
    silence_drafts(db, library(), draft.owner_id)
    assert keys(db, draft)[:2] == ["home", "mood"]
    assert list_answers(db, draft.checkin_id)["home"].score == 42


def test_a_new_wheel_does_not_ask_about_what_has_fallen_silent(db: Database) -> None:
    owner_id = make_person(db)
    note_change(db, owner_id, "death", ["parenting", "child-growth"], asks_afresh=False, at=AT)
    assert not {"parent", "growing"} & set(keys(db, make_draft(db, owner_id)))


def test_silence_is_kept_to_the_one_who_asked_for_it(db: Database) -> None:
    owner_id, stranger = make_person(db), make_person(db)
    theirs = make_draft(db, stranger)
    note_change(db, owner_id, "moved", ["housing"], asks_afresh=False, at=AT)
    silence_drafts(db, library(), owner_id)
    assert "home" in keys(db, theirs)


def test_adding_an_own_topic_keeps_silent_topics_silent(db: Database) -> None:
    draft = make_draft(db, make_person(db))
    note_change(db, draft.owner_id, "moved", ["housing"], asks_afresh=False, at=AT)
    silence_drafts(db, library(), draft.owner_id)
    name_own_topic(db, WHEEL, draft.owner_id, draft.checkin_id, "Our dog", at=AT)
    choose_first(db, WHEEL, draft.owner_id, draft.checkin_id, [Pick("home", "mind")], at=AT)
    assert "home" not in keys(db, draft)
    assert keys(db, draft)[-1] == "own"
