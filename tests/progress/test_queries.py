"""What of a person's check-ins may be looked back on."""

from __future__ import annotations

import pytest

from tests.progress.sittings import LIBRARY, SIX, make_correction, make_draft, make_finished, make_person
from wheel_app.people import bring_back, note_change
from wheel_app.progress.history import UnknownTime
from wheel_app.progress.queries import LookBack, get_look_back
from wheel_app.progress.rules import Moment, Reading
from wheel_app.storage import Database

LATER = "2026-12-01T10:00:00.000000Z"


def look_back(db: Database, owner_id: str, then_id: str | None = None, now_id: str | None = None) -> LookBack:
    return get_look_back(db, LIBRARY, owner_id, then_id=then_id, now_id=now_id)


def id_of(moment: Moment | None) -> str | None:
    return moment.checkin_id if moment else None


def marks(moment: Moment | None) -> dict[str, int]:
    return {reading.topic_key: reading.score for reading in moment.readings} if moment else {}


def test_two_finished_check_ins_stand_side_by_side(db: Database) -> None:
    owner_id = make_person(db)
    then = make_finished(db, owner_id, "2026-03-02", SIX)
    now = make_finished(db, owner_id, "2026-06-02", {"home": 62})
    seen = look_back(db, owner_id)
    assert (id_of(seen.then), id_of(seen.now)) == (then, now)
    assert (marks(seen.then), marks(seen.now)) == (SIX, {"home": 62})
    assert seen.is_latest


def test_a_reading_says_how_it_was_given(db: Database) -> None:
    owner_id = make_person(db)
    make_finished(db, owner_id, "2026-03-02", {"home": 30, "own": 61}, own="Our dog", how={"home": "band"})
    seen = look_back(db, owner_id)
    assert seen.now
    assert seen.now.readings == (
        Reading("home", 1, 30, 1, "band", is_shared=True),
        Reading("own", 1, 61, 3, "arc", is_shared=False, own_label="Our dog"),
    )


def test_readings_stand_in_the_order_of_the_wheel(db: Database) -> None:
    owner_id = make_person(db)
    make_finished(db, owner_id, "2026-03-02", {"own": 50, "days": 40, "home": 30}, own="Our dog")
    assert list(marks(look_back(db, owner_id).now)) == ["home", "days", "own"]


def test_what_was_left_out_is_not_a_reading(db: Database) -> None:
    owner_id = make_person(db)
    make_finished(db, owner_id, "2026-03-02", {"home": 30, "money": 0})
    assert marks(look_back(db, owner_id).now) == {"home": 30}


def test_a_draft_is_not_looked_back_on(db: Database) -> None:
    owner_id = make_person(db)
    only = make_finished(db, owner_id, "2026-03-02", SIX)
    draft = make_draft(db, owner_id, "2026-06-02", SIX)
    seen = look_back(db, owner_id)
    assert (id_of(seen.then), id_of(seen.now)) == (None, only)
    with pytest.raises(UnknownTime):
        look_back(db, owner_id, then_id=draft)


def test_a_correction_takes_the_place_of_what_it_corrects(db: Database) -> None:
    owner_id = make_person(db)
    then = make_finished(db, owner_id, "2026-03-02", SIX)
    wrong = make_finished(db, owner_id, "2026-06-02", SIX)
    right = make_correction(db, owner_id, wrong, {"home": 62}, at="2026-06-02T11:00:00.000000Z")
    seen = look_back(db, owner_id)
    assert (id_of(seen.then), id_of(seen.now)) == (then, right)
    assert marks(seen.now)["home"] == 62
    assert id_of(look_back(db, owner_id, then_id=wrong).then) == wrong


def test_another_persons_check_in_is_unknown(db: Database) -> None:
    owner_id, other_id = make_person(db), make_person(db)
    make_finished(db, owner_id, "2026-03-02", SIX)
    theirs = make_finished(db, other_id, "2026-03-02", SIX)
    with pytest.raises(UnknownTime):
        look_back(db, owner_id, then_id=theirs)


def test_somebody_without_check_ins_has_nothing_to_see(db: Database) -> None:
    seen = look_back(db, make_person(db))
    assert (seen.then, seen.now, seen.times, seen.is_latest) == (None, None, (), False)


def test_what_a_change_touches_is_put_away_until_it_is_brought_back(db: Database) -> None:
    owner_id = make_person(db)
    touched = make_finished(db, owner_id, "2026-03-02", SIX)
    other = make_finished(db, owner_id, "2026-06-02", {"mood": 50})
    change = note_change(db, owner_id, "moved", ["housing"], asks_afresh=True, at="2026-07-01T10:00:00.000000Z")
    afresh = make_finished(db, owner_id, "2026-09-02", {"home": 62, "mood": 60})
    seen = look_back(db, owner_id)
    assert (id_of(seen.then), id_of(seen.now)) == (other, afresh)
    with pytest.raises(UnknownTime):
        look_back(db, owner_id, then_id=touched)
    assert bring_back(db, owner_id, change.change_id, at=LATER)
    assert id_of(look_back(db, owner_id, then_id=touched).then) == touched


def test_a_silenced_topic_stays_out_of_later_times_too(db: Database) -> None:
    owner_id = make_person(db)
    make_finished(db, owner_id, "2026-03-02", SIX)
    note_change(db, owner_id, "parted", ["money"], asks_afresh=False, at="2026-02-01T10:00:00.000000Z")
    assert "money" not in marks(look_back(db, owner_id).now)


def test_where_everything_was_put_away_nothing_is_left(db: Database) -> None:
    owner_id = make_person(db)
    make_finished(db, owner_id, "2026-03-02", {"own": 40}, own="Our dog")
    make_finished(db, owner_id, "2026-06-02", SIX)
    note_change(db, owner_id, "not-safe", [], asks_afresh=False, at=LATER)
    seen = look_back(db, owner_id)
    assert (seen.then, seen.now) == (None, None)
    assert not seen.is_latest


def test_days_are_known_also_of_a_corrected_time(db: Database) -> None:
    owner_id = make_person(db)
    wrong = make_finished(db, owner_id, "2026-03-02", SIX)
    make_correction(db, owner_id, wrong, {"home": 62}, at="2026-06-02T11:00:00.000000Z")
    seen = look_back(db, owner_id, then_id=wrong)
    assert seen.then
    assert seen.day_of(seen.then).filled_on == "2026-03-02"


def test_everything_is_read_in_three_statements(db: Database) -> None:
    owner_id = make_person(db)
    for month in range(1, 10):
        make_finished(db, owner_id, f"2026-{month:02}-02", SIX)
    said: list[str] = []
    db.observe(said.append)
    look_back(db, owner_id)
    assert len(said) == 3
