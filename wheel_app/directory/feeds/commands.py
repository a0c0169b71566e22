"""What the operator's command says about a run of a feed, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.actions import AlreadyRuns, By, WaitsForSomebody, add_feed, start_run
from wheel_app.directory.feeds.guarding import NotFetched, target_of
from wheel_app.directory.feeds.importing import Means, import_feed, import_files
from wheel_app.directory.feeds.rules import CSV, FAILED, HELD, Feed, KeptFault, Run
from wheel_app.storage import Database, new_id

OPERATOR = By("operator", "operator")
MOST_TOLD = 100


class Refused(Exception):
    """It was not done, or not to its end; the message is one sentence that says why."""


def read_feed(db: Database, named: str, name: str | None, means: Means) -> Iterator[str]:
    """Read a feed by its address, files or id; a new one is added. Raises Refused, after what was kept was told."""
    path = Path(named)
    feed = queries.find_feed(db, named) or _feed_at(db, named, name, means)
    if feed.kind == CSV and not path.exists():
        raise Refused("This feed came from files. Name its folder or file.")
    try:
        lease = start_run(db, feed, OPERATOR, at=means.now())
    except AlreadyRuns:
        raise Refused(
            "This feed is being read just now. One that died can be gone on with after three minutes."
        ) from None
    except WaitsForSomebody:
        raise Refused("The last run is held. An administrator has to decide about it first.") from None
    is_files = feed.kind == CSV
    run = import_files(db, feed, path, lease, means) if is_files else import_feed(db, feed, lease, means)
    yield from told(db, feed, run)


def _feed_at(db: Database, address: str, name: str | None, means: Means) -> Feed:
    path = Path(address)
    if path.exists():
        new = Feed(new_id(), name or path.name, f"file:{path.name}", CSV, means.now(), OPERATOR.actor)
        return add_feed(db, new, OPERATOR)
    try:
        host = target_of(address).host
    except NotFetched:
        raise Refused("There is no feed of this id, and it is no whole address of a feed either.") from None
    return add_feed(db, Feed(new_id(), name or host, address, "json", means.now(), OPERATOR.actor), OPERATOR)


def told(db: Database, feed: Feed, run: Run) -> Iterator[str]:
    """Tell what became of a run; raises Refused at the end where it did not come to its own."""
    faults = queries.list_faults(db, run.run_id, after=0, most=MOST_TOLD, only_refusals=False)
    yield from map(_line, faults)
    if run.faults > len(faults):
        yield f"  … and {run.faults - len(faults)} more"
    yield f"Feed: {feed.feed_id}"
    yield f"Read: {run.seen}, kept: {run.kept}, warnings: {run.warned}, refused: {run.refused}, gone: {run.gone}"
    yield f"State: {run.state}"
    if run.state == HELD:
        raise Refused(f"{run.gone} of {run.before} services are no longer in the feed. An administrator has to decide.")
    if run.state == FAILED:
        raise Refused(f"It ended early: {run.reason}. What was read is kept; page {run.next_page} is next.")


def _line(kept: KeptFault) -> str:
    fault = kept.fault
    kind = "refused" if fault.is_refusal else "warning"
    return "  ".join(part for part in (f"  {kind}", kept.external_id, fault.where, fault.reason, fault.value) if part)
