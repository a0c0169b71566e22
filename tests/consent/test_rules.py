"""What several grants come to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import AT
from tests.consent.builders import DAY, JO, OTHER_TEAM, TEAM, grant, made
from wheel_app.consent import Grant
from wheel_app.consent.rules import NOTHING, settled, sight_of
from wheel_app.storage import later

SOON, LATER = later(AT, minutes=1), later(AT, days=1)
YESTERDAY, TOMORROW = later(AT, days=-1)[:10], LATER[:10]
MONEY, HOME = frozenset({"money"}), frozenset({"home"})


def test_a_yes_to_everything_shows_every_topic() -> None:
    sight = sight_of([grant()], made(), at=AT)
    assert sight.shows("home")
    assert sight.shows("own")
    assert sight.is_told


def test_a_yes_to_some_topics_shows_these() -> None:
    sight = sight_of([grant(topics=MONEY)], made(), at=AT)
    assert sight.shows("money")
    assert not sight.shows("home")


@pytest.mark.parametrize(
    "one",
    [
        grant(checkin_id="another-wheel"),
        grant(withdrawn_at=AT),
        grant(until_on=YESTERDAY),
        grant(checkin_id=None, made_until=YESTERDAY),
    ],
)
def test_what_does_not_cover_it_shows_nothing(one: Grant) -> None:
    assert sight_of([one], made(), at=AT) == NOTHING


def test_the_last_day_counts() -> None:
    assert sight_of([grant(until_on=DAY)], made(), at=AT)
    assert not sight_of([grant(until_on=DAY)], made(), at=LATER)


def test_all_until_a_day_is_that_day_too() -> None:
    wide = grant(checkin_id=None, made_until=DAY)
    assert sight_of([wide], made(filled_on=DAY), at=AT)
    assert not sight_of([wide], made(filled_on=TOMORROW), at=AT)


def test_a_correction_made_later_was_not_meant() -> None:
    wide = grant(checkin_id=None, made_until=DAY)
    assert sight_of([wide], made(finished_on=DAY, revises=True), at=AT)
    assert not sight_of([wide], made(finished_on=TOMORROW, revises=True), at=LATER)


def test_a_wheel_made_that_day_after_the_yes_was_not_meant() -> None:
    assert sight_of([grant(checkin_id=None, made_until=DAY, given_at=AT)], made(finished_on=DAY), at=SOON)
    before = later(AT, minutes=-1)
    assert not sight_of([grant(checkin_id=None, made_until=DAY, given_at=before)], made(finished_on=DAY), at=SOON)


def test_a_wheel_of_that_day_that_was_typed_in_later_is_meant() -> None:
    assert sight_of([grant(checkin_id=None, made_until=DAY)], made(finished_on=TOMORROW), at=LATER)


def test_a_newer_narrower_yes_decides() -> None:
    wide = grant(checkin_id=None, made_until=DAY, how="paper")
    narrow = grant(topics=MONEY, given_at=SOON)
    assert sight_of([wide, narrow], made(), at=SOON).topics == MONEY


def test_when_a_newer_yes_is_over_the_older_one_does_not_come_back() -> None:
    wide = grant(checkin_id=None, made_until=DAY, how="paper")
    narrow = grant(topics=MONEY, given_at=SOON, until_on=DAY)
    assert sight_of([narrow, wide], made(), at=LATER) == NOTHING


def test_what_two_recipients_were_given_adds_up() -> None:
    found = sight_of([grant(JO, topics=MONEY), grant(TEAM, topics=HOME)], made(), at=AT)
    assert found.topics == MONEY | HOME


def test_a_safeguarding_share_stands_by_itself() -> None:
    kept_safe = grant(TEAM, how="safeguarding", topics=HOME)
    assert sight_of([grant(TEAM, topics=MONEY, given_at=SOON), kept_safe], made(), at=SOON).topics == MONEY | HOME


def test_a_look_by_what_must_not_be_told_is_not_told() -> None:
    secret = grant(TEAM, how="safeguarding", is_told=False)
    assert not sight_of([secret], made(), at=AT).is_told
    assert sight_of([secret, grant(TEAM)], made(), at=AT).is_told


@pytest.mark.parametrize(
    ("to", "staff_id", "teams", "is_theirs"),
    [
        (JO, "staff-jo", (), True),
        (JO, "staff-al", ("team-one",), False),
        (TEAM, "staff-al", ("team-one",), True),
        (TEAM, "team-one", (), False),
        (TEAM, "staff-al", ("team-two",), False),
    ],
)
def test_a_grant_is_for_whom_it_names(to: Any, staff_id: str, teams: tuple[str, ...], is_theirs: bool) -> None:
    assert grant(to).is_for(staff_id, teams) == is_theirs


@pytest.mark.parametrize(
    ("voices", "state"),
    [
        ([], "asked"),
        ([None], "asked"),
        (["yes"], "given"),
        (["yes", None], "asked"),
        (["yes", "yes"], "given"),
        (["yes", "no"], "refused"),
        ([None, "no"], "refused"),
    ],
)
def test_every_voice_is_asked_and_one_no_is_enough(voices: Any, state: str) -> None:
    assert settled(voices) == state


days = st.integers(-3, 3).map(lambda n: later(AT, days=n)[:10])
topic_sets = st.sampled_from(["*", "home", "money", "mood"]).map(lambda one: frozenset({one}))


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    is_wide = draw(st.booleans())
    return grant(
        draw(st.sampled_from([JO, TEAM, OTHER_TEAM])),
        how=draw(st.sampled_from(["screen", "paper", "safeguarding"])),
        topics=draw(topic_sets),
        checkin_id=None if is_wide else draw(st.sampled_from(["a-wheel", "another-wheel"])),
        made_until=draw(days) if is_wide else None,
        until_on=draw(st.none() | days),
        given_at=later(AT, minutes=draw(st.integers(0, 9))),
        withdrawn_at=draw(st.sampled_from([None, None, AT])),
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(grants(), max_size=6), days)
def test_nothing_is_ever_seen_that_no_running_yes_says(found: list[Grant], day: str) -> None:
    at = f"{day}{AT[10:]}"
    running = [one for one in found if one.runs(at) and one.covers(made())]
    sight = sight_of(found, made(), at=at)
    for topic in ("home", "money", "mood", "own"):
        assert not sight.shows(topic) or any(topic in one.topics or "*" in one.topics for one in running)
    assert bool(sight) == bool(sight.topics)


@settings(max_examples=200, deadline=None)
@given(st.lists(grants(), max_size=6), days)
def test_ending_every_grant_leaves_nothing(found: list[Grant], day: str) -> None:
    ended = [grant(one.to, how=one.how, topics=one.topics, withdrawn_at=AT) for one in found]
    assert sight_of(ended, made(), at=f"{day}{AT[10:]}") == NOTHING
