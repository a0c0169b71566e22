"""All SQL about feeds, their runs, and what was wrong in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wheel_app.directory.feeds.rules import RUNNING, Fault, Feed, KeptFault, Run
from wheel_app.storage import Database, Row

FEED = "feed_id, name, address, kind, made_at, made_by, closed_at"
RUN = (
    "run_id, feed_id, state, started_at, started_by, next_page, next_row, pages, seen, kept, warned, refused, gone,"
    " before_count, faults, reason, lease_until, ended_at, decided_at, decided_by"
)


def insert_feed(db: Database, feed: Feed) -> None:
    """Add a feed; NotUnique when its id is taken."""
    db.execute(
        "INSERT INTO feed (feed_id, name, address, kind, made_at, made_by)"
        " VALUES (:feed_id, :name, :address, :kind, :made_at, :made_by)",
        feed_id=feed.feed_id,
        name=feed.name,
        address=feed.address,
        kind=feed.kind,
        made_at=feed.made_at,
        made_by=feed.made_by,
    )


def list_feeds(db: Database) -> tuple[Feed, ...]:
    """Return all feeds, the oldest first."""
    return tuple(Feed(**row) for row in db.rows(f"SELECT {FEED} FROM feed ORDER BY made_at, feed_id"))


def find_feed(db: Database, feed_id: str) -> Feed | None:
    """Return one feed."""
    row = db.one(f"SELECT {FEED} FROM feed WHERE feed_id = :feed_id", feed_id=feed_id)
    return Feed(**row) if row else None


def find_open_feed(db: Database, address: str) -> Feed | None:
    """Return the feed of this address that is read."""
    row = db.one(
        f"SELECT {FEED} FROM feed WHERE address = :address AND closed_at IS NULL ORDER BY made_at LIMIT 1",
        address=address,
    )
    return Feed(**row) if row else None


def update_closed(db: Database, feed_id: str, closed_at: str | None) -> bool:
    """Close a feed, or open it again; False when nothing was to be done."""
    touched = db.execute(
        "UPDATE feed SET closed_at = :closed_at WHERE feed_id = :feed_id"
        " AND (closed_at IS NULL) <> (CAST(:closed_at AS TEXT) IS NULL)",
        feed_id=feed_id,
        closed_at=closed_at,
    )
    return touched == 1


def count_entries(db: Database, feed_id: str) -> int:
    """Return how many entries of a feed stand in the green book."""
    return int(
        db.value("SELECT count(*) FROM service WHERE feed_id = :feed_id AND retired_at IS NULL", feed_id=feed_id)
    )


def count_entries_each(db: Database) -> dict[str, int]:
    """Return for each feed how many of its entries stand in the green book."""
    rows = db.rows(
        "SELECT feed_id, count(*) AS many FROM service WHERE feed_id IS NOT NULL AND retired_at IS NULL"
        " GROUP BY feed_id"
    )
    return {row["feed_id"]: row["many"] for row in rows}


def insert_run(db: Database, run: Run, token: str) -> None:
    """Begin a run."""
    db.execute(
        "INSERT INTO feed_run (run_id, feed_id, state, next_page, next_row, seen, kept, warned, refused, gone,"
        " before_count, faults, reason, started_at, started_by, lease_token, lease_until)"
        " VALUES (:run_id, :feed_id, :state, 1, 0, 0, 0, 0, 0, 0, :before, 0, '', :at, :by, :token, :until)",
        run_id=run.run_id,
        feed_id=run.feed_id,
        state=run.state,
        before=run.before,
        at=run.started_at,
        by=run.started_by,
        token=token,
        until=run.lease_until,
    )


def find_run(db: Database, run_id: str) -> Run | None:
    """Return one run."""
    row = db.one(f"SELECT {RUN} FROM feed_run WHERE run_id = :run_id", run_id=run_id)
    return _run(row) if row else None


def find_last_run(db: Database, feed_id: str) -> Run | None:
    """Return the newest run of a feed."""
    runs = list_runs(db, feed_id, most=1)
    return runs[0] if runs else None


def list_runs(db: Database, feed_id: str, *, most: int) -> tuple[Run, ...]:
    """Return the runs of a feed, the newest first."""
    rows = db.rows(
        f"SELECT {RUN} FROM feed_run WHERE feed_id = :feed_id ORDER BY started_at DESC, run_id DESC LIMIT :most",
        feed_id=feed_id,
        most=most,
    )
    return tuple(map(_run, rows))


def list_last_runs(db: Database) -> dict[str, Run]:
    """Return for each feed its newest run."""
    rows = db.rows(
        f"SELECT {RUN} FROM feed_run WHERE NOT EXISTS (SELECT 1 FROM feed_run AS later"
        " WHERE later.feed_id = feed_run.feed_id AND (later.started_at > feed_run.started_at"
        " OR (later.started_at = feed_run.started_at AND later.run_id > feed_run.run_id)))"
    )
    return {row["feed_id"]: _run(row) for row in rows}


def update_lease(db: Database, run_id: str, token: str, *, until: str) -> bool:
    """Hold on to a run for longer; False when somebody else has it, or it is over."""
    touched = db.execute(
        "UPDATE feed_run SET lease_until = :until WHERE run_id = :run_id AND lease_token = :token AND state = :running",
        run_id=run_id,
        token=token,
        until=until,
        running=RUNNING,
    )
    return touched == 1


def update_taken(db: Database, run_id: str, token: str, *, until: str, reason: str) -> None:
    """Give a run that broke off to whoever goes on with it."""
    db.execute(
        "UPDATE feed_run SET state = :running, reason = :reason, ended_at = NULL, lease_token = :token,"
        " lease_until = :until WHERE run_id = :run_id",
        run_id=run_id,
        token=token,
        until=until,
        reason=reason,
        running=RUNNING,
    )


def update_counts(db: Database, run_id: str, **counts: int) -> None:
    """Note how far a run is and what it met: next_row, seen, kept, warned, refused, faults."""
    db.execute(
        "UPDATE feed_run SET next_row = :next_row, seen = :seen, kept = :kept, warned = :warned, refused = :refused,"
        " faults = :faults WHERE run_id = :run_id",
        run_id=run_id,
        **counts,
    )


def update_page(db: Database, run_id: str, *, next_page: int, pages: int | None) -> None:
    """Note that a page was read to its end."""
    db.execute(
        "UPDATE feed_run SET next_page = :next_page, next_row = 0, pages = :pages WHERE run_id = :run_id",
        run_id=run_id,
        next_page=next_page,
        pages=pages,
    )


def update_ended(db: Database, run_id: str, *, state: str, reason: str, gone: int, at: str) -> None:
    """End a run, or hold it for a person."""
    db.execute(
        "UPDATE feed_run SET state = :state, reason = :reason, gone = :gone, ended_at = :at, lease_token = NULL,"
        " lease_until = NULL WHERE run_id = :run_id",
        run_id=run_id,
        state=state,
        reason=reason,
        gone=gone,
        at=at,
    )


def update_decided(db: Database, run_id: str, *, state: str, by: str, at: str, reason: str, held: str) -> bool:
    """Note what a person decided about a run that is held; False when it is held no more."""
    touched = db.execute(
        "UPDATE feed_run SET state = :state, decided_by = :by, decided_at = :at, reason = :reason"
        " WHERE run_id = :run_id AND state = :held",
        run_id=run_id,
        state=state,
        by=by,
        at=at,
        reason=reason,
        held=held,
    )
    return touched == 1


def update_seen(db: Database, feed_id: str, external_id: str, run_id: str) -> None:
    """Note that a run met an entry, where it is known."""
    db.execute(
        "UPDATE service SET seen_run = :run_id WHERE feed_id = :feed_id AND external_id = :external_id"
        " AND seen_run IS DISTINCT FROM :run_id",
        run_id=run_id,
        feed_id=feed_id,
        external_id=external_id,
    )


def is_seen(db: Database, feed_id: str, external_id: str, run_id: str) -> bool:
    """Return whether a run met an entry before."""
    found = db.value(
        "SELECT 1 FROM service WHERE feed_id = :feed_id AND external_id = :external_id AND seen_run = :run_id",
        run_id=run_id,
        feed_id=feed_id,
        external_id=external_id,
    )
    return found is not None


def count_gone(db: Database, feed_id: str, run_id: str) -> int:
    """Return how many entries of a feed a run did not meet."""
    return int(
        db.value(
            "SELECT count(*) FROM service WHERE feed_id = :feed_id AND retired_at IS NULL"
            " AND (seen_run IS NULL OR seen_run <> :run_id)",
            feed_id=feed_id,
            run_id=run_id,
        )
    )


def list_gone(db: Database, feed_id: str, run_id: str, *, after: str, most: int) -> list[str]:
    """Return the ids of entries that a run did not meet, in order, after one of them."""
    rows = db.rows(
        "SELECT service_id FROM service WHERE feed_id = :feed_id AND retired_at IS NULL"
        " AND (seen_run IS NULL OR seen_run <> :run_id) AND service_id > :after ORDER BY service_id LIMIT :most",
        feed_id=feed_id,
        run_id=run_id,
        after=after,
        most=most,
    )
    return [row["service_id"] for row in rows]


def insert_faults(db: Database, run_id: str, faults: Iterable[KeptFault]) -> None:
    """Keep what was wrong in a run."""
    for kept in faults:
        fault = kept.fault
        db.execute(
            "INSERT INTO feed_fault (run_id, position, external_id, is_refusal, where_it_is, reason, value)"
            " VALUES (:run_id, :position, :external_id, :is_refusal, :where, :reason, :value)",
            run_id=run_id,
            position=kept.position,
            external_id=kept.external_id,
            is_refusal=int(fault.is_refusal),
            where=fault.where,
            reason=fault.reason,
            value=fault.value,
        )


def list_faults(db: Database, run_id: str, *, after: int, most: int, only_refusals: bool) -> tuple[KeptFault, ...]:
    """Return what was wrong in a run, in order, after a position."""
    rows = db.rows(
        "SELECT position, external_id, is_refusal, where_it_is, reason, value FROM feed_fault"
        " WHERE run_id = :run_id AND position > :after AND is_refusal >= :least ORDER BY position LIMIT :most",
        run_id=run_id,
        after=after,
        least=int(only_refusals),
        most=most,
    )
    return tuple(
        KeptFault(
            row["position"],
            row["external_id"],
            Fault(row["where_it_is"], row["reason"], bool(row["is_refusal"]), row["value"]),
        )
        for row in rows
    )


def _run(row: Row) -> Run:
    fields: dict[str, Any] = dict(row)
    return Run(before=fields.pop("before_count"), **fields)
