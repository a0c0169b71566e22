"""What a run kept, and what it said."""

from __future__ import annotations

from typing import Any

from tests.directory.feeds.serving import (
    Reply,
    id_of,
)
from wheel_app import directory
from wheel_app.directory import Service
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.rules import Feed, KeptFault, Run
from wheel_app.storage import Database

MOST = 1_000


def entry(db: Database, feed: Feed, number: int) -> Service | None:
    return directory.find_by_external_id(db, feed.feed_id, id_of(number))


def faults(db: Database, ended: Run) -> list[KeptFault]:
    return list(queries.list_faults(db, ended.run_id, after=0, most=MOST, only_refusals=False))


def told(db: Database, ended: Run) -> list[tuple[str, str]]:
    return [(one.fault.where, one.fault.reason) for one in faults(db, ended)]


def counts(ended: Run) -> tuple[int, int, int]:
    return ended.seen, ended.kept, ended.refused


def reply_always(reply: Reply) -> Any:
    return lambda path, asked: reply
