"""The operator's command: what it says of a run, and when it fails."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result
from flask import Flask

from tests.directory.feeds.serving import QUICK, Served, good_feed, service, whole
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.importing import Means
from wheel_app.directory.feeds.routes import Desk
from wheel_app.storage import Database


def run(app: Flask, *words: str) -> Result:
    means = Means(app.extensions["wheel"].now, lambda seconds: None, may_be_private=True, limits=QUICK)
    app.extensions["wheel_feeds"] = Desk(means, lambda work: work())
    return app.test_cli_runner().invoke(args=["import-feed", *words])


def test_a_new_address_becomes_a_feed_and_is_read(app: Flask, db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1), service(2, name=None)])
    told = run(app, feed.address, "--name", "Northside")
    assert told.exit_code == 0
    assert "Read: 2, kept: 1, warnings: 0, refused: 1, gone: 0" in told.output
    assert "name  missing" in told.output
    (mine,) = queries.list_feeds(db)
    assert (mine.name, mine.address) == ("Northside", feed.address)
    assert run(app, mine.feed_id).exit_code == 0
    assert len(queries.list_feeds(db)) == 1


def test_a_feed_that_shrank_waits_and_says_so(app: Flask, db: Database, feed: Served) -> None:
    feed.answer = good_feed([whole(1), whole(2)])
    run(app, feed.address)
    feed.answer = good_feed([whole(1)])
    told = run(app, feed.address)
    assert told.exit_code == 1
    assert "1 of 2 services are no longer in the feed" in told.output
    assert "held" in run(app, feed.address).output


def test_a_run_that_ends_early_fails_and_says_where_it_goes_on(app: Flask, db: Database, feed: Served) -> None:
    feed.answer = lambda path, asked: (200, "text/html", b"<html>")
    told = run(app, f"{feed.address}/services")
    assert told.exit_code == 1
    assert "is-html" in told.output


def test_files_are_read_and_read_again(app: Flask, db: Database, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("id,name\n1,Baby group\n")
    assert "kept: 1" in run(app, str(path)).output
    (mine,) = queries.list_feeds(db)
    assert (mine.kind, mine.address) == ("csv", "file:book.csv")
    assert run(app, str(path)).exit_code == 0
    assert "Name its folder or file" in run(app, mine.feed_id).output
    assert len(queries.list_feeds(db)) == 1


def test_what_is_neither_is_refused(app: Flask, db: Database) -> None:
    told = run(app, "nothing-of-the-kind")
    assert told.exit_code == 1
    assert queries.list_feeds(db) == ()
