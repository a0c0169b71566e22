"""Runs of good feeds: what goes in, what changes, what is gone, and who decides about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.directory.feeds.kept import counts, entry, told
from tests.directory.feeds.serving import (
    AT,
    BY,
    Served,
    as_json,
    feed_of,
    good_feed,
    id_of,
    page_of,
    run,
    service,
    whole,
)
from wheel_app import directory
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.actions import WaitsForSomebody, leave_as_it_is, settle, start_run, take_away
from wheel_app.directory.feeds.rules import DONE, HELD, REFUSED
from wheel_app.directory.keeping.queries import list_changes
from wheel_app.storage import Database, later

LATER = later(AT, days=1)


def test_a_good_feed_goes_in_whole(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(number) for number in range(1, 24)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert (ended.state, ended.reason, counts(ended), ended.gone, ended.pages) == (DONE, "", (23, 23, 0), 0, 3)
    assert told(db, ended) == []
    found = entry(db, mine, 5)
    assert found is not None
    facts = found.facts
    assert (facts.name, facts.phone, facts.is_free, facts.languages) == ("Baby group 5", "01632 960001", True, ("ur",))
    assert (facts.min_age_months, facts.max_age_months, facts.checked_on) == (0, 59, "2026-10-01")
    assert [(day.weekday, day.opens, day.closes, day.place) for day in facts.days] == [
        (2, "09:30", "11:00", 0),
        (4, "09:30", "11:00", 0),
    ]
    assert [(place.postcode, place.lat_micro, place.lon_micro) for place in facts.places] == [
        ("OL1 1AA", 53_540_000, -2_110_000)
    ]
    assert facts.categories == ("parenting-support",)
    assert "parenting" in facts.topics
    assert [one.code for one in facts.access] == ["step-free"]


def test_a_list_without_parts_is_filled_from_single_services(db: Database, feed: Served) -> None:
    rows = [whole(number) for number in (1, 2)]
    full = good_feed(rows)
    feed.answer = lambda path, asked: (
        as_json(page_of([service(1), service(2)], 1, 1)) if path == "/services" else full(path, asked)
    )
    mine = feed_of(db, feed.address)
    assert counts(run(db, mine)) == (2, 2, 0)
    found = entry(db, mine, 2)
    assert found is not None
    assert len(found.facts.days) == 2
    assert f"/services/{id_of(2)}" in feed.asked


def test_a_feed_without_single_services_is_read_as_far_as_its_list_goes(db: Database, feed: Served) -> None:
    feed.answer = lambda path, asked: (
        as_json(page_of([service(1), service(2)], 1, 1)) if path == "/services" else as_json({}, 404)
    )
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert (ended.state, counts(ended)) == (DONE, (2, 2, 0))
    assert told(db, ended) == [("services", "no-singles")]
    assert sum(asked.startswith("/services/") for asked in feed.asked) == 1


def test_the_same_run_again_changes_nothing(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1), whole(2)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    before = entry(db, mine, 1)
    ended = run(db, mine, at=LATER)
    assert (ended.state, counts(ended), ended.gone) == (DONE, (2, 2, 0), 0)
    assert entry(db, mine, 1) == before
    assert before is not None
    assert list_changes(db, before.service_id) == ()


def test_a_change_in_the_feed_changes_the_entry_and_keeps_what_it_said(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    feed.answer = good_feed([whole(1, name="Baby and toddler group")])
    run(db, mine, at=LATER)
    found = entry(db, mine, 1)
    assert found is not None
    assert found.facts.name == "Baby and toddler group"
    (change,) = list_changes(db, found.service_id)
    assert (change.fact, change.old_value, change.made_by) == ("name", "Baby group 1", None)


def test_what_people_put_right_stays(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    found = entry(db, mine, 1)
    assert found is not None
    mended = replace(found.facts, phone="01632 960999")
    directory.put_service(db, mended, by="staff", at=AT, service_id=found.service_id, seen_seq=found.seq)
    feed.answer = good_feed([whole(1, description="Other words.")])
    run(db, mine, at=LATER)
    after = entry(db, mine, 1)
    assert after is not None
    assert (after.facts.phone, after.facts.summary) == ("01632 960999", "Other words.")


def test_what_is_gone_is_taken_out_and_never_deleted(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(number) for number in range(1, 6)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    feed.answer = good_feed([whole(number) for number in range(1, 5)])
    ended = run(db, mine, at=LATER)
    assert (ended.state, ended.gone) == (DONE, 1)
    gone = entry(db, mine, 5)
    assert gone is not None
    assert gone.retired_at == LATER
    feed.answer = good_feed([whole(number) for number in range(1, 6)])
    run(db, mine, at=later(LATER, days=1))
    back = entry(db, mine, 5)
    assert back is not None
    assert back.retired_at is None


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_feed_that_shrinks_by_half_is_held_for_a_person(db: Database, feed: Served, left: int) -> None:
    feed.answer = good_feed([whole(number) for number in range(1, 5)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    feed.answer = good_feed([whole(number) for number in range(1, left + 1)])
    held = run(db, mine, at=LATER)
    assert (held.state, held.gone, held.before) == (HELD, 4 - left, 4)
    assert queries.count_entries(db, mine.feed_id) == 4
    with pytest.raises(WaitsForSomebody):
        start_run(db, mine, BY, at=later(LATER, days=1))
    assert leave_as_it_is(db, held, BY, "The feed is broken.", at=LATER)
    decided = queries.find_run(db, held.run_id)
    assert decided is not None
    assert (decided.state, decided.reason) == (REFUSED, "The feed is broken.")
    assert queries.count_entries(db, mine.feed_id) == 4


def test_a_person_agrees_that_half_is_gone(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(number) for number in range(1, 5)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    feed.answer = good_feed([whole(1)])
    held = run(db, mine, at=LATER)
    lease = take_away(db, held, BY, "They closed.", at=LATER)
    assert lease is not None
    ended = settle(db, lease, at=LATER)
    assert (ended.state, ended.gone, ended.reason) == (DONE, 3, "They closed.")
    assert queries.count_entries(db, mine.feed_id) == 1
    assert take_away(db, held, BY, "Again.", at=LATER) is None


def test_a_decision_that_broke_off_keeps_its_reason(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1), whole(2)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    feed.answer = good_feed([whole(1)])
    held = run(db, mine, at=LATER)
    assert take_away(db, held, BY, "They closed.", at=LATER) is not None
    ended = run(db, mine, at=later(LATER, minutes=10))
    assert (ended.run_id, ended.state, ended.gone, ended.reason) == (held.run_id, DONE, 1, "They closed.")
