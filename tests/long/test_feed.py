"""A feed of twenty thousand services, read by the operator's command: what it takes, and what a kill leaves."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.browser.served import ROOT, environment
from tests.directory.feeds.serving import Reply, Served, as_json, page_of, served, whole
from tests.long.conftest import Say
from wheel_app.directory.feeds import queries
from wheel_app.storage import connect, migrate
from wheel_app.storage import create as create_store

pytestmark = pytest.mark.long
A_PAGE = 100
KIB = 1024
# What one run after another differs by on its own.
SLACK_MIB = 8
PATIENCE = 60


@contextmanager
def long_feed(services: int, before: Callable[[int], object] = lambda number: None) -> Iterator[Served]:
    """A feed of so many services; `before` is called before each page is answered, with its number."""
    pages = -(-services // A_PAGE)

    def answer(path: str, asked: dict[str, str]) -> Reply:
        if path != "/services":
            return as_json({}, 404)
        number = int(asked["page"])
        before(number)
        rows = range((number - 1) * A_PAGE + 1, min(services, number * A_PAGE) + 1)
        return as_json(page_of([whole(one) for one in rows], number, pages))

    with served(answer) as feed:
        yield feed


def reading(store: str, feed: Served) -> subprocess.Popen[str]:
    env = environment("http://localhost:8000", store, WHEEL_PRIVATE_FEEDS="1")
    words = [sys.executable, "-m", "flask", "--app", "wheel_app", "import-feed", f"{feed.address}/services"]
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def made(store: str) -> str:
    db = create_store(store)
    migrate(db)
    db.close()
    return store


def measure(store: str, services: int) -> tuple[int, float]:
    """Read a feed; return the most memory of its process so far in MiB, and the seconds."""
    with long_feed(services) as feed:
        began = time.monotonic()
        said, wrong = reading(store, feed).communicate()
        assert f"kept: {services}, warnings: 0, refused: 0" in said, wrong
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KIB
    return most, time.monotonic() - began


def test_twenty_thousand_services_take_no_more_memory_than_a_hundred(store_address: str, measured: Say) -> None:
    made(store_address)
    few, _ = measure(store_address, A_PAGE)
    many, seconds = measure(store_address, 20_000)
    measured(f"100 services {few} MiB, 20,000 services {many} MiB in {seconds:.0f} s")
    assert many <= few + SLACK_MIB


def test_a_run_that_was_killed_goes_on_where_it_was(store_address: str) -> None:
    made(store_address)
    asks_for_six, is_killed = threading.Event(), threading.Event()

    def before(number: int) -> None:
        if number == 6 and not is_killed.is_set():
            asks_for_six.set()
            is_killed.wait(PATIENCE)

    with long_feed(2_000, before) as feed:
        process = reading(store_address, feed)
        assert asks_for_six.wait(PATIENCE), process.poll()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        is_killed.set()
        db = connect(store_address)
        try:
            (mine,) = queries.list_feeds(db)
            last = queries.find_last_run(db, mine.feed_id)
            assert last is not None
            assert last.kept == queries.count_entries(db, mine.feed_id) == 5 * A_PAGE
            with db.transaction():
                db.execute("UPDATE feed_run SET lease_until = '2000-01-01T00:00:00.000000Z'")
            feed.asked.clear()
            said, wrong = reading(store_address, feed).communicate()
            assert "kept: 2000, warnings: 0, refused: 0, gone: 0" in said, wrong
            assert not any("page=1&" in asked for asked in feed.asked)
            assert queries.count_entries(db, mine.feed_id) == 2_000
            assert queries.find_last_run(db, mine.feed_id).run_id == last.run_id  # type: ignore[union-attr]
        finally:
            db.close()
