"""All SQL of what was changed, of who runs a service, and of what has to be checked."""

from __future__ import annotations

from wheel_app.directory.queries import COLUMNS, list_rows, put_together
from wheel_app.directory.rules import OwnFact, Provider, Service, ServiceChange
from wheel_app.storage import Database

A_PAGE = 30
ONE_MORE = A_PAGE + 1


def list_changes(db: Database, service_id: str) -> tuple[ServiceChange, ...]:
    """Return what was changed in an entry, the last first."""
    found = db.rows(
        "SELECT c.fact, c.old_value, c.new_value, c.why, c.made_at, c.made_by, f.full_name FROM service_change c"
        " LEFT JOIN staff f ON f.staff_id = c.made_by WHERE c.service_id = :service_id"
        " ORDER BY c.made_at DESC, c.fact, c.change_id",
        service_id=service_id,
    )
    return tuple(ServiceChange(**row) for row in found)


def list_own_facts(db: Database, service_id: str) -> tuple[OwnFact, ...]:
    """Return the facts that people put right over a feed."""
    found = db.rows(
        "SELECT fact, feed_value, made_at, made_by FROM service_own_fact WHERE service_id = :service_id ORDER BY fact",
        service_id=service_id,
    )
    return tuple(OwnFact(**row) for row in found)


def put_own_fact(db: Database, service_id: str, fact: str, *, by: str, at: str) -> None:
    """Hold on to a fact as people put it, whatever the feed says."""
    db.execute(
        "INSERT INTO service_own_fact (service_id, fact, made_at, made_by) VALUES (:service_id, :fact, :at, :by)"
        " ON CONFLICT (service_id, fact) DO UPDATE SET made_at = :at, made_by = :by",
        service_id=service_id,
        fact=fact,
        by=by,
        at=at,
    )


def update_feed_value(db: Database, service_id: str, fact: str, feed_value: str | None) -> None:
    """Keep what the feed says of a fact that people hold on to; None when it says the same."""
    db.execute(
        "UPDATE service_own_fact SET feed_value = :feed_value WHERE service_id = :service_id AND fact = :fact",
        service_id=service_id,
        fact=fact,
        feed_value=feed_value,
    )


def delete_own_fact(db: Database, service_id: str, fact: str) -> bool:
    """Let the feed write a fact again; False when nobody held on to it."""
    touched = db.execute(
        "DELETE FROM service_own_fact WHERE service_id = :service_id AND fact = :fact", service_id=service_id, fact=fact
    )
    return touched > 0


def find_provider(db: Database, feed_id: str | None, external_id: str | None, sort_name: str) -> str | None:
    """Return the id of who runs services: as the feed calls them, else by their folded name."""
    found: str | None
    if external_id is not None:
        found = db.value(
            "SELECT provider_id FROM provider WHERE feed_id = :feed_id AND external_id = :external_id",
            feed_id=feed_id,
            external_id=external_id,
        )
    else:
        found = db.value(
            "SELECT provider_id FROM provider WHERE sort_name = :sort_name AND feed_id IS NOT DISTINCT FROM"
            " CAST(:feed_id AS TEXT) AND external_id IS NULL ORDER BY provider_id LIMIT 1",
            sort_name=sort_name,
            feed_id=feed_id,
        )
    return found


def put_provider(db: Database, provider_id: str, provider: Provider, *, sort_name: str, feed_id: str | None) -> None:
    """Store who runs services, or what is new about them."""
    db.execute(
        "INSERT INTO provider (provider_id, name, sort_name, description, email, web, feed_id, external_id)"
        " VALUES (:provider_id, :name, :sort_name, :description, :email, :web, :feed_id, :external_id)"
        " ON CONFLICT (provider_id) DO UPDATE SET name = :name, sort_name = :sort_name, description = :description,"
        " email = :email, web = :web",
        provider_id=provider_id,
        name=provider.name,
        sort_name=sort_name,
        description=provider.description,
        email=provider.email,
        web=provider.web,
        feed_id=feed_id,
        external_id=provider.external_id,
    )


def list_to_check(db: Database, after: tuple[str, str, str] = ("", "", "")) -> tuple[Service, ...]:
    """Return entries that are kept up, longest unchecked first, one more than A_PAGE; two statements.

    `after` is the day, sort name and id of the last one seen.
    """
    rows = db.rows(
        f"SELECT {COLUMNS} FROM (SELECT t.service_id AS id FROM service t WHERE t.retired_at IS NULL AND"
        " (t.checked_on, t.sort_name, t.service_id) > (:day, :sort_name, :service_id)"
        f" ORDER BY t.checked_on, t.sort_name, t.service_id LIMIT {ONE_MORE}) v"
        " JOIN service s ON s.service_id = v.id ORDER BY s.checked_on, s.sort_name, s.service_id",
        day=after[0],
        sort_name=after[1],
        service_id=after[2],
    )
    return tuple(put_together(rows, list_rows(db, [row["service_id"] for row in rows])).values())


def list_retired(db: Database) -> tuple[Service, ...]:
    """Return the entries that were taken out last, at most A_PAGE, the last first; two statements."""
    rows = db.rows(
        f"SELECT {COLUMNS} FROM service s WHERE s.retired_at > '' ORDER BY s.retired_at DESC, s.service_id"
        f" LIMIT {A_PAGE}"
    )
    return tuple(put_together(rows, list_rows(db, [row["service_id"] for row in rows])).values())


def count_to_check(db: Database, before: str) -> tuple[int, int]:
    """Return how many entries are kept up, and how many of them nobody made sure of since a day."""
    found = db.one(
        "SELECT count(*) AS whole, count(CASE WHEN checked_on < :before THEN 1 END) AS stale FROM service"
        " WHERE retired_at IS NULL",
        before=before,
    )
    return (found["whole"], found["stale"]) if found else (0, 0)
