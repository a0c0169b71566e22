"""Scales and checklists are kept as check-ins about a child, and no list of wheels ever has one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import visits
from tests.builders import AT, everything, family_wheel, give, library, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.lines import CHILD, TOLD, checklist, make_finished_lines, make_lines, said, scale
from tests.sittings import TOGETHER
from tests.support.page import PageClient
from wheel_app import checkins
from wheel_app.checkins import Clash, Given, Saved, Unfit
from wheel_app.checkins.actions import revise
from wheel_app.checkins.queries import answers_of_owner, erase, last_touch
from wheel_app.checkins.several.queries import answers_of_owners, find_anyones, list_finished_of
from wheel_app.people import note_change
from wheel_app.storage import Database, later

OTHER_CHILD = "0190f8a0-0000-7000-8000-000000000002"
SIX = ["fed", "doctor", "sure", "talk", "ring", "welcome"]
HOPES = ("hope-child", "hope-me", "hope-family")


def test_one_is_begun_about_a_child_at_a_point(db: Database) -> None:
    anna = make_person(db)
    draft = make_lines(db, anna, checklist(), point="point-1", sitting=TOLD, filled_on="2026-11-02")
    assert (draft.about, draft.about_member, draft.given_by, draft.filled_on) == (
        "point-1",
        CHILD,
        "told",
        "2026-11-02",
    )
    assert draft.keys == [line.key for line in checklist().topics_for("point-1")]
    assert draft.recorded_at == AT
    assert checkins.list_about(db, anna, CHILD) == (draft,)
    assert checkins.list_about(db, anna, OTHER_CHILD) == ()
    assert checkins.list_about(db, make_person(db), CHILD) == ()


def test_only_the_picked_lines_are_asked_in_the_order_of_the_tool(db: Database) -> None:
    draft = make_lines(db, make_person(db), picks=[*reversed(SIX), "same-way", "ready", "nonsense"])
    assert draft.keys == [line.key for line in scale().topics if line.key in SIX]


def test_begun_again_it_is_gone_on_with(db: Database) -> None:
    anna = make_person(db)
    first = make_lines(db, anna, picks=SIX[:2])
    again = make_lines(db, anna, picks=SIX[2:4], at=later(AT, days=2))
    assert again.checkin_id == first.checkin_id
    assert set(again.keys) == set(SIX[:4])
    assert make_lines(db, anna).keys == again.keys
    others = [
        make_lines(db, anna, child=OTHER_CHILD),
        make_lines(db, anna, point="point-5"),
        make_lines(db, anna, checklist()),
        make_lines(db, anna, sitting=TOLD),
        make_lines(db, make_person(db)),
    ]
    assert first.checkin_id not in {one.checkin_id for one in others}
    assert make_lines(db, anna, sitting=TOLD).checkin_id == others[3].checkin_id
    assert make_lines(db, anna, sitting=TOLD, filled_on="2026-10-01").checkin_id != others[3].checkin_id


def test_a_line_that_is_answered_stays_when_others_are_chosen(db: Database) -> None:
    anna = make_person(db)
    draft = make_lines(db, anna, picks=SIX[:3])
    give(db, draft, "sure", said(3))
    chosen = checkins.choose_lines(db, scale(), anna, draft.checkin_id, ["talk"], at=AT)
    assert chosen.keys == ["talk", "sure"]
    assert chosen.first_count == 2


def test_what_is_silent_for_somebody_is_not_asked(db: Database) -> None:
    anna = make_person(db)
    draft = make_lines(db, anna, picks=SIX)
    give(db, draft, "talk", said(2))
    note_change(db, anna, "moved", ["parenting"], asks_afresh=False, at=later(AT, hours=1))
    checkins.silence_drafts(db, library(), anna)
    (open_one,) = checkins.list_about(db, anna, CHILD)
    assert open_one.keys == [key for key in draft.keys if key != "sure"]
    assert "sure" not in make_lines(db, anna, point="point-5", at=later(AT, days=1)).keys


@pytest.mark.parametrize("score", [0, 6, 100, -1])
def test_a_scale_takes_its_five_steps_alone(db: Database, score: int) -> None:
    draft = make_lines(db, make_person(db), picks=SIX)
    before = everything(db)
    with pytest.raises(Unfit):
        give(db, draft, "sure", Given("scored", score, "band"))
    assert everything(db) == before


def test_words_go_into_lines_of_words_alone_and_marks_never(db: Database) -> None:
    draft = make_lines(db, make_person(db), checklist())
    for key, answer in (("my-mood", Given("worded", note="so so")), ("hope-me", said(3)), ("hope-me", Given("worded"))):
        with pytest.raises(Unfit):
            give(db, draft, key, answer)
    assert isinstance(give(db, draft, "hope-me", said("To sleep")), Saved)
    assert isinstance(give(db, draft, "my-mood", Given("rather-not-say")), Saved)


def test_a_wheel_takes_no_words_alone(db: Database) -> None:
    draft = make_draft(db, make_person(db))
    with pytest.raises(Unfit):
        give(db, draft, "home", Given("worded", note="damp"))


@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=4000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_any_words_are_kept_as_they_are(db: Database, words: str) -> None:
    draft = make_lines(db, make_person(db), checklist())
    give(db, draft, "hope-child", said(words))
    filling = checkins.read_filling(db, library(), draft.owner_id, draft.checkin_id)
    assert filling is not None
    assert filling.answers["hope-child"].note == words


def test_two_who_say_different_things_at_once_both_keep_their_words(db: Database) -> None:
    draft = make_lines(db, make_person(db), checklist())
    assert isinstance(give(db, draft, "hope-me", said("To rest")), Saved)
    clash = give(db, draft, "hope-me", said("To work"))
    assert isinstance(clash, Clash)
    assert clash.standing is not None
    assert clash.standing.note == "To rest"


def test_put_right_it_is_a_new_revision_and_both_stay(db: Database) -> None:
    anna = make_person(db)
    done = make_finished_lines(db, anna, {"sure": 2, "talk": 4})
    newer = revise(db, anna, done.checkin_id, replace(TOLD, given_by="own"), at=later(AT, days=1))
    assert (newer.about_member, newer.given_by, newer.keys) == (CHILD, "own", ["talk", "sure"])
    give(db, newer, "sure", said(4), seen=1)
    checkins.finish(db, anna, newer.checkin_id, at=later(AT, days=1))
    fillings = checkins.read_about(db, library(), anna, CHILD)
    assert [one.answers["sure"].score for one in fillings] == [2, 4]
    assert [one.checkin.checkin_id for one in checkins.finished_that_count(fillings)] == [newer.checkin_id]


def test_lists_of_wheels_hold_wheels_alone(db: Database) -> None:
    anna = make_person(db)
    wheel = make_finished(db, anna, {"home": 40})
    lines = make_finished_lines(db, anna, {"sure": 2}, at=later(AT, days=1))
    make_lines(db, anna, checklist(), at=later(AT, days=2))
    assert [one.checkin_id for one in checkins.list_checkins(db, anna)] == [wheel.checkin_id]
    assert [one.checkin_id for one in checkins.list_own_and_together(db, anna)] == [wheel.checkin_id]
    assert list(answers_of_owner(db, anna)) == [wheel.checkin_id]
    assert [one.checkin_id for one in list_finished_of(db, [anna])[anna]] == [wheel.checkin_id]
    assert list(answers_of_owners(db, [anna])) == [wheel.checkin_id]
    assert find_anyones(db, lines.checkin_id) is None
    last = checkins.find_last_time(db, library(), anna)
    assert last is not None
    assert last.checkin.checkin_id == wheel.checkin_id
    assert last_touch(db, anna) == later(AT, days=2)


def test_a_wheel_cannot_be_about_a_child_nor_a_scale_about_nobody(db: Database) -> None:
    anna = make_person(db)
    with pytest.raises(ValueError, match="is no wheel"):
        make_draft(db, anna, about="point-4", tool=scale())
    with pytest.raises(ValueError, match="not about a child"):
        make_lines(db, anna, family_wheel(), point="me")
    with pytest.raises(ValueError, match="own voice"):
        make_lines(db, anna, sitting=TOGETHER)


def test_they_are_exported_beside_the_wheels_and_erased_with_them(db: Database) -> None:
    make_finished_lines(db, make_person(db), {"hope-me": "To rest"}, checklist())
    before, anna = everything(db), make_person(db)
    make_finished(db, anna, {"home": 40})
    lines = make_finished_lines(db, anna, {"sure": 2})
    held = checkins.export(db, anna)
    assert [row["checkin_id"] for row in held["lists"]] == [lines.checkin_id]
    assert [(row["topic_key"], row["score"]) for row in held["list_answers"]] == [("sure", 2)]
    assert lines.checkin_id not in {row["checkin_id"] for row in (*held["checkins"], *held["answers"])}
    with db.transaction():
        erase(db, anna)
        db.execute("DELETE FROM person WHERE owner_id = :anna", anna=anna)
    assert everything(db) == before


def test_no_page_of_a_wheel_opens_one(db: Database, client: PageClient, clock: Clock) -> None:
    anna = make_person(db)
    visits.sign_in(client, db, anna, at=clock.at)
    done = make_finished_lines(db, anna, {"sure": 2}).checkin_id
    draft = make_lines(db, anna, checklist()).checkin_id
    for path in ("", "/so-far", "/choose", "/topics/1", "/plan"):
        client.get(f"/check-ins/{draft}{path}", status=404)
        client.get(f"/check-ins/{done}{path}", status=404)
