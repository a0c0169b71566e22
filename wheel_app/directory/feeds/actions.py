"""Feeds, and what a run of one does to the green book. Each function is a transaction; nothing slow happens in one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wheel_app import audit
from wheel_app.directory.actions import bring_back_service, put_service, retire_service
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.rules import (
    DONE,
    FAILED,
    GOES_ON_HOURS,
    HELD,
    REFUSED,
    RUNNING,
    TWICE,
    Fault,
    Feed,
    KeptFault,
    RowRead,
    Run,
    goes_on,
    is_to_be_held,
)
from wheel_app.directory.queries import find_by_external_id, find_service
from wheel_app.directory.rules import Facts
from wheel_app.storage import Busy, Database, ReadOnly, StorageError, StorageFull, Unreachable, later, new_id

LEASE_MINUTES = 3
AT_ONCE = 100
# Beyond this many faults of a run, rows are still counted, but what was wrong with them is not kept.
MOST_KEPT_FAULTS = 5_000
TOKEN_BYTES = 16


class AlreadyRuns(Exception):
    """Somebody else reads this feed just now."""


class WaitsForSomebody(Exception):
    """The last run is held; somebody has to decide about it first."""


class TakenOver(Exception):
    """Somebody else has gone on with this run, or has stopped it."""


@dataclass(frozen=True)
class By:
    """Who does it, as what: the id of a member of staff, or 'operator'."""

    actor: str
    role: str


@dataclass(frozen=True)
class Lease:
    """A run, and the token of whoever does it now."""

    run: Run
    token: str


def add_feed(db: Database, feed: Feed, by: By) -> Feed:
    """Add a feed, unless one of this address is read already; return the one that is read."""
    with db.transaction():
        known = queries.find_feed(db, feed.feed_id) or queries.find_open_feed(db, feed.address)
        if known is not None:
            return known
        queries.insert_feed(db, feed)
        _note(db, "feed-added", feed.feed_id, by, at=feed.made_at, codes=(feed.kind,))
    return feed


def set_closed(db: Database, feed: Feed, by: By, *, is_closed: bool, at: str) -> None:
    """Read a feed no more, or again. Its entries stay as they are."""
    with db.transaction():
        if queries.update_closed(db, feed.feed_id, at if is_closed else None):
            _note(db, "feed-closed" if is_closed else "feed-reopened", feed.feed_id, by, at=at)


def start_run(db: Database, feed: Feed, by: By, *, at: str) -> Lease:
    """Begin a run of a feed, or go on with the one that broke off. Raises AlreadyRuns and WaitsForSomebody."""
    token, until = secrets.token_hex(TOKEN_BYTES), later(at, minutes=LEASE_MINUTES)
    with db.transaction():
        last = queries.find_last_run(db, feed.feed_id)
        _refuse_second(last, at)
        if last is not None and goes_on(last, at, hours_ago=later(at, hours=-GOES_ON_HOURS)):
            # What somebody decided goes on with the reason they gave.
            reason = last.reason if last.decided_at else ""
            queries.update_taken(db, last.run_id, token, until=until, reason=reason)
            run = replace(last, state=RUNNING, reason=reason, lease_until=until, ended_at=None)
        else:
            if last is not None and last.state == RUNNING:
                queries.update_ended(db, last.run_id, state=FAILED, reason="left", gone=0, at=at)
            before = queries.count_entries(db, feed.feed_id)
            run = Run(new_id(), feed.feed_id, RUNNING, at, by.actor, before=before, lease_until=until)
            queries.insert_run(db, run, token)
        _note(db, "feed-run", run.run_id, by, at=at, codes=(f"page:{run.next_page}",))
    return Lease(run, token)


def _refuse_second(last: Run | None, at: str) -> None:
    if last is not None and last.state == HELD:
        raise WaitsForSomebody(last.run_id)
    if last is not None and last.state == RUNNING and (last.lease_until or "") > at:
        raise AlreadyRuns(last.run_id)


def hold_on(db: Database, lease: Lease, *, at: str) -> None:
    """Keep a run for three more minutes; raises TakenOver."""
    with db.transaction():
        if not queries.update_lease(db, lease.run.run_id, lease.token, until=later(at, minutes=LEASE_MINUTES)):
            raise TakenOver(lease.run.run_id)


def keep_rows(db: Database, lease: Lease, rows: Sequence[RowRead], notes: Sequence[KeptFault], *, at: str) -> Lease:
    """Write what rows of a page say, and what was wrong with them; `notes` are about more than one row."""
    with db.transaction():
        hold_on(db, lease, at=at)
        run = lease.run
        kept: list[KeptFault] = [replace(note, position=run.faults + n) for n, note in enumerate(notes, 1)]
        run = replace(run, faults=run.faults + len(kept), warned=run.warned + len(kept))
        for row in rows:
            done = _put(db, run, row, at=at)
            kept += [KeptFault(run.faults + n, done.external_id, fault) for n, fault in enumerate(done.faults, 1)]
            run = _counted(run, done)
        queries.insert_faults(db, run.run_id, [one for one in kept if one.position <= MOST_KEPT_FAULTS])
        _keep_counts(db, run)
    return replace(lease, run=run)


def _counted(run: Run, row: RowRead) -> Run:
    is_kept = row.facts is not None
    return replace(
        run,
        next_row=run.next_row + 1,
        seen=run.seen + 1,
        kept=run.kept + is_kept,
        warned=run.warned + (is_kept and bool(row.faults)),
        refused=run.refused + (not is_kept),
        faults=run.faults + len(row.faults),
        twice=run.twice + any(fault.reason == TWICE for fault in row.faults),
    )


def _keep_counts(db: Database, run: Run) -> None:
    queries.update_counts(
        db,
        run.run_id,
        next_row=run.next_row,
        seen=run.seen,
        kept=run.kept,
        warned=run.warned,
        refused=run.refused,
        faults=run.faults,
    )


def _put(db: Database, run: Run, row: RowRead, *, at: str) -> RowRead:
    """Write one row, and return what became of it."""
    if row.facts is None:
        # What is refused today is still there: what it said before stands.
        queries.update_seen(db, run.feed_id, row.external_id, run.run_id)
        return row
    if queries.is_seen(db, run.feed_id, row.external_id, run.run_id):
        return _refused(row, TWICE)
    try:
        with db.transaction():
            _write(db, row.facts, at=at)
            queries.update_seen(db, run.feed_id, row.external_id, run.run_id)
    except (Busy, ReadOnly, StorageFull, Unreachable):
        raise
    except StorageError:
        queries.update_seen(db, run.feed_id, row.external_id, run.run_id)
        return _refused(row, "not-kept")
    return row


def _refused(row: RowRead, reason: str) -> RowRead:
    return RowRead(row.external_id, None, (*row.faults, Fault("id", reason, True, row.external_id)))


def _write(db: Database, facts: Facts, *, at: str) -> None:
    before = find_by_external_id(db, facts.feed_id or "", facts.external_id or "")
    put = put_service(db, facts, by=None, at=at)
    if before is not None and before.retired_at is not None:
        now = find_service(db, put.service_id)
        if now is not None:
            bring_back_service(db, now, by=None, at=at)


def finish_page(db: Database, lease: Lease, *, next_page: int, pages: int | None, at: str) -> Lease:
    """Note that a page was read to its end; 0 says that it was the last one."""
    with db.transaction():
        hold_on(db, lease, at=at)
        queries.update_page(db, lease.run.run_id, next_page=next_page, pages=pages)
    return replace(lease, run=replace(lease.run, next_page=next_page, next_row=0, pages=pages))


def break_off(db: Database, lease: Lease, reason: str, *, at: str) -> Run:
    """End a run that cannot go on. What it wrote stays, and nothing is taken away."""
    with db.transaction():
        hold_on(db, lease, at=at)
        return _end(db, lease.run, FAILED, reason, gone=0, at=at)


def settle(db: Database, lease: Lease, *, at: str) -> Run:
    """End a run that read every page: take out what its feed gives no more, or hold it where that is half or more."""
    run = lease.run
    with db.transaction():
        hold_on(db, lease, at=at)
        gone = queries.count_gone(db, run.feed_id, run.run_id)
        if run.decided_at is None and is_to_be_held(run.before, gone):
            return _end(db, run, HELD, "", gone=gone, at=at)
    retired, after = 0, ""
    while ids := queries.list_gone(db, run.feed_id, run.run_id, after=after, most=AT_ONCE):
        with db.transaction():
            hold_on(db, lease, at=at)
            retired += sum(_retire(db, service_id, at=at) for service_id in ids)
        after = ids[-1]
    with db.transaction():
        hold_on(db, lease, at=at)
        return _end(db, run, DONE, run.reason, gone=retired, at=at)


def _retire(db: Database, service_id: str, *, at: str) -> bool:
    service = find_service(db, service_id)
    return service is not None and retire_service(db, service, by=None, at=at)


def _end(db: Database, run: Run, state: str, reason: str, *, gone: int, at: str) -> Run:
    queries.update_ended(db, run.run_id, state=state, reason=reason, gone=gone, at=at)
    codes = (state, f"kept:{run.kept}", f"refused:{run.refused}", f"gone:{gone}")
    _note(db, "feed-run-ended", run.run_id, By("system", "system"), at=at, codes=codes)
    return replace(run, state=state, reason=reason, gone=gone, ended_at=at, lease_until=None)


def stop_run(db: Database, run: Run, by: By, *, at: str) -> bool:
    """Stop a run that is under way, whoever does it; False when it is over."""
    with db.transaction():
        now = queries.find_run(db, run.run_id)
        if now is None or now.state != RUNNING:
            return False
        queries.update_ended(db, run.run_id, state=FAILED, reason="stopped", gone=0, at=at)
        _note(db, "feed-run-ended", run.run_id, by, at=at, codes=("stopped",))
    return True


def take_away(db: Database, run: Run, by: By, why: str, *, at: str) -> Lease | None:
    """Agree that what a held run did not meet is gone; return the run, to be settled. None when it is not held."""
    token, until = secrets.token_hex(TOKEN_BYTES), later(at, minutes=LEASE_MINUTES)
    with db.transaction():
        if not queries.update_decided(db, run.run_id, state=RUNNING, by=by.actor, at=at, reason=why, held=HELD):
            return None
        queries.update_taken(db, run.run_id, token, until=until, reason=why)
        queries.update_page(db, run.run_id, next_page=0, pages=run.pages)
        _note(db, "feed-decided", run.run_id, by, at=at, codes=("taken-away", f"gone:{run.gone}"))
    decided = replace(run, state=RUNNING, next_page=0, reason=why, decided_at=at, decided_by=by.actor)
    return Lease(decided, token)


def leave_as_it_is(db: Database, run: Run, by: By, why: str, *, at: str) -> bool:
    """Keep all that a held run did not meet; False when it is not held."""
    with db.transaction():
        if not queries.update_decided(db, run.run_id, state=REFUSED, by=by.actor, at=at, reason=why, held=HELD):
            return False
        _note(db, "feed-decided", run.run_id, by, at=at, codes=("left", f"gone:{run.gone}"))
    return True


def _note(db: Database, action: str, about: str, by: By, *, at: str, codes: Sequence[str] = ()) -> None:
    audit.write(db, audit.SYSTEM, action, actor=by.actor, role=by.role, at=at, about=about, codes=codes)
