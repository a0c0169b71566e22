"""All SQL of legal holds and of lists of overdue records."""

from __future__ import annotations

from collections.abc import Iterable

from wheel_app.records.retention.rules import Hold, Item, Overdue, Run
from wheel_app.storage import Database

HOLD = "hold_id, subject, set_by, set_at, organisation_id, lifted_by, lifted_at"
MINE = "(CAST(:organisation_id AS TEXT) IS NULL OR organisation_id = :organisation_id)"
RUN = "run_id, listed_by, listed_at, digest, organisation_id, confirmed_by, confirmed_at"


def insert_hold(db: Database, hold: Hold) -> None:
    """Store a hold that stands."""
    db.execute(
        "INSERT INTO legal_hold (hold_id, subject, set_by, set_at, organisation_id)"
        " VALUES (:hold_id, :subject, :set_by, :set_at, :organisation_id)",
        hold_id=hold.hold_id,
        subject=hold.subject,
        set_by=hold.set_by,
        set_at=hold.set_at,
        organisation_id=hold.organisation_id,
    )


def update_lifted(db: Database, hold_id: str, *, by: str, at: str) -> bool:
    """Lift a hold; False when there is none that stands."""
    touched = db.execute(
        "UPDATE legal_hold SET lifted_by = :by, lifted_at = :at WHERE hold_id = :hold_id AND lifted_at IS NULL",
        hold_id=hold_id,
        by=by,
        at=at,
    )
    return touched == 1


def find_hold(db: Database, hold_id: str, organisation_id: str | None = None) -> Hold | None:
    """Return a hold, lifted or not; of an organisation's managers' own, or with None any."""
    found = db.one(
        f"SELECT {HOLD} FROM legal_hold WHERE hold_id = :hold_id AND {MINE}",
        hold_id=hold_id,
        organisation_id=organisation_id,
    )
    return Hold(**found) if found else None


def list_holds(db: Database, *, most: int, organisation_id: str | None = None) -> tuple[Hold, ...]:
    """Return the holds that stand, the newest first, at most `most`; an organisation's, or with None all."""
    found = db.rows(
        f"SELECT {HOLD} FROM legal_hold WHERE lifted_at IS NULL AND {MINE} ORDER BY set_at DESC, hold_id LIMIT :most",
        most=most,
        organisation_id=organisation_id,
    )
    return tuple(Hold(**row) for row in found)


def is_on_hold(db: Database, subject: str) -> bool:
    """Whether a hold stands on a subject."""
    found = db.value("SELECT 1 FROM legal_hold WHERE subject = :subject AND lifted_at IS NULL", subject=subject)
    return found is not None


def insert_run(db: Database, run: Run, lines: Iterable[Overdue]) -> None:
    """Store a list and its lines."""
    db.execute(
        "INSERT INTO retention_run (run_id, listed_by, listed_at, digest, organisation_id)"
        " VALUES (:run_id, :listed_by, :listed_at, :digest, :organisation_id)",
        run_id=run.run_id,
        listed_by=run.listed_by,
        listed_at=run.listed_at,
        digest=run.digest,
        organisation_id=run.organisation_id,
    )
    for line in lines:
        db.execute(
            "INSERT INTO retention_item (run_id, subject, why, since) VALUES (:run_id, :subject, :why, :since)",
            run_id=run.run_id,
            subject=line.subject,
            why=line.why,
            since=line.since,
        )


def find_run(db: Database, run_id: str, organisation_id: str | None = None) -> Run | None:
    """Return a list, confirmed or not; one of an organisation's, or with None any."""
    found = db.one(
        f"SELECT {RUN} FROM retention_run WHERE run_id = :run_id AND {MINE}",
        run_id=run_id,
        organisation_id=organisation_id,
    )
    return Run(**found) if found else None


def find_same_run(db: Database, run: Run) -> Run | None:
    """Return a list of just the same that the same one made and nobody has confirmed."""
    found = db.one(
        f"SELECT {RUN} FROM retention_run WHERE digest = :digest AND listed_by = :listed_by"
        " AND organisation_id IS NOT DISTINCT FROM CAST(:organisation_id AS TEXT) AND confirmed_at IS NULL"
        " ORDER BY listed_at DESC, run_id LIMIT 1",
        digest=run.digest,
        listed_by=run.listed_by,
        organisation_id=run.organisation_id,
    )
    return Run(**found) if found else None


def list_runs(db: Database, *, most: int, organisation_id: str | None = None) -> tuple[Run, ...]:
    """Return the newest lists, at most `most`; an organisation's, or with None all."""
    found = db.rows(
        f"SELECT {RUN} FROM retention_run WHERE {MINE} ORDER BY listed_at DESC, run_id LIMIT :most",
        most=most,
        organisation_id=organisation_id,
    )
    return tuple(Run(**row) for row in found)


def list_items(db: Database, run_id: str) -> tuple[Item, ...]:
    """Return the lines of a list, the longest overdue first."""
    found = db.rows(
        "SELECT subject, why, since, became FROM retention_item WHERE run_id = :run_id ORDER BY since, subject",
        run_id=run_id,
    )
    return tuple(Item(**row) for row in found)


def list_unfinished(db: Database) -> tuple[tuple[Run, Item], ...]:
    """Return the lines of confirmed lists of which nothing became yet, with their lists."""
    found = db.rows(
        "SELECT r.run_id, r.listed_by, r.listed_at, r.digest, r.organisation_id, r.confirmed_by, r.confirmed_at,"
        " i.subject, i.why, i.since FROM retention_run r JOIN retention_item i ON i.run_id = r.run_id"
        " WHERE r.confirmed_at IS NOT NULL AND i.became IS NULL ORDER BY r.confirmed_at, i.run_id, i.since, i.subject"
    )
    lines = [(row, {name: row.pop(name) for name in ("subject", "why", "since")}) for row in found]
    return tuple((Run(**run), Item(**line, became=None)) for run, line in lines)


def is_unfinished(db: Database, run_id: str, subject: str) -> bool:
    """Whether nothing became of a line yet."""
    found = db.value(
        "SELECT 1 FROM retention_item WHERE run_id = :run_id AND subject = :subject AND became IS NULL",
        run_id=run_id,
        subject=subject,
    )
    return found is not None


def update_confirmed(db: Database, run_id: str, *, by: str, at: str) -> bool:
    """Confirm a list; False when it is confirmed already."""
    touched = db.execute(
        "UPDATE retention_run SET confirmed_by = :by, confirmed_at = :at"
        " WHERE run_id = :run_id AND confirmed_at IS NULL",
        run_id=run_id,
        by=by,
        at=at,
    )
    return touched == 1


def update_became(db: Database, run_id: str, subject: str, became: str) -> None:
    """Note what became of a line."""
    db.execute(
        "UPDATE retention_item SET became = :became WHERE run_id = :run_id AND subject = :subject",
        run_id=run_id,
        subject=subject,
        became=became,
    )
