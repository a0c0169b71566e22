"""A run of a feed put together: what asks, what reads, what writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from wheel_app.directory.feeds.actions import Lease
from wheel_app.directory.feeds.fetching import Fetcher, Limits
from wheel_app.directory.feeds.rules import CSV, Feed, Run
from wheel_app.directory.feeds.running import Reading
from wheel_app.directory.feeds.sources import JsonSource
from wheel_app.directory.feeds.tables import TableSource
from wheel_app.storage import Database


@dataclass(frozen=True)
class Means:
    """What a run needs besides its feed: the moment as UTC text, waiting some seconds, and how far it may go."""

    now: Callable[[], str]
    wait: Callable[[float], None]
    may_be_private: bool = False
    limits: Limits = field(default_factory=Limits)


class NotThere(Exception):
    """A feed of files is read with its files at hand."""


def import_files(db: Database, feed: Feed, path: Path, lease: Lease, means: Means) -> Run:
    """Read a feed from a folder of tables, or from one table."""
    reading = Reading(db, lease, now=means.now, limits=means.limits)
    with TableSource(path, feed_id=feed.feed_id, today=means.now()[:10]) as source:
        return reading.run(source)


def import_feed(db: Database, feed: Feed, lease: Lease, means: Means) -> Run:
    """Read a feed to its end, or as far as it can be read, and return the run as it ended."""
    if feed.kind == CSV:
        raise NotThere(feed.address)
    reading = Reading(db, lease, now=means.now, limits=means.limits)
    with Fetcher(means.limits, may_be_private=means.may_be_private, wait=means.wait, note=reading.note) as fetcher:
        source = JsonSource(feed.address, fetcher, feed_id=feed.feed_id, today=means.now()[:10])
        return reading.run(source)
