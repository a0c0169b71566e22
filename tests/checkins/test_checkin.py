"""What a check-in is: the order of its topics, its groups, which of several count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.builders import SHARED, family_wheel
from wheel_app.checkins import Answer, Checkin, Filling, Given, Pick, going_well, standing
from wheel_app.checkins.checkin import topic_order

WHEEL = family_wheel()
MINE = ["home", "money", "work", "health", "mood", "days", "people", "area", "hopes"]
DRAFT = Checkin(
    checkin_id="a",
    owner_id="somebody",
    tool_id=WHEEL.id,
    tool_version=WHEEL.version,
    about="me",
    present="alone",
    language="en",
    own_topic=None,
    topic_order=",".join(MINE),
    first_count=4,
    filled_on="2026-11-20",
    recorded_at="2026-11-20T10:00:00.000000Z",
    seq=0,
    finished_at=None,
    revises=None,
)


def filling(answers: Mapping[str, int | Given], **values: object) -> Filling:
    draft = replace(DRAFT, **values)  # type: ignore[arg-type]
    given = {key: Given("scored", one, "arc") if isinstance(one, int) else one for key, one in answers.items()}
    stored = {key: Answer(one.kind, one.score, one.how, one.note, key, 1) for key, one in given.items()}
    return Filling(draft, WHEEL, stored)


def order(
    about: str = "me", *picked: str, own: bool = False, silent: frozenset[str] = frozenset()
) -> tuple[list[str], int]:
    keys, first = topic_order(WHEEL, about, [Pick(key, "mind") for key in picked], own, silent)
    return keys.split(",") if keys else [], first


def test_what_was_tapped_comes_first() -> None:
    assert order("me", "hopes", "money") == (
        ["hopes", "money", *(key for key in MINE if key not in ("hopes", "money"))],
        2,
    )


def test_with_nothing_tapped_the_first_four_are_the_first_touch() -> None:
    assert order() == (MINE, 4)


def test_a_topic_tapped_as_both_is_asked_once() -> None:
    keys, first = topic_order(WHEEL, "me", [Pick("mood", "mind"), Pick("mood", "right")])
    assert (keys.split(",").count("mood"), first) == (1, 1)


def test_topics_that_this_wheel_does_not_have_are_left_out() -> None:
    assert order("me", "growing", "nonsense", "mood")[1] == 1
    assert "growing" not in order("me", "growing")[0]


@pytest.mark.parametrize(
    ("about", "many"), [("me", 9), ("expecting", 10), ("little", 12), ("school", 12), ("teens", 12)]
)
def test_who_it_is_about_picks_the_topics(about: str, many: int) -> None:
    assert len(order(about)[0]) == many


def test_the_own_topic_comes_last() -> None:
    assert order(own=True)[0][-1] == "own"
    assert order("me", "own", own=True)[0][0] == "own"


def test_nothing_is_asked_on_silent_subjects() -> None:
    keys, first = order("little", "parent", "home", silent=frozenset({"parenting", "child-growth"}))
    assert not {"parent", "growing"} & set(keys)
    assert first == 1


def test_even_when_everything_is_silent_the_order_stands() -> None:
    everything = frozenset(topic.subject for topic in WHEEL.topics)
    assert order(silent=everything) == ([], 0)


def test_the_wheel_keeps_the_order_of_the_tool() -> None:
    mixed = filling({"hopes": 10, "home": 20}, topic_order="hopes,own,home", own_topic="Our dog")
    assert [topic.key for topic in mixed.in_tool_order] == ["home", "hopes", "own"]
    assert [topic.key for topic in mixed.topics] == ["hopes", "own", "home"]
    assert mixed.topic("own") is not None
    assert mixed.topics[1].label == "Our dog"


def test_a_left_out_topic_is_answered_but_not_scored() -> None:
    one = filling({"home": Given("not-now"), "money": 30})
    assert [topic.key for topic in one.scored] == ["money"]
    assert "home" not in [topic.key for topic in one.open_topics]
    assert one.answered_subjects == {"housing", "money"}


def test_the_number_rests_on_shared_topics_only() -> None:
    keys = (*SHARED[:6], "own")
    whole = filling(dict.fromkeys(keys, 50), topic_order=",".join(keys), own_topic="Our dog")
    assert whole.shared_scores() == (50,) * 6
    assert whole.shared_scores(frozenset({"housing"})) == (50,) * 5


def test_after_the_first_touch_the_wheel_is_shown() -> None:
    first = filling({}, first_count=2)
    assert first.after("home") == first.topics[1]
    assert first.after("money") is None


def test_who_carried_on_goes_on_to_the_end() -> None:
    on = filling({"work": 10}, first_count=2)
    assert on.after("money") == on.topics[2]
    assert on.after("hopes") is None


def test_back_ends_at_the_first_topic() -> None:
    assert filling({}).before("home") is None
    assert filling({}).before("money") == filling({}).topics[0]


def test_what_goes_well_is_what_was_tapped_and_what_stands_high() -> None:
    one = filling({"home": 30, "money": 61, "work": 60, "mood": 90})
    assert [topic.key for topic in going_well(one, frozenset({"home"}), frozenset())] == ["home", "mood", "money"]
    assert [topic.key for topic in going_well(one, frozenset({"home"}), frozenset({"housing"}))] == ["mood", "money"]


def test_drafts_and_what_a_correction_replaced_do_not_count() -> None:
    first = replace(DRAFT, checkin_id="a", finished_at="x")
    open_correction = replace(DRAFT, checkin_id="b", revises="a")
    assert standing([first, open_correction]) == (first,)
    correction = replace(open_correction, finished_at="y")
    assert standing([first, correction]) == (correction,)
    second = replace(DRAFT, checkin_id="c", revises="b", finished_at="z")
    assert standing([first, correction, second]) == (second,)


def test_check_ins_stand_in_the_order_of_their_days() -> None:
    days = ("2026-03-01", "2025-01-01", "2026-01-01")
    made = [replace(DRAFT, checkin_id=day, filled_on=day, finished_at="x") for day in days]
    assert [one.filled_on for one in standing(made)] == sorted(days)
