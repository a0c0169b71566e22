"""Lives as they happen: each begins with an expected child, and the worker’s lists and the child’s points follow.

Rebuilt in our own words after the pregnancy and postnatal scenarios of the Community Health Toolkit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from flask import Flask

from tests.builders import AT
from tests.clock.children import said, states
from tests.losing_a_child import Home, lose, make_home, silencing
from wheel_app import clock, people
from wheel_app.clock.due.queries import count_lines, list_lines, list_wanted
from wheel_app.clock.due.rules import COMING, DUE, LATE, Wish, days_from
from wheel_app.people import Member, find_member
from wheel_app.storage import Database, later

# The twins of the home are due then.
DUE_ON = "2027-03-03"


@dataclass
class Story:
    """An expected child of a home, and its worker."""

    db: Database
    home: Home
    child: Member

    def now(self, **facts: str) -> Member:
        """Put something right about the child, as the page does."""
        known = find_member(self.db, self.child.member_id)
        assert known is not None
        people.correct(
            self.db, known, replace(known.facts, **facts), why="", by=self.home.worker, at=AT,
            on_facts=clock.follow_facts,
        )  # fmt: skip
        return known

    def lists(self, day: str) -> dict[str, list[str]]:
        """Which points of this child stand in which list of the worker on a day."""
        days, staff_id = days_from(day), self.home.worker.staff_id
        found = {
            which: [
                line.window.point_key
                for line in list_lines(self.db, staff_id, which, Wish(), days, most=100)
                if line.member_id == self.child.member_id
            ]
            for which in (DUE, LATE, COMING)
        }
        asked = list_wanted(self.db, staff_id, Wish(), day, most=100)
        found["wanted"] = [one.why for one in asked if one.member_id == self.child.member_id]
        return {which: keys for which, keys in found.items() if keys}

    def said(self, day: str) -> str:
        return said(self.db, self.child, day)


@pytest.fixture
def story(app: Flask, db: Database) -> Story:
    home = make_home(db, kind="unborn")
    with app.app_context():
        clock.reckon_all(db, clock.points(), at=AT)
    return Story(db, home, home.ada)


@pytest.fixture(autouse=True)
def inside(app: Flask) -> object:
    with app.app_context():
        yield


def test_a_pregnancy_that_goes_as_thought(story: Story) -> None:
    assert story.lists("2026-11-20") == {COMING: ["point-1"]}
    assert story.lists("2026-12-07") == {DUE: ["point-1"]}
    assert story.lists("2027-02-03") == {LATE: ["point-1"]}
    clock.mark_delivered(story.db, story.child.member_id, "point-1", "2027-02-04", "antenatal")
    assert story.lists("2027-02-05") == {}
    story.now(kind="child", born_on="2027-03-05")
    assert story.lists("2027-03-16") == {DUE: ["point-2"]}
    clock.mark_delivered(story.db, story.child.member_id, "point-2", "2027-03-16", "new-baby")
    assert story.said("2027-06-01") == "1 done, 2 done, 3 due"
    assert story.lists("2027-06-01") == {DUE: ["point-3"]}


def test_before_the_birth_is_put_in_nobody_asks_for_a_baby(story: Story) -> None:
    for day in ("2027-03-03", "2027-03-13", "2027-03-16"):
        assert "point-2" not in str(story.lists(day))
    assert story.lists("2027-03-17")["wanted"] == ["birth"]
    assert story.lists("2027-06-01") == {"wanted": ["birth"]}


def test_a_birth_that_comes_early(story: Story) -> None:
    story.now(kind="child", born_on="2026-12-30")
    # Nine weeks early: the visit to the new baby is by the birthday, what follows by the due date.
    assert story.lists("2027-01-11") == {DUE: ["point-2"]}
    windows = {one.point_key: one for one in clock.windows_of(story.db, story.child.member_id)}
    assert windows["point-1"].state_on("2026-12-30") == "passed"
    assert windows["point-3"].due_on == "2027-06-02"
    assert windows["point-5"].due_on == "2028-09-03"
    assert windows["point-6"].due_on == "2029-06-30"


def test_a_birth_that_comes_two_weeks_early_is_counted_by_itself(story: Story) -> None:
    story.now(kind="child", born_on="2027-02-17")
    windows = {one.point_key: one for one in clock.windows_of(story.db, story.child.member_id)}
    assert windows["point-4"].due_on == "2028-02-17"


def test_a_birth_after_the_due_date(story: Story) -> None:
    story.now(kind="child", born_on="2027-03-15")
    assert story.lists("2027-03-26") == {DUE: ["point-2"]}


@pytest.mark.parametrize("kind", ["miscarriage", "stillbirth"])
def test_a_pregnancy_that_ends(story: Story, kind: str) -> None:
    for day in ("2026-12-07", "2027-02-03", "2027-03-17"):
        assert story.lists(day) != {}
    lose(story.db, story.home, kind=kind, hear=(clock.follow_silence,), at=AT)
    for day in ("2026-12-07", "2027-02-03", "2027-03-17", "2027-06-01"):
        assert story.lists(day) == {}
    assert set(states(story.db, story.child, "2027-02-03").values()) == {"silent"}
    assert clock.next_for(story.db, story.child.member_id, "2026-12-07") is None


def test_the_other_twin_is_seen_as_before(story: Story) -> None:
    other = Story(story.db, story.home, story.home.finn)
    before = other.lists("2026-12-07")
    lose(story.db, story.home, kind="stillbirth", hear=(clock.follow_silence,), at=AT)
    assert other.lists("2026-12-07") == before == {DUE: ["point-1"]}


def test_a_new_pregnancy_carries_nothing_over(story: Story) -> None:
    lose(story.db, story.home, kind="miscarriage", hear=(clock.follow_silence,), at=AT)
    facts = people.Facts("unborn", "Baby", due_on="2027-08-20")
    baby = people.add_member(
        story.db, story.home.family.family_id, facts, by=story.home.worker, at=AT, on_facts=clock.follow_facts
    )
    following = Story(story.db, story.home, baby)
    assert following.lists("2027-05-25") == {DUE: ["point-1"]}
    assert [one.delivered_on for one in clock.windows_of(story.db, baby.member_id)] == [None]
    assert story.lists("2027-05-25") == {}


def test_a_child_who_dies_after_the_first_visits(story: Story) -> None:
    story.now(kind="child", born_on="2027-03-05")
    clock.mark_delivered(story.db, story.child.member_id, "point-2", "2027-03-16", "new-baby")
    lose(story.db, story.home, kind="died", hear=(clock.follow_silence,), at="2027-04-01T10:00:00.000000Z")
    for day in ("2027-04-02", "2027-06-01", "2028-03-05", "2030-01-01"):
        assert story.lists(day) == {}
    # What was done is still counted, though no page of the child tells it.
    assert story.db.value("SELECT count(*) FROM point_delivery") == 1


def test_a_birthday_put_right_after_the_death_wakes_nothing(story: Story) -> None:
    lose(story.db, story.home, kind="died", hear=(clock.follow_silence,), at=AT)
    story.now(kind="child", born_on="2027-03-05")
    story.now(born_on="2027-03-06")
    assert set(states(story.db, story.child, "2027-06-01").values()) == {"silent"}
    clock.reckon_all(story.db, clock.points(), at=AT)
    assert story.lists("2027-06-01") == {}


def test_a_silence_that_was_a_mistake(story: Story) -> None:
    made = lose(story.db, story.home, kind="miscarriage", hear=(clock.follow_silence,), at=AT)
    story.now(due_on="2027-03-17")
    people.end_silence(
        story.db, made, how="mistake", why="Another family", by=story.home.worker, at=later(AT, days=1),
        silencing=silencing(clock.follow_silence),
    )  # fmt: skip
    assert story.lists("2026-12-21") == {DUE: ["point-1"]}
    assert clock.windows_of(story.db, story.child.member_id)[0].due_on == "2026-12-23"


def test_a_child_who_moves_away_and_comes_back(story: Story) -> None:
    story.now(kind="child", born_on="2027-03-05")
    at = "2027-04-01T10:00:00.000000Z"
    made = lose(story.db, story.home, kind="moved-away", hear=(clock.follow_silence,), at=at)
    assert story.lists("2027-06-01") == {}
    people.end_silence(
        story.db, made, how="came-back", why="", by=story.home.worker, at="2028-01-01T10:00:00.000000Z",
        silencing=silencing(clock.follow_silence),
    )  # fmt: skip
    assert story.lists("2028-03-05") == {DUE: ["point-4"]}


def test_a_visit_that_comes_late_counts(story: Story) -> None:
    story.now(kind="child", born_on="2027-03-05")
    assert story.lists("2027-03-25") == {LATE: ["point-2"]}
    clock.mark_delivered(story.db, story.child.member_id, "point-2", "2027-03-25", "late")
    assert story.lists("2027-03-26") == {}
    # Also after its window is over.
    assert story.lists("2027-09-10") == {}
    clock.mark_delivered(story.db, story.child.member_id, "point-3", "2027-09-09", "very-late")
    assert story.said("2027-09-10") == "1 passed, 2 done, 3 done"


def test_a_visit_before_its_window_counts_too(story: Story) -> None:
    clock.mark_delivered(story.db, story.child.member_id, "point-1", "2026-07-01", "very-early")
    assert story.lists("2026-12-07") == {}
    story.now(due_on="2027-04-03")
    assert story.lists("2027-01-05") == {}


def test_a_child_who_joins_at_two_is_never_late(story: Story) -> None:
    at = "2027-03-05T10:00:00.000000Z"
    facts = people.Facts("child", "Zara", born_on="2025-03-01")
    joined = people.add_member(
        story.db, story.home.family.family_id, facts, by=story.home.worker, at=at, on_facts=clock.follow_facts
    )
    zara = Story(story.db, story.home, joined)
    assert zara.said("2027-03-05") == "1 passed, 2 passed, 3 passed, 4 passed, 5 passed"
    assert zara.lists("2027-03-05") == {}
    assert zara.lists("2027-08-30") == {DUE: ["point-6"]}
    assert zara.lists("2027-11-05") == {LATE: ["point-6"]}


def test_a_child_who_joins_when_a_point_would_be_late_can_still_be_seen(story: Story) -> None:
    at = "2027-03-05T10:00:00.000000Z"
    facts = people.Facts("child", "Zara", born_on="2027-02-15")
    joined = people.add_member(
        story.db, story.home.family.family_id, facts, by=story.home.worker, at=at, on_facts=clock.follow_facts
    )
    zara = Story(story.db, story.home, joined)
    assert zara.lists("2027-03-05") == {DUE: ["point-2"]}
    assert zara.lists("2027-03-15") == {DUE: ["point-2"]}
    assert zara.lists("2027-03-16") == {}


def test_counts_are_those_of_the_lists(story: Story) -> None:
    for day in ("2026-11-20", "2026-12-07", "2027-02-03", "2027-03-17"):
        counts = count_lines(story.db, story.home.worker.staff_id, Wish(), days_from(day))
        # The twins have the same days.
        found = {which: 2 * len(keys) for which, keys in story.lists(day).items()}
        assert vars(counts) == {**dict.fromkeys((DUE, LATE, COMING, "wanted"), 0), **found}
