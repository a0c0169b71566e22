"""Rows of feeds: good ones are kept, and each that breaks the standard is refused by itself with its reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.directory.feeds.kept import counts, entry, faults, told
from tests.directory.feeds.serving import (
    AT,
    JSON,
    Served,
    as_json,
    feed_of,
    good_feed,
    id_of,
    location,
    run,
    service,
    term,
    whole,
)
from wheel_app.directory.feeds.rules import DONE
from wheel_app.storage import Database, later

LATER = later(AT, days=1)


BROKEN: list[tuple[Any, str, str]] = [
    (service(9, name=None), "name", "missing"),
    (service(9, name="  "), "name", "missing"),
    (service(9, status=None), "status", "missing"),
    (service(9, status="open"), "status", "unknown-word"),
    (service(9, id=None), "id", "missing"),
    (service(9, id="nine"), "id", "not-uuid"),
    (service(9, url="example_com"), "url", "not-url"),
    (service(9, url="javascript:alert(1)"), "url", "not-url"),
    (service(9, email="nobody"), "email", "not-email"),
    (service(9, email="gr\u043eup@example.org"), "email", "not-email"),
    (service(9, last_modified="last week"), "last_modified", "not-moment"),
    (service(9, name="\u200b\u202e\u2066"), "name", "missing"),
    (service(9, minimum_age="two"), "minimum_age", "not-number"),
    (service(9, minimum_age=10**400), "minimum_age", "not-number"),
    (service(9, maximum_age=-(10**599)), "maximum_age", "not-number"),
    (service(9, description=7), "description", "not-text"),
    (service(9, description="x" * 10_000_000), "description", "too-long"),
    (service(9, organization={"id": id_of(1), "description": "x"}), "organization.name", "missing"),
    (service(9, organization=["x"]), "organization", "not-row"),
    (whole(9, schedules="weekly"), "schedules", "not-rows"),
    ("a text", "", "not-row"),
    (None, "", "not-row"),
]


@pytest.mark.parametrize(("row", "where", "reason"), BROKEN)
def test_a_row_that_breaks_the_standard_is_refused_and_the_good_ones_are_kept(
    db: Database, feed: Served, row: Any, where: str, reason: str
) -> None:
    feed.answer = good_feed([whole(1), row, whole(2)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert (ended.state, counts(ended)) == (DONE, (3, 2, 1))
    (fault,) = faults(db, ended)
    assert (fault.fault.where, fault.fault.reason, fault.fault.is_refusal) == (where, reason, True)
    assert entry(db, mine, 1) is not None
    assert entry(db, mine, 2) is not None
    assert entry(db, mine, 9) is None


def test_a_row_that_is_refused_now_leaves_what_it_said_before(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1), whole(2), whole(3)])
    mine = feed_of(db, feed.address)
    run(db, mine)
    feed.answer = good_feed([whole(1), whole(2, email="nobody", name="Another name"), whole(3)])
    ended = run(db, mine, at=LATER)
    assert (ended.state, counts(ended), ended.gone) == (DONE, (3, 2, 1), 0)
    found = entry(db, mine, 2)
    assert found is not None
    assert (found.facts.name, found.retired_at) == ("Baby group 2", None)


def test_an_id_that_comes_twice_is_taken_once(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1), whole(1, name="The same again"), whole(2)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert (ended.state, counts(ended)) == (DONE, (3, 2, 1))
    assert told(db, ended) == [("id", "twice")]
    found = entry(db, mine, 1)
    assert found is not None
    assert found.facts.name == "Baby group 1"


def test_hostile_words_are_kept_as_words(db: Database, feed: Served) -> None:
    words = "<script>alert(1)</script> {{7*7}} =1+1"
    feed.answer = good_feed([whole(1, name=words, description="a\x00b\ud800c" + words)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert counts(ended) == (1, 1, 0)
    found = entry(db, mine, 1)
    assert found is not None
    assert found.facts.name == words
    assert found.facts.summary.endswith(words)
    assert "\x00" not in found.facts.summary


def test_what_is_nested_too_deeply_is_left_out(db: Database, feed: Served) -> None:
    deep = json.dumps(service(2))[:-1] + ', "contacts": ' + "[" * 50_000 + "]" * 50_000 + "}"
    rows = ",".join([json.dumps(whole(1)), deep, json.dumps(whole(3))])
    feed.answer = lambda path, asked: (200, JSON, f'{{"contents": [{rows}], "total_pages": 1}}'.encode())
    mine = feed_of(db, f"{feed.address}/services")
    ended = run(db, mine)
    assert (ended.state, counts(ended)) == (DONE, (3, 3, 0))
    assert told(db, ended) == [("contacts[1]", "not-row")]


def test_a_row_of_too_many_parts_is_refused_alone(db: Database, feed: Served) -> None:
    heavy = whole(2, contacts=[[1] * 300_001])
    feed.answer = good_feed([whole(1), heavy, whole(3)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert (ended.state, counts(ended)) == (DONE, (3, 2, 1))
    assert told(db, ended) == [("", "too-deep")]


def test_thousands_of_places_are_cut_short(db: Database, feed: Served) -> None:
    places = [{"id": id_of(20_000 + n), "location": location()} for n in range(3_000)]
    feed.answer = good_feed([whole(1, service_at_locations=places, schedules=[])])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert counts(ended) == (1, 1, 0)
    assert told(db, ended) == [("service_at_locations", "too-many")]


def test_thousands_of_days_are_cut_short(db: Database, feed: Served) -> None:
    days = ",".join(f"{week}{day}" for week in range(1, 54) for day in ("MO", "TU", "WE", "TH", "FR"))
    schedules = [{"id": id_of(n), "byday": days, "opens_at": f"{n:02}:00"} for n in range(20)]
    feed.answer = good_feed([whole(1, schedules=schedules)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert counts(ended) == (1, 1, 0)
    assert told(db, ended) == [("schedules", "too-many")]
    found = entry(db, mine, 1)
    assert found is not None
    assert len(found.facts.days) == 200


def test_a_point_whose_numbers_changed_places_is_left_out(db: Database, feed: Served) -> None:
    turned = location(latitude=-2.11, longitude=53.54)
    feed.answer = good_feed([whole(1, service_at_locations=[{"id": id_of(2_001), "location": turned}])])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert told(db, ended) == [("service_at_locations[1].location.latitude", "odd-point")]
    found = entry(db, mine, 1)
    assert found is not None
    assert found.facts.places[0].lat_micro is None


@pytest.mark.parametrize("amount", [-5, 1e308])
def test_an_amount_that_cannot_be_is_left_out(db: Database, feed: Served, amount: float) -> None:
    options = [{"id": id_of(1), "option": "Everybody", "amount": amount}]
    feed.answer = good_feed([whole(1, cost_options=options)])
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert told(db, ended) == [("cost_options[1].amount", "odd-amount")]
    found = entry(db, mine, 1)
    assert found is not None
    assert (found.facts.cost_words, found.facts.is_free) == ("Everybody", None)


def test_no_text_turns_the_direction_of_what_follows(db: Database, feed: Served) -> None:
    feed.answer = good_feed(
        [whole(1, name="Baby \u202egroup\u2069", phones=[{"id": id_of(1), "number": "\u202e1234"}])]
    )
    mine = feed_of(db, feed.address)
    ended = run(db, mine)
    assert told(db, ended) == [("name", "control-characters"), ("phones[1].number", "control-characters")]
    found = entry(db, mine, 1)
    assert found is not None
    assert (found.facts.name, found.facts.phone) == ("Baby group", "1234")


def test_words_of_the_feed_are_looked_up_and_circles_among_them_are_left(db: Database, feed: Served) -> None:
    round_one, round_two = term(1, "Fun", parent_id=term(2, "x")["id"]), term(2, "More", parent_id=term(1, "x")["id"])
    below, above = term(3, "Cuddles", parent_id=term(4, "x")["id"]), term(4, "Oral health")
    terms = {one["id"]: one for one in (round_one, round_two, below, above)}
    rows = [
        whole(1, attributes=[{"id": id_of(1), "taxonomy_term": round_one}]),
        whole(2, attributes=[{"id": id_of(2), "taxonomy_term_id": below["id"]}]),
    ]
    good = good_feed(rows)
    feed.answer = lambda path, asked: (
        as_json(terms[path.rpartition("/")[2]]) if path.startswith("/taxonomy_terms/") else good(path, asked)
    )
    mine = feed_of(db, f"{feed.address}/services")
    ended = run(db, mine)
    assert counts(ended) == (2, 2, 0)
    assert told(db, ended) == [("parent_id", "circle"), ("attributes", "unknown-term")]
    found = entry(db, mine, 2)
    assert found is not None
    assert found.facts.categories == ("oral-health",)
