"""What may be compared, how it is told, in which order, and the number then and now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.progress.builders import KEYS, make_moment, make_reading, make_scored
from wheel_app.checkins.rules import Number
from wheel_app.progress.rules import Change, Comparison, Moment, compare, kind_of


def only_change(then: Moment, now: Moment) -> Change:
    (change,) = compare(then, now).changes
    return change


def one(**values: object) -> Moment:
    return make_moment(make_reading(**values))  # type: ignore[arg-type]


def keys(comparison: Comparison) -> list[str]:
    return [change.topic_key for change in comparison.changes]


# What may be compared


def test_a_topic_scored_both_times_is_compared() -> None:
    change = only_change(one(score=40), one(score=62))
    assert (change.topic_key, change.then.score, change.now.score, change.delta) == ("home", 40, 62, 22)


def test_a_topic_scored_once_is_not_compared_and_said_to_be_so() -> None:
    found = compare(make_moment(make_reading("home")), make_moment(make_reading("work")))
    assert found.changes == ()
    assert [reading.topic_key for reading in found.only_then] == ["home"]
    assert [reading.topic_key for reading in found.only_now] == ["work"]


def test_a_topic_whose_meaning_was_changed_is_not_compared() -> None:
    found = compare(one(meaning=1), one(meaning=2))
    assert found.changes == ()


def test_the_same_meaning_in_another_version_is_compared() -> None:
    then = make_moment(make_reading(score=40), tool_version="2026.1")
    now = make_moment(make_reading(score=62), tool_version="2027.1")
    assert only_change(then, now).kind == "up"


def test_another_wheel_is_not_compared() -> None:
    found = compare(make_moment(make_reading(), tool_id="town-wheel"), make_moment(make_reading()))
    assert found.changes == ()
    assert [reading.topic_key for reading in found.only_now] == ["home"]


@pytest.mark.parametrize(
    ("then", "now", "is_compared"),
    [
        ("Our dog", "Our dog", True),
        ("Our dog", "our  DOG ", True),
        ("Die Straße", "die strasse", True),
        ("Our dog", "Our cat", False),
    ],
)
def test_the_free_topic_is_compared_under_the_same_name(then: str, now: str, is_compared: bool) -> None:
    found = compare(one(topic_key="own", own_label=then), one(topic_key="own", own_label=now))
    assert bool(found.changes) is is_compared


# How it is told


@pytest.mark.parametrize(
    ("delta", "kind"),
    [(5, "up"), (4, "same"), (0, "same"), (-4, "same"), (-5, "lower"), (99, "up"), (-99, "lower")],
)
def test_a_move_under_five_is_about_the_same(delta: int, kind: str) -> None:
    assert kind_of(delta) == kind


@pytest.mark.parametrize(("then_how", "now_how"), [("band", "arc"), ("number", "band"), ("band", "band")])
def test_a_band_at_either_time_is_told_in_bands(then_how: str, now_how: str) -> None:
    change = only_change(one(score=30, how=then_how), one(score=50, how=now_how))
    assert change.told_in_bands
    assert change.kind == "up"


def test_marks_at_both_times_are_told_in_numbers() -> None:
    assert not only_change(one(score=30, how="arc"), one(score=50, how="number")).told_in_bands


def test_the_same_band_is_about_the_same_however_far_apart_the_marks() -> None:
    assert only_change(one(score=50, how="band"), one(score=59)).kind == "same"


def test_a_lower_band_is_lower() -> None:
    assert only_change(one(score=61), one(score=50, how="band")).kind == "lower"


@pytest.mark.parametrize(
    ("then", "now", "kind"), [(70, 90, "same"), (70, 83, "same"), (50, 83, "up"), (90, 50, "lower"), (61, 66, "same")]
)
@pytest.mark.parametrize("how", ["arc", "band"])
def test_a_version_with_fewer_bands_makes_nothing_lower_by_itself(then: int, now: int, kind: str, how: str) -> None:
    before = make_moment(make_reading(score=then, how="band"), tool_version="2026.1")
    today = [make_reading(score=now, band=(now - 1) // 33, how=how)]
    after = make_moment(*today, tool_version="2027.1", band_ends=(33, 66, 100))
    assert only_change(before, after).kind == kind


# In which order


def test_good_news_comes_first_and_what_is_lower_last() -> None:
    then = make_scored(50, 50, 50, 50, 50, 50)
    now = make_scored(20, 52, 55, 90, 48, 40)
    assert keys(compare(then, now)) == ["health", "work", "money", "mood", "growing", "home"]


def test_about_the_same_keeps_the_order_of_the_wheel() -> None:
    assert keys(compare(make_scored(50, 50, 50), make_scored(49, 53, 51))) == ["home", "money", "work"]


# The number


def test_the_number_rests_on_the_topics_scored_both_times() -> None:
    found = compare(make_scored(10, 10, 10, 10, 10, 10, 100), make_scored(20, 20, 20, 20, 20, 23))
    assert found.number_then == Number(10, 6)
    assert found.number_now == Number(21, 6)
    assert found.rests_on == 6
    assert found.number_kind == "up"


def test_five_topics_give_no_number() -> None:
    found = compare(make_scored(10, 10, 10, 10, 10), make_scored(20, 20, 20, 20, 20))
    assert (found.number_then, found.number_now, found.number_kind) == (None, None, None)
    assert found.rests_on == 5


def test_the_free_topic_never_counts_in_the_number() -> None:
    then = make_moment(*make_scored(10, 10, 10, 10, 10).readings, make_reading("own", 90))
    now = make_moment(*make_scored(10, 10, 10, 10, 10).readings, make_reading("own", 10))
    found = compare(then, now)
    assert found.number_now is None
    assert len(found.changes) == 6


def test_from_five_on_a_lower_number_is_told_as_one() -> None:
    now = make_scored(10, 10, 10, 10, 10, 10)
    assert compare(make_scored(*[15] * 6), now).number_kind == "lower"
    assert compare(make_scored(*[14] * 6), now).number_kind == "same"


# What always holds

SCORES = st.integers(1, 100)
READINGS = st.builds(
    make_reading,
    topic_key=st.sampled_from((*KEYS, "own")),
    score=SCORES,
    meaning=st.integers(1, 2),
    how=st.sampled_from(("arc", "band", "number")),
)
MOMENTS = st.lists(READINGS, max_size=13, unique_by=lambda reading: reading.topic_key).map(
    lambda readings: make_moment(*readings)
)


@given(MOMENTS, MOMENTS)
def test_each_reading_of_now_is_compared_or_only_now(then: Moment, now: Moment) -> None:
    found = compare(then, now)
    told = [change.now for change in found.changes] + list(found.only_now)
    assert sorted(told, key=str) == sorted(now.readings, key=str)
    assert {r.sense for r in found.only_then} == {r.sense for r in then.readings} - {r.sense for r in now.readings}


@given(MOMENTS, MOMENTS)
def test_looking_the_other_way_turns_every_change_round(then: Moment, now: Moment) -> None:
    turned = {"up": "lower", "same": "same", "lower": "up"}
    there = {c.topic_key: (c.delta, c.kind) for c in compare(then, now).changes}
    back = {c.topic_key: (-c.delta, turned[c.kind]) for c in compare(now, then).changes}
    assert there == back


@given(MOMENTS)
def test_a_time_beside_itself_is_about_the_same(moment: Moment) -> None:
    found = compare(moment, moment)
    assert {change.kind for change in found.changes} <= {"same"}
    assert found.number_kind in {None, "same"}
    assert [change.now for change in found.changes] == list(moment.readings)


@given(MOMENTS, MOMENTS)
def test_the_list_only_goes_downhill(then: Moment, now: Moment) -> None:
    changes = compare(then, now).changes
    places = [["up", "same", "lower"].index(change.kind) for change in changes]
    assert places == sorted(places)
    for kind in ("up", "lower"):
        moves = [change.delta for change in changes if change.kind == kind]
        assert moves == sorted(moves, reverse=True)


@given(MOMENTS, MOMENTS)
def test_both_numbers_rest_on_the_same_topics(then: Moment, now: Moment) -> None:
    found = compare(then, now)
    assert (found.number_then is None) == (found.number_now is None) == (found.rests_on < 6)
    if found.number_then is not None and found.number_now is not None:
        assert found.number_then.rests_on == found.number_now.rests_on == found.rests_on
