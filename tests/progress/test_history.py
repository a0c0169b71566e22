"""Which times are compared, and each topic's way through all of them."""

from collections.abc import Sequence

import pytest

from tests.progress.builders import Listed, make_moment, make_reading, make_scored
from wheel_app.progress.history import (
    MOST_TIMES,
    Chosen,
    Day,
    Point,
    UnknownTime,
    choose,
    days,
    way_of,
    way_of_the_number,
    why_nothing,
)
from wheel_app.progress.rules import Moment

THREE = (Listed("a"), Listed("b"), Listed("c"))


def chosen_of(
    finished: Sequence[Listed], then_id: str | None = None, now_id: str | None = None, *, replaced: str = ""
) -> Chosen:
    standing = [one for one in finished if one.checkin_id != replaced]
    return choose(finished, standing, then_id, now_id)


def two(chosen: Chosen) -> tuple[str | None, str | None]:
    return (chosen.then, chosen.now)


def test_the_latest_stands_beside_the_one_before() -> None:
    assert chosen_of(THREE) == Chosen("b", "c", earlier=("b", "a"), times=("a", "b", "c"))


def test_an_earlier_time_can_be_chosen() -> None:
    assert two(chosen_of(THREE, "a", None)) == ("a", "c")
    assert two(chosen_of(THREE, None, "b")) == ("a", "b")
    assert two(chosen_of(THREE, "a", "b")) == ("a", "b")


def test_two_times_the_wrong_way_round_are_turned() -> None:
    assert two(chosen_of(THREE, "c", "a")) == ("a", "c")


def test_a_time_beside_itself_falls_back_on_the_one_before() -> None:
    assert two(chosen_of(THREE, "c", None)) == ("b", "c")
    assert two(chosen_of(THREE, "a", "a")) == (None, "a")


def test_a_sheet_typed_in_later_stands_at_the_day_it_was_filled_in() -> None:
    late = Listed("late", filled_on="2026-03-01", recorded_at="2026-12-01T09:00:00.000000Z")
    assert two(chosen_of((late, *THREE), "late", "a")) == ("late", "a")


def test_the_first_time_has_nothing_before_it() -> None:
    assert chosen_of((Listed("a"),)) == Chosen(None, "a", times=("a",))


def test_no_time_at_all() -> None:
    assert chosen_of(()) == Chosen(None, None)


@pytest.mark.parametrize(("then_id", "now_id"), [("x", None), (None, "x"), ("x", "c"), ("a", "x"), ("", None)])
def test_an_unknown_id_is_refused(then_id: str | None, now_id: str | None) -> None:
    with pytest.raises(UnknownTime):
        chosen_of(THREE, then_id, now_id)


def test_an_unknown_id_is_refused_where_nothing_is_finished() -> None:
    with pytest.raises(UnknownTime):
        chosen_of((), "x", None)


def test_a_corrected_time_gives_way_to_its_correction() -> None:
    chosen = chosen_of(THREE, replaced="b")
    assert chosen == Chosen("a", "c", earlier=("a",), times=("a", "c"))


def test_a_corrected_time_can_still_be_asked_for() -> None:
    assert two(chosen_of(THREE, "b", "c", replaced="b")) == ("b", "c")


def test_only_the_same_wheel_stands_before() -> None:
    chosen = chosen_of((Listed("a"), Listed("b", tool_id="town-wheel"), Listed("c")))
    assert chosen == Chosen("a", "c", earlier=("a",), times=("a", "c"), has_other_wheel=True)


def test_only_the_latest_times_make_the_line() -> None:
    chosen = chosen_of([Listed(f"{place:02}") for place in range(MOST_TIMES + 3)])
    assert len(chosen.times) == MOST_TIMES
    assert chosen.times[-1] == chosen.now
    assert len(chosen.earlier) == MOST_TIMES + 2


def test_an_older_time_that_is_asked_for_joins_the_line() -> None:
    chosen = chosen_of([Listed(f"{place:02}") for place in range(MOST_TIMES + 3)], "00")
    assert len(chosen.times) == MOST_TIMES + 1
    assert chosen.times[0] == "00"


def test_times_of_one_day_are_counted() -> None:
    times = (
        Listed("a", filled_on="2026-03-02"),
        Listed("b", filled_on="2026-06-02"),
        Listed("c", filled_on="2026-06-02"),
    )
    assert days(times) == {"a": Day("2026-03-02"), "b": Day("2026-06-02", 1), "c": Day("2026-06-02", 2)}


@pytest.mark.parametrize(
    ("then", "now", "has_other_wheel", "why"),
    [
        (None, None, False, "none"),
        (None, make_moment(), False, "first"),
        (None, make_moment(), True, "other-wheel"),
        (make_moment(tool_id="town-wheel"), make_moment(), True, "other-wheel"),
        (make_moment(), make_moment(), False, "apart"),
    ],
)
def test_it_can_say_why_there_is_nothing(
    then: Moment | None, now: Moment | None, has_other_wheel: bool, why: str
) -> None:
    assert why_nothing(then, now, Chosen(None, None, has_other_wheel=has_other_wheel)) == why


MARCH = make_moment(make_reading("home", 40), make_reading("work", 10), filled_on="2026-03-02")
JUNE = make_moment(make_reading("home", 45), filled_on="2026-06-02")
AUTUMN = make_moment(make_reading("home", 62), make_reading("work", 30), filled_on="2026-09-02")


HOME = MARCH.readings[0].sense


def test_a_topic_scored_three_times_has_a_way() -> None:
    way = way_of(HOME, (MARCH, JUNE, AUTUMN))
    assert way is not None
    assert way.points == (
        Point("2026-03-02", 40, "2026-03-02"),
        Point("2026-06-02", 45, "2026-06-02"),
        Point("2026-09-02", 62, "2026-09-02"),
    )


def test_a_topic_scored_twice_has_no_way() -> None:
    assert way_of(MARCH.readings[1].sense, (MARCH, JUNE, AUTUMN)) is None


def test_a_time_with_another_meaning_is_not_on_the_way() -> None:
    other = make_moment(make_reading("home", 45, meaning=2), filled_on="2026-06-02")
    assert way_of(HOME, (MARCH, other, AUTUMN)) is None


def test_the_number_goes_its_way_over_the_topics_scored_every_time() -> None:
    moments = (make_scored(*[10] * 6), make_scored(*[20] * 6, 100), make_scored(*[30] * 6, 100))
    way = way_of_the_number(moments)
    assert way is not None
    assert [point.score for point in way.points] == [10, 20, 30]
    assert way.rests_on == 6


def test_a_time_with_few_topics_is_left_out_of_the_way_of_the_number() -> None:
    moments = (make_scored(*[10] * 6), make_scored(50, 50), make_scored(*[20] * 6), make_scored(*[30] * 6))
    way = way_of_the_number(moments)
    assert way is not None
    assert [point.score for point in way.points] == [10, 20, 30]


def test_two_numbers_make_no_way() -> None:
    assert way_of_the_number((make_scored(*[10] * 6), make_scored(*[20] * 6), make_scored(50))) is None


def test_numbers_over_different_topics_make_no_way() -> None:
    last = make_moment(*(make_reading(key, 50) for key in ["home", "money", "work", "health", "mood", "area", "hopes"]))
    assert way_of_the_number((make_scored(*[10] * 6), make_scored(*[20] * 6), last)) is None


def test_the_free_topic_is_not_on_the_way_of_the_number() -> None:
    moment = make_moment(*make_scored(*[10] * 5).readings, make_reading("own"))
    assert way_of_the_number((moment, moment, moment)) is None
