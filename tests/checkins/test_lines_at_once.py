"""Two pages of one parent at the same moment: one draft is begun, and no answered line falls out of it."""

from __future__ import annotations

from tests.builders import AT, give, make_person
from tests.checkins.test_at_once import AT_ONCE, all_at_once
from tests.lines import CHILD, make_lines, said, scale
from wheel_app.checkins import Checkin, Saved, choose_lines, list_about
from wheel_app.checkins.queries import list_answers
from wheel_app.storage import Database

KEYS = [line.key for line in scale().topics_for("point-4")]


def test_pressed_several_times_at_once_one_draft_is_begun_with_all_that_was_picked(committed_db: Database) -> None:
    anna = make_person(committed_db)

    def beginning(place: int) -> Checkin:
        return make_lines(committed_db, anna, picks=[KEYS[place]])

    begun = all_at_once(*(lambda place=place: beginning(place) for place in range(AT_ONCE)))  # type: ignore[misc]
    (draft,) = list_about(committed_db, anna, CHILD)
    assert {one.checkin_id for one in begun if isinstance(one, Checkin)} == {draft.checkin_id}
    assert draft.keys == KEYS[:AT_ONCE]


def test_a_line_that_is_answered_while_others_are_chosen_is_asked_or_refused(committed_db: Database) -> None:
    anna = make_person(committed_db)
    draft = make_lines(committed_db, anna, picks=KEYS[:2])

    def saving() -> object:
        try:
            return give(committed_db, draft, KEYS[0], said(4))
        except LookupError as unknown:
            return unknown

    outcomes = all_at_once(
        saving, lambda: choose_lines(committed_db, scale(), anna, draft.checkin_id, KEYS[2:4], at=AT)
    )
    (now,) = list_about(committed_db, anna, CHILD)
    assert (KEYS[0] in now.keys) == any(isinstance(one, Saved) for one in outcomes)
    assert set(list_answers(committed_db, draft.checkin_id)) <= set(now.keys)
