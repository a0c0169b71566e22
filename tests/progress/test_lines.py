"""Then and now of a scale: any step counts, told line by line and group by group, with no number."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import visits
from tests.builders import library, make_finished
from tests.conftest import Clock
from tests.lines import Home, make_finished_lines, make_home, make_lines, scale
from tests.support.page import PageClient
from wheel_app.checkins import Answer, Checkin, Filling, read_about
from wheel_app.people import choose_about_change, list_changes, note_change
from wheel_app.progress.history import UnknownTime
from wheel_app.progress.lines.reading import look_back_on_lines
from wheel_app.progress.lines.rules import compare_lines
from wheel_app.storage import Database, later

KEYS = [line.key for line in scale().topics_for("point-5")]
STEPS = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 5))


def said(steps: dict[str, int], day: str = "2026-03-01") -> Filling:
    """A finished scale with these steps."""
    answers = {key: Answer("scored", step, "band", topic_key=key) for key, step in steps.items()}
    made = Checkin(
        day, "anna", "parental-scale", "2026.1", "point-5", "alone", "en", None, ",".join(KEYS), 0, day, day, 1, day,
        None, about_member="child",
    )  # fmt: skip
    return Filling(made, scale(), answers)


def kinds(then: dict[str, int], now: dict[str, int]) -> dict[str, str]:
    found = compare_lines([said(then)], said(now, "2026-06-01"))
    return {change.line.key: change.kind for part in found.groups for change in part.changes}


def test_one_step_is_a_change() -> None:
    assert kinds({"sure": 2, "talk": 3, "ring": 4}, {"sure": 3, "talk": 2, "ring": 4}) == {
        "sure": "up", "talk": "lower", "ring": "same",
    }  # fmt: skip


@given(then=STEPS, now=STEPS)
@settings(max_examples=100, deadline=None)
def test_each_line_that_was_said_both_times_is_told_once(then: dict[str, int], now: dict[str, int]) -> None:
    found = compare_lines([said(then)], said(now, "2026-06-01"))
    told = [change for part in found.groups for change in part.changes]
    assert sorted(one.line.key for one in told) == sorted(then.keys() & now.keys())
    assert {line.key for line in found.only_now} == now.keys() - then.keys()
    for change in told:
        step = now[change.line.key] - then[change.line.key]
        assert change.kind == ("up" if step > 0 else "lower" if step < 0 else "same")
        assert (change.then.label, change.now.label) == tuple(
            scale().band_of(steps[change.line.key]).label for steps in (then, now)
        )
    assert all(change.line.group == part.group.key for part in found.groups for change in part.changes)


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [((2, 2), (3, 2), "up"), ((2, 3), (1, 3), "lower"), ((2, 3), (3, 2), "mixed"), ((2, 3), (2, 3), "same")],
)
def test_a_group_goes_where_all_that_moved_went(then: tuple[int, int], now: tuple[int, int], kind: str) -> None:
    keys = ("whats-on", "welcome")
    found = compare_lines(
        [said(dict(zip(keys, then, strict=True)))], said(dict(zip(keys, now, strict=True)), "2026-06-01")
    )
    assert [part.kind for part in found.groups] == [kind]


def test_each_line_stands_beside_the_last_time_it_was_said() -> None:
    earlier = [said({"sure": 1, "talk": 1}, "2026-01-01"), said({"sure": 4}, "2026-02-01")]
    found = compare_lines(earlier, said({"sure": 4, "talk": 2}, "2026-06-01"))
    told = {change.line.key: (change.then_on, change.kind) for part in found.groups for change in part.changes}
    assert told == {"sure": ("2026-02-01", "same"), "talk": ("2026-01-01", "up")}


def test_another_meaning_and_a_quiet_subject_are_not_compared() -> None:
    before = said({"sure": 1, "talk": 1})
    changed = [replace(one, meaning=2) if one.key == "sure" else one for one in scale().topics]
    newer = Filling(
        said({}, "2026-06-01").checkin, replace(scale(), topics=tuple(changed)), said({"sure": 3, "talk": 3}).answers
    )
    found = compare_lines([before], newer, frozenset({"child-growth"}))
    assert found.groups == ()
    assert [line.key for line in found.only_now] == ["sure"]


@pytest.fixture
def home(db: Database, client: PageClient, clock: Clock) -> Home:
    made = make_home(db)
    visits.sign_in(client, db, made.owner_id, at=clock.at)
    return made


def finished(db: Database, home: Home, answers: dict[str, int], at: str, point: str = "point-5") -> str:
    return make_finished_lines(db, home.owner_id, answers, child=home.child.member_id, at=at, point=point).checkin_id


def test_the_page_tells_it_in_words(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    address = f"/my-children/{home.child.member_id}/then-and-now"
    client.get(address, status=404)
    first = finished(db, home, {"sure": 2, "talk": 4}, later(clock.at, days=-180), "point-4")
    assert "There is one time so far" in client.get(address).text
    finished(db, home, {"sure": 3}, later(clock.at, days=-90))
    last = finished(db, home, {"sure": 5, "talk": 3, "ring": 1}, clock.at)
    page = client.get(address)
    words = page.one("main").text
    assert "About half the time" in words
    assert "Now and then" not in words
    assert "New this time" in words
    assert not re.search(r"\b[1-5] (?:of|out|steps?)|%|/5", words)
    page = client.get(f"{address}?then={first}&now={last}")
    assert "Now and then" in page.one("main").text
    client.get(f"{address}?then={last}&now={first}", status=404)


def test_now_is_compared_with_what_was_said_before_it_alone(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    first, second = (finished(db, home, {"sure": 2}, later(clock.at, days=-days)) for days in (90, 60))
    third, fourth = (finished(db, home, {"sure": 3}, later(clock.at, microseconds=some)) for some in (1, 2))
    assert not [link for link in client.get(f"/lines/{first}").all("main a") if "then-and-now" in link.get("href")]
    for made, before in ((second, []), (third, [first, second]), (fourth, [first, second, third])):
        client.get(f"/lines/{made}")
        page = client.follow("See then and now")
        assert [link.get("href").split("=")[1].split("&")[0] for link in page.all("details a")] == before
        for link in page.all("details a"):
            client.get(link.get("href"))


def test_times_of_others_and_wheels_are_unknown(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    address = f"/my-children/{home.child.member_id}/then-and-now"
    for days in (90, 0):
        finished(db, home, {"sure": 2}, later(clock.at, days=-days))
    other = make_home(db)
    theirs = make_finished_lines(db, other.owner_id, {"sure": 2}, child=home.child.member_id, at=clock.at).checkin_id
    wheel = make_finished(db, home.owner_id, {"home": 3}, at=clock.at).checkin_id
    draft = make_lines(db, home.owner_id, child=home.child.member_id, at=clock.at).checkin_id
    for checkin_id in (theirs, wheel, draft, "nonsense"):
        client.get(f"{address}?now={checkin_id}", status=404)
        client.get(f"{address}?then={checkin_id}", status=404)


def test_what_was_put_away_is_no_time(db: Database, home: Home, clock: Clock) -> None:
    finished(db, home, {"sure": 2}, later(clock.at, days=-90))
    put_away = note_change(db, home.owner_id, "moved", ["parenting"], asks_afresh=True, at=later(clock.at, days=-1))
    finished(db, home, {"sure": 3}, clock.at)
    fillings = read_about(db, library(), home.owner_id, home.child.member_id)
    assert look_back_on_lines(fillings, [put_away]) is None
    assert look_back_on_lines(fillings, []) is not None
    with pytest.raises(UnknownTime):
        look_back_on_lines(fillings, [], now_id="nonsense")


def test_what_is_kept_in_sight_is_told_too(db: Database, home: Home, clock: Clock) -> None:
    for days in (90, 30):
        finished(db, home, {"sure": 2}, later(clock.at, days=-days))
    change = note_change(db, home.owner_id, "moved", ["parenting"], asks_afresh=False, at=clock.at)
    assert choose_about_change(db, home.owner_id, change.change_id, "kept")
    said_by_her = read_about(db, library(), home.owner_id, home.child.member_id)
    seen = look_back_on_lines(said_by_her, list_changes(db, home.owner_id))
    assert seen is not None
    assert [one.line.key for part in seen.compared.groups for one in part.changes] == ["sure"]
