"""The pages of feeds: adding one, reading it, looking at what was found, deciding about one that shrank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests import staffing
from tests.conftest import Clock
from tests.directory.feeds.kept import reply_always
from tests.directory.feeds.serving import BY, QUICK, Served, as_json, feed_of, good_feed, page_of, service, whole
from tests.support.page import PageClient
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.actions import start_run
from wheel_app.directory.feeds.importing import Means
from wheel_app.directory.feeds.routes import Desk
from wheel_app.storage import Database

FEEDS = "/green-book/feeds"


@pytest.fixture
def waiting(app: Flask, clock: Clock) -> list[Callable[[], None]]:
    """What was begun beside the requests, and waits for the test to do it."""
    begun: list[Callable[[], None]] = []
    means = Means(clock, lambda seconds: None, may_be_private=True, limits=QUICK)
    app.extensions["wheel_feeds"] = Desk(means, begun.append)
    return begun


@pytest.fixture
def administrator(client: PageClient, db: Database, waiting: list[Callable[[], None]]) -> PageClient:
    staffing.sign_in(client, db, staffing.make_staff(db, role="administrator", name="Ada Osei"))
    return client


def test_a_feed_is_added_read_and_looked_at(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served
) -> None:
    feed.answer = good_feed([whole(1), service(2, email="<b>nobody</b>"), whole(3)])
    administrator.get(FEEDS)
    shown = administrator.submit({"name": "Northside", "address": feed.address})
    assert "has not been read yet" in shown.text
    shown = administrator.submit(form="form.actions")
    assert "Being read" in shown.text
    waiting.pop()()
    shown = administrator.get(shown.path)
    assert "Done" in shown.text
    assert "2 services of it stand in the green book" in shown.text
    shown = administrator.follow("What was found in this run")
    assert "It is not an email address." in shown.text
    assert "<b>nobody</b>" in shown.text


def test_progress_is_asked_for_by_itself_and_by_hand(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database
) -> None:
    mine = feed_of(db, feed.address)
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    shown = administrator.submit(form="form.actions")
    (bar,) = shown.all("progress")
    assert not bar.get("value")
    piece = administrator.get(f"{FEEDS}/{mine.feed_id}", htmx=True)
    assert "Being read" in piece.text
    assert administrator.follow("Look again").status == 200


def test_a_press_twice_reads_once(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database
) -> None:
    mine = feed_of(db, feed.address)
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    for _ in range(2):
        administrator.post(f"{FEEDS}/{mine.feed_id}/runs")
    assert len(waiting) == 1


def test_a_feed_is_there_once(administrator: PageClient, feed: Served, db: Database) -> None:
    for _ in range(2):
        administrator.get(FEEDS)
        administrator.submit({"name": "Northside", "address": feed.address})
    assert len(queries.list_feeds(db)) == 1


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("", "https://example.org", "Please fill this in."),
        ("Northside", "", "Please fill this in."),
        ("Northside", "example.org", "This is not a whole web address."),
        ("Northside", "ftp://example.org", "This is not a whole web address."),
        ("Northside", "file:///etc/passwd", "This is not a whole web address."),
        ("Northside", "https://me:secret@example.org", "This is not a whole web address."),
        ("Northside", "https://example.org/" + "x" * 600, "This is a bit too long"),
        ("Northside", "http://127.0.0.1/", "not open to all"),
        ("Northside", "http://[::1]/", "not open to all"),
        ("Northside", "http://169.254.169.254/", "not open to all"),
        ("Northside", "http://localhost:8000/", "not open to all"),
    ],
)
def test_an_address_that_cannot_be_asked_is_said_at_its_field(
    administrator: PageClient, app: Flask, db: Database, name: str, address: str, said: str
) -> None:
    desk: Desk = app.extensions["wheel_feeds"]
    app.extensions["wheel_feeds"] = desk._replace(means=replace(desk.means, may_be_private=False))
    administrator.get(FEEDS)
    shown = administrator.submit({"name": name, "address": address}, status=422)
    assert said in shown.text
    assert queries.list_feeds(db) == ()


def test_a_shrunken_feed_is_decided_about_by_a_person(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database, clock: Clock
) -> None:
    feed.answer = good_feed([whole(number) for number in range(1, 5)])
    mine = feed_of(db, feed.address)
    path = f"{FEEDS}/{mine.feed_id}"
    for rows in (4, 1):
        feed.answer = good_feed([whole(number) for number in range(1, rows + 1)])
        administrator.get(path)
        administrator.submit(form="form.actions")
        waiting.pop()()
        clock.forward(minutes=10)
    assert "Waits for you" in administrator.get(FEEDS).text
    administrator.get(path)
    shown = administrator.follow("Look and decide")
    assert "3 of them are no longer in it" in shown.text
    shown = administrator.submit({"why": ""}, status=422)
    assert "Please choose one of these." in shown.text
    shown = administrator.submit({"choice": "take", "why": "They closed."})
    waiting.pop()()
    assert queries.count_entries(db, mine.feed_id) == 1
    shown = administrator.get(shown.path)
    assert "Decided by Ada Osei" in shown.text
    assert "They closed." in shown.text
    assert administrator.post(f"{shown.path}/decision", {"choice": "leave", "why": "Too late."}).status == 200
    assert queries.count_entries(db, mine.feed_id) == 1


def test_a_decision_to_keep_all_takes_nothing_out(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database, clock: Clock
) -> None:
    feed.answer = good_feed([whole(1), whole(2)])
    mine = feed_of(db, feed.address)
    for _ in range(2):
        administrator.get(f"{FEEDS}/{mine.feed_id}")
        administrator.submit(form="form.actions")
        waiting.pop()()
        clock.forward(minutes=10)
        feed.answer = good_feed([])
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    administrator.follow("Look and decide")
    shown = administrator.submit({"choice": "leave", "why": "The feed is broken."})
    assert "Nothing taken out" in shown.text
    assert queries.count_entries(db, mine.feed_id) == 2


def test_faults_are_paged_and_refusals_shown_alone(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database
) -> None:
    feed.answer = good_feed([service(number, name=None) for number in range(1, 61)] + [whole(70, minimum_age=-1)])
    mine = feed_of(db, feed.address)
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    administrator.submit(form="form.actions")
    waiting.pop()()
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    shown = administrator.follow("What was found in this run")
    assert shown.text.count("it is missing") == 50
    shown = administrator.follow("Show more")
    assert shown.text.count("it is missing") == 10
    assert "The age cannot be right." in shown.text
    shown = administrator.follow("Show refused rows only")
    assert shown.text.count("it is missing") == 50
    assert administrator.get(f"{shown.path.partition('?')[0]}?after=9999999999999").status == 200


def test_a_run_that_ended_early_says_why(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database
) -> None:
    feed.answer = reply_always((200, "text/html", b"<html>Sign in</html>"))
    mine = feed_of(db, feed.address)
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    administrator.submit(form="form.actions")
    waiting.pop()()
    assert "a web page, not a feed" in administrator.get(f"{FEEDS}/{mine.feed_id}").text


def test_a_run_is_stopped_by_hand(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database
) -> None:
    feed.answer = lambda path, asked: as_json(page_of([whole(int(asked["page"]))], int(asked["page"]), 9))
    mine = feed_of(db, f"{feed.address}/services")
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    administrator.submit(form="form.actions")
    shown = administrator.submit(form="#run form")
    assert "Someone here stopped it." in shown.text
    waiting.pop()()
    run = queries.find_last_run(db, mine.feed_id)
    assert run is not None
    assert (run.state, run.reason) == ("failed", "stopped")


def test_a_dead_run_is_gone_on_with(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database, clock: Clock
) -> None:
    feed.answer = good_feed([whole(1)])
    mine = feed_of(db, feed.address)
    start_run(db, mine, BY, at=clock())
    clock.forward(minutes=5)
    shown = administrator.get(f"{FEEDS}/{mine.feed_id}")
    assert "Stopped on its way" in shown.text
    administrator.submit(form="form.actions")
    waiting.pop()()
    assert "Done" in administrator.get(f"{FEEDS}/{mine.feed_id}").text


def test_a_closed_feed_is_read_no_more(administrator: PageClient, feed: Served, db: Database) -> None:
    mine = feed_of(db, feed.address)
    path = f"{FEEDS}/{mine.feed_id}"
    administrator.get(path)
    shown = administrator.post(f"{path}/close")
    assert "It is read no more." in shown.text
    administrator.post(f"{path}/runs", status=404)
    administrator.get(path)
    assert "Read it now" in administrator.post(f"{path}/reopen").text


def test_a_run_belongs_to_its_feed(
    administrator: PageClient, waiting: list[Callable[[], None]], feed: Served, db: Database
) -> None:
    mine, other = feed_of(db, feed.address), feed_of(db, f"{feed.address}/other")
    administrator.get(f"{FEEDS}/{mine.feed_id}")
    administrator.submit(form="form.actions")
    run = queries.find_last_run(db, mine.feed_id)
    assert run is not None
    administrator.get(f"{FEEDS}/{other.feed_id}/runs/{run.run_id}", status=404)
