"""A run of a feed put together: what asks, what reads, what writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wheel_app.directory.feeds.actions import Lease
from wheel_app.directory.feeds.fetching import Fetcher, Limits
from wheel_app.directory.feeds.rules import Feed, Run
from wheel_app.directory.feeds.running import Reading
from wheel_app.directory.feeds.sources import JsonSource
from wheel_app.storage import Database


@dataclass(frozen=True)
class Means:
    """What a run needs besides its feed: the moment as UTC text, waiting some seconds, and how far it may go."""

    now: Callable[[], str]
    wait: Callable[[float], None]
    may_be_private: bool = False
    limits: Limits = field(default_factory=Limits)


def import_feed(db: Database, feed: Feed, lease: Lease, means: Means) -> Run:
    """Read a feed to its end, or as far as it can be read, and return the run as it ended."""
    reading = Reading(db, lease, now=means.now, limits=means.limits)
    with Fetcher(means.limits, may_be_private=means.may_be_private, wait=means.wait, note=reading.note) as fetcher:
        source = JsonSource(feed.address, fetcher, feed_id=feed.feed_id, today=means.now()[:10])
        return reading.run(source)
