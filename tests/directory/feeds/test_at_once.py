"""Several who begin the same feed at once: one of them reads it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.directory.feeds.serving import AT, BY, feed_of
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.actions import AlreadyRuns, start_run
from wheel_app.storage import Database, later


def begin(db: Database, address: str, at: str) -> int:
    mine = feed_of(db, address)

    def press(number: int) -> int:
        try:
            start_run(db, mine, BY, at=at)
        except AlreadyRuns:
            return 0
        return 1

    with ThreadPoolExecutor(6) as hands:
        return sum(hands.map(press, range(6)))


def test_one_of_many_presses_begins_a_run(committed_db: Database) -> None:
    assert begin(committed_db, "https://example.org", AT) == 1
    assert len(queries.list_feeds(committed_db)) == 1


def test_one_of_many_presses_takes_a_dead_run_over(committed_db: Database) -> None:
    begin(committed_db, "https://example.org", AT)
    assert begin(committed_db, "https://example.org", later(AT, minutes=10)) == 1
    (mine,) = queries.list_feeds(committed_db)
    assert len(queries.list_runs(committed_db, mine.feed_id, most=10)) == 1
