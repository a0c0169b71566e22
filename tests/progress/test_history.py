"""Which times are compared, and each topic's way through all of them."""

import pytest

from tests.progress.builders import Listed, make_moment, make_reading, make_scored
from wheel_app.progress.history import MOST_TIMES, Chosen, Point, UnknownTime, choose, way_of_the_number, ways
from wheel_app.progress.rules import compare

THREE = (Listed("a"), Listed("b"), Listed("c"))


def two(chosen: Chosen) -> tuple[str | None, str | None]:
    return (chosen.then, chosen.now)


def test_the_latest_stands_beside_the_one_before() -> None:
    chosen = choose(THREE, None, None)
    assert two(chosen) == ("b", "c")
    assert chosen.earlier == ("b", "a")
    assert chosen.recent == ("a", "b", "c")


def test_an_earlier_time_can_be_chosen() -> None:
    assert two(choose(THREE, "a", None)) == ("a", "c")
    assert two(choose(THREE, None, "b")) == ("a", "b")
    assert two(choose(THREE, "a", "b")) == ("a", "b")


def test_two_times_the_wrong_way_round_are_turned() -> None:
    assert two(choose(THREE, "c", "a")) == ("a", "c")


def test_a_time_beside_itself_falls_back_on_the_one_before() -> None:
    assert two(choose(THREE, "c", None)) == ("b", "c")
    assert two(choose(THREE, "a", "a")) == (None, "a")


def test_the_first_time_has_nothing_before_it() -> None:
    assert choose((Listed("a"),), None, None) == Chosen(None, "a", (), ("a",))


def test_no_time_at_all() -> None:
    assert choose((), None, None) == Chosen(None, None, (), ())


@pytest.mark.parametrize(("then_id", "now_id"), [("x", None), (None, "x"), ("x", "c"), ("a", "x"), ("", None)])
def test_an_unknown_id_is_refused(then_id: str | None, now_id: str | None) -> None:
    with pytest.raises(UnknownTime):
        choose(THREE, then_id, now_id)


def test_an_unknown_id_is_refused_where_nothing_is_finished() -> None:
    with pytest.raises(UnknownTime):
        choose((), "x", None)


def test_a_corrected_time_gives_way_to_its_correction() -> None:
    times = (Listed("a"), Listed("b"), Listed("b2", revises="b"))
    chosen = choose(times, None, None)
    assert two(chosen) == ("a", "b2")
    assert chosen.earlier == ("a",)
    assert chosen.recent == ("a", "b2")


def test_a_corrected_time_can_still_be_asked_for() -> None:
    times = (Listed("a"), Listed("a2", revises="a"), Listed("b"))
    assert two(choose(times, "a", None)) == ("a", "b")


def test_only_the_same_wheel_stands_before() -> None:
    times = (Listed("a"), Listed("b", tool_id="town-wheel"), Listed("c"))
    chosen = choose(times, None, None)
    assert two(chosen) == ("a", "c")
    assert chosen.recent == ("a", "c")


def test_only_the_latest_times_make_the_line() -> None:
    times = tuple(Listed(f"{place:02}") for place in range(MOST_TIMES + 3))
    chosen = choose(times, None, None)
    assert len(chosen.recent) == MOST_TIMES
    assert chosen.recent[-1] == chosen.now
    assert len(chosen.earlier) == MOST_TIMES + 2


MARCH = make_moment(make_reading("home", 40), make_reading("work", 10), filled_on="2026-03-02")
JUNE = make_moment(make_reading("home", 45), filled_on="2026-06-02")
AUTUMN = make_moment(make_reading("home", 62), make_reading("work", 30), filled_on="2026-09-02")


def test_a_topic_scored_three_times_has_a_way() -> None:
    found = ways(compare(MARCH, AUTUMN).changes, (MARCH, JUNE, AUTUMN))
    assert found.keys() == {"home"}
    assert found["home"].points == (
        Point("2026-03-02", 40),
        Point("2026-06-02", 45),
        Point("2026-09-02", 62),
    )


def test_a_time_with_another_meaning_is_not_on_the_way() -> None:
    other = make_moment(make_reading("home", 45, meaning=2), filled_on="2026-06-02")
    assert ways(compare(MARCH, AUTUMN).changes, (MARCH, other, AUTUMN)) == {}


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
