"""What the page draws: rows, the overlaid wheel, lines and the table."""

from __future__ import annotations

from tests.progress.builders import make_moment, make_reading, make_scored
from tests.progress.sittings import LIBRARY
from wheel_app.progress.picture import NumberTrack, Pen, Picture, Reader
from wheel_app.progress.rules import Moment, compare


def draw(*times: Moment, is_rtl: bool = False) -> Picture:
    """The picture of the first and the last of these times."""
    then, now = times[0], times[-1]
    pen = Pen(LIBRARY, times, Reader(str.upper, is_rtl))
    return pen.draw(then, now, compare(then, now))


def two(*pairs: tuple[str, int, int], **values: object) -> Picture:
    """The picture of topics with a score then and a score now."""
    return draw(
        make_moment(*(make_reading(key, then, **values) for key, then, _ in pairs), filled_on="2026-03-02"),
        make_moment(*(make_reading(key, now, **values) for key, _, now in pairs), filled_on="2026-06-02"),
    )


def test_a_row_speaks_the_readers_language() -> None:
    (row,) = two(("home", 40, 62)).rows
    assert (row.label, row.topic.key) == ("OUR HOME", "home")
    assert (row.then.text, row.now.text) == ("40", "62")


def test_a_band_is_told_in_its_words_at_both_times() -> None:
    then = make_moment(make_reading("home", 30, how="band"), filled_on="2026-03-02")
    now = make_moment(make_reading("home", 62), filled_on="2026-06-02")
    picture = draw(then, now)
    assert (picture.rows[0].then.text, picture.rows[0].now.text) == ("A STRUGGLE", "MOSTLY ALL RIGHT")
    assert picture.tracks[0].marks == ("A STRUGGLE", "62")


def test_the_free_topic_keeps_the_persons_own_words() -> None:
    (row,) = two(("own", 40, 62)).rows
    assert (row.label, row.topic.is_own) == ("Our dog", True)


def test_the_wheel_lays_now_over_then_in_its_own_order() -> None:
    picture = two(("own", 30, 31), ("home", 62, 40), ("days", 40, 62))
    spokes = [wedge.spoke for wedge in picture.broad.wedges]
    assert [(one.key, one.was, one.score) for one in spokes] == [("home", 62, 40), ("days", 40, 62), ("own", 30, 31)]
    assert picture.narrow.type.size > picture.broad.type.size


def test_the_number_stands_in_the_middle_when_there_is_one() -> None:
    with_number = draw(make_scored(*[10] * 6), make_scored(*[20] * 6, filled_on="2026-06-02"))
    assert with_number.broad.centre == "20"
    assert with_number.number == NumberTrack(("10", "20"), None, 6)
    without = draw(make_scored(*[10] * 5), make_scored(*[20] * 5, filled_on="2026-06-02"))
    assert (without.broad.centre, without.number) == (None, None)


def test_topics_marked_once_are_named() -> None:
    picture = draw(
        make_moment(make_reading("home"), make_reading("money"), filled_on="2026-03-02"),
        make_moment(make_reading("home"), make_reading("own"), filled_on="2026-06-02"),
    )
    assert picture.only_then == ("OUR MONEY AND BILLS",)
    assert picture.only_now == ("Our dog",)


def test_two_times_make_no_line() -> None:
    picture = draw(make_scored(*[10] * 6), make_scored(*[20] * 6, filled_on="2026-06-02"))
    assert not picture.has_lines
    assert picture.number
    assert picture.number.line is None


def test_three_times_make_lines_that_run_the_way_one_reads() -> None:
    times = [make_scored(*[score] * 6, filled_on=f"2026-0{score // 10}-02") for score in (30, 60, 90)]
    picture = draw(*times)
    assert picture.has_lines
    assert picture.number
    assert picture.number.line
    assert picture.number.line.way.startswith("M10 ")
    assert picture.number.marks == ("30", "60", "90")
    turned = draw(*times, is_rtl=True)
    assert turned.tracks[0].line
    assert turned.tracks[0].line.way.startswith("M190 ")


def test_a_time_without_the_topic_leaves_its_place_empty() -> None:
    times = (make_scored(10), make_moment(filled_on="2026-04-02"), make_scored(20, filled_on="2026-06-02"))
    (track,) = draw(*times).tracks
    assert track.marks == ("10", "", "20")


def test_a_time_without_a_number_leaves_its_place_empty() -> None:
    few = make_scored(50, filled_on="2026-04-02")
    full = [make_scored(*[score] * 6, filled_on=f"2026-0{score // 10}-02") for score in (30, 60, 90)]
    number = draw(full[0], few, full[1], full[2]).number
    assert number
    assert number.marks == ("30", "", "60", "90")


def test_a_topic_left_out_then_still_has_its_way() -> None:
    times = [make_moment(make_reading("home", mark), filled_on=f"2026-0{mark // 10}-02") for mark in (10, 20, 30)]
    then = make_moment(make_reading("money"), make_reading("work"), filled_on="2026-04-02")
    now = make_moment(make_reading("home", 50), make_reading("work"), filled_on="2026-05-02")
    pen = Pen(LIBRARY, (*times, then, now), Reader(str.upper, is_rtl=False))
    picture = pen.draw(then, now, compare(then, now))
    assert [track.label for track in picture.tracks] == ["MY WORK AND TRAINING", "OUR HOME", "OUR MONEY AND BILLS"]
    assert [track.line is not None for track in picture.tracks] == [False, True, False]
    assert picture.tracks[1].marks == ("10", "20", "30", "", "50")
