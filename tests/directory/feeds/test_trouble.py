"""Feeds that are none, break off, go in circles or never end: what was kept, and what is said."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.directory.feeds.kept import counts, entry, reply_always, told
from tests.directory.feeds.serving import (
    AT,
    BY,
    HTML,
    JSON,
    QUICK,
    Reply,
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
from wheel_app.directory.feeds.actions import AlreadyRuns, start_run
from wheel_app.directory.feeds.rules import DONE, FAILED
from wheel_app.storage import Database, later


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ((200, HTML, b"<!doctype html><title>Sign in to the Wi-Fi</title>"), "is-html"),
        ((200, JSON, b""), "empty-reply"),
        ((200, JSON, b'{"contents": [{"id"'), "broken-json"),
        ((200, JSON, b'{"message": "hello"}'), "not-a-feed"),
        ((200, JSON, b'"hello"'), "not-a-feed"),
        ((200, JSON, b"\xff\xfe{"), "broken-json"),
        ((404, JSON, b"{}"), "not-found"),
        ((403, JSON, b"{}"), "not-allowed"),
        ((500, JSON, b"{}"), "in-trouble"),
        ((418, JSON, b"{}"), "odd-status"),
        ((302, HTML, b"ftp://example.org/"), "odd-address"),
        ((302, HTML, b"/round"), "odd-redirect"),
        ((302, HTML, b"http://[::1"), "odd-address"),
    ],
)
def test_a_feed_that_is_none_is_told_plainly(db: Database, feed: Served, reply: Reply, reason: str) -> None:
    feed.answer = reply_always(reply)
    ended = run(db, feed_of(db, f"{feed.address}/services"))
    assert (ended.state, ended.reason, counts(ended)) == (FAILED, reason, (0, 0, 0))


def test_trouble_on_the_way_keeps_what_was_read_and_goes_on_there(db: Database, feed: Served) -> None:
    rows = [whole(number) for number in range(1, 31)]
    good = good_feed(rows)
    feed.answer = lambda path, asked: as_json({}, 503) if asked.get("page") == "3" else good(path, asked)
    waits: list[float] = []
    mine = feed_of(db, f"{feed.address}/services")
    broken = run(db, mine, waits=waits)
    assert (broken.state, broken.reason, counts(broken), broken.next_page) == (FAILED, "in-trouble", (20, 20, 0), 3)
    assert waits == [1.0, 2.0]
    feed.answer, feed.asked = good, []
    ended = run(db, mine, at=later(AT, minutes=10))
    assert (ended.run_id, ended.state, counts(ended)) == (broken.run_id, DONE, (30, 30, 0))
    assert all("page=1&" not in asked and "page=2&" not in asked for asked in feed.asked if "?" in asked)


def test_a_truncated_page_keeps_its_good_rows_and_is_read_on_from_there(db: Database, feed: Served) -> None:
    rows = [whole(number) for number in range(1, 8)]
    text = json.dumps(page_of(rows, 1, 1)).encode()
    cut = text[: text.index(id_of(5).encode()) + 10]
    feed.answer = lambda path, asked: (200, JSON, cut)
    mine = feed_of(db, f"{feed.address}/services")
    broken = run(db, mine)
    assert (broken.state, broken.reason, counts(broken)) == (FAILED, "broken-json", (4, 4, 0))
    feed.answer = good_feed(rows)
    ended = run(db, mine, at=later(AT, minutes=1))
    assert (ended.state, counts(ended), told(db, ended)) == (DONE, (7, 7, 0), [])


def test_pages_that_repeat_end_the_run_and_take_nothing_away(db: Database, feed: Served) -> None:
    feed.answer = lambda path, asked: as_json(page_of([whole(1)], 1, 10))
    ended = run(db, feed_of(db, f"{feed.address}/services"))
    assert (ended.state, ended.reason, ended.kept) == (FAILED, "pages-repeat", 1)


def test_pages_that_repeat_without_a_number_end_the_run(db: Database, feed: Served) -> None:
    feed.answer = lambda path, asked: as_json(page_of([whole(1)], 1, 10, page_number=None))
    ended = run(db, feed_of(db, f"{feed.address}/services"))
    assert (ended.state, ended.reason, ended.kept) == (FAILED, "pages-repeat", 1)


def test_a_feed_without_an_end_is_left(db: Database, feed: Served) -> None:
    def answer(path: str, asked: dict[str, str]) -> Reply:
        number = int(asked["page"])
        return as_json(page_of([whole(number)], number, number + 1))

    feed.answer = answer
    ended = run(db, feed_of(db, f"{feed.address}/services"), limits=replace(QUICK, most_pages=5))
    assert (ended.state, ended.reason, ended.kept) == (FAILED, "never-ends", 5)


@pytest.mark.parametrize(
    "said",
    [
        lambda number, rows: {"contents": rows, "next_page": number + 1 if number < 3 else None},
        lambda number, rows: {"contents": rows, "next_page": f"/services?page={number + 1}" if number < 3 else None},
        lambda number, rows: {"contents": rows, "totalPages": 3, "page_number": number},
        lambda number, rows: {"content": rows, "last": number == 3, "totalPages": 3},
        lambda number, rows: page_of(rows, number, 3, total_pages=None),
    ],
)
def test_pages_are_counted_in_more_than_one_way(db: Database, feed: Served, said: Any) -> None:
    feed.answer = lambda path, asked: as_json(said(int(asked["page"]), [whole(int(asked["page"]))]))
    ended = run(db, feed_of(db, f"{feed.address}/services"))
    assert (ended.state, counts(ended)) == (DONE, (3, 3, 0))


def test_one_run_at_a_time_and_a_dead_one_is_taken_over(db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1)])
    mine = feed_of(db, feed.address)
    dead = start_run(db, mine, BY, at=AT)
    with pytest.raises(AlreadyRuns):
        start_run(db, mine, BY, at=later(AT, minutes=2))
    ended = run(db, mine, at=later(AT, minutes=4))
    assert (ended.run_id, ended.state, ended.kept) == (dead.run.run_id, DONE, 1)


def test_a_server_in_trouble_is_not_asked_for_every_single_service(db: Database, feed: Served) -> None:
    rows = [service(number) for number in range(1, 41)]
    feed.answer = lambda path, asked: as_json(page_of(rows, 1, 1)) if path == "/services" else as_json({}, 503)
    mine = feed_of(db, f"{feed.address}/services")
    broken = run(db, mine)
    assert (broken.state, broken.reason, counts(broken)) == (FAILED, "in-trouble", (0, 0, 0))
    assert len({asked for asked in feed.asked if asked.startswith("/services/")}) == 5


def test_one_single_service_that_cannot_be_read_leaves_its_entry_as_it_was(db: Database, feed: Served) -> None:
    rows = [whole(number) for number in (1, 2, 3)]
    good = good_feed(rows)
    listed = as_json(page_of([service(number) for number in (1, 2, 3)], 1, 1))
    feed.answer = lambda path, asked: listed if path == "/services" else good(path, asked)
    mine = feed_of(db, f"{feed.address}/services")
    run(db, mine)
    before = entry(db, mine, 2)
    feed.answer = lambda path, asked: (
        listed if path == "/services" else as_json({}, 500) if path.endswith(whole(2)["id"]) else good(path, asked)
    )
    ended = run(db, mine, at=later(AT, days=1))
    assert (ended.state, counts(ended), ended.gone, told(db, ended)) == (DONE, (3, 2, 1), 0, [("id", "in-trouble")])
    assert entry(db, mine, 2) == before
