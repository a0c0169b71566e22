"""All SQL of consent: rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wheel_app.consent.rules import Grant, Recipient
from wheel_app.storage import Database

COLUMNS = (
    "grant_id, owner_id, to_kind, to_id, checkin_id, made_until, topics, until_on, given_at, how, recorded_by,"
    " decided_by, is_told, withdrawn_at"
)
GRANT = ", ".join(f"g.{name}" for name in COLUMNS.split(", "))
# Few are in more teams than this; then it takes one more statement.
AT_ONCE = 15
GRANTS = ", ".join(f":grant_{place}" for place in range(AT_ONCE))
SLOTS = ", ".join(f"('team', :team_{place})" for place in range(AT_ONCE))


def insert_grant(db: Database, grant: Grant) -> None:
    """Store a new grant."""
    db.execute(
        f"INSERT INTO sharing_grant ({COLUMNS}) VALUES (:grant_id, :owner_id, :to_kind, :to_id, :checkin_id,"
        " :made_until, :topics, :until_on, :given_at, :how, :recorded_by, :decided_by, :is_told, :withdrawn_at)",
        **{name: getattr(grant, name) for name in COLUMNS.split(", ") if not name.startswith("to_")}
        | {"to_kind": grant.to.kind, "to_id": grant.to.id, "is_told": int(grant.is_told)}
        | {"topics": ",".join(sorted(grant.topics))},
    )


def update_withdrawn(db: Database, grant_ids: Sequence[str], *, at: str, by: str) -> None:
    """End grants; one that has ended stays as it ended."""
    sql = (
        f"UPDATE sharing_grant SET withdrawn_at = :at, withdrawn_by = :by WHERE grant_id IN ({GRANTS})"
        " AND withdrawn_at IS NULL"
    )
    for start in range(0, len(grant_ids), AT_ONCE):
        part = [*grant_ids[start : start + AT_ONCE], *[""] * AT_ONCE]
        db.execute(sql, at=at, by=by, **{f"grant_{place}": part[place] for place in range(AT_ONCE)})


def grants_of(db: Database, owner_id: str) -> tuple[Grant, ...]:
    """Return what a person has let somebody see and not withdrawn, the oldest first; some may be over by now."""
    found = db.rows(
        f"SELECT {GRANT} FROM sharing_grant g WHERE g.owner_id = :owner_id AND g.withdrawn_at IS NULL"
        " ORDER BY g.given_at, g.grant_id",
        owner_id=owner_id,
    )
    return tuple(map(_grant, found))


def grants_of_each(db: Database, owner_ids: Iterable[str]) -> dict[str, tuple[Grant, ...]]:
    """Return the same of several persons, by person."""
    wanted, found = list(dict.fromkeys(owner_ids)), dict[str, tuple[Grant, ...]]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        slots = {f"team_{place}": part[place] if place < len(part) else None for place in range(AT_ONCE)}
        rows = db.rows(
            f"WITH asked (kind, id) AS (VALUES {SLOTS}) SELECT {GRANT} FROM asked a"
            " JOIN sharing_grant g ON g.owner_id = a.id WHERE g.withdrawn_at IS NULL ORDER BY g.given_at, g.grant_id",
            **slots,
        )
        for grant in map(_grant, rows):
            found[grant.owner_id] = (*found.get(grant.owner_id, ()), grant)
    return found


def grants_of_each_to(db: Database, owner_ids: Iterable[str], staff_id: str) -> dict[str, tuple[Grant, ...]]:
    """Return the same as far as it is for somebody of the staff or an open team that they are in, by person."""
    wanted, found = list(dict.fromkeys(owner_ids)), dict[str, tuple[Grant, ...]]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        slots = {f"team_{place}": part[place] if place < len(part) else None for place in range(AT_ONCE)}
        rows = db.rows(
            f"WITH asked (kind, id) AS (VALUES {SLOTS}) SELECT {GRANT} FROM asked a"
            " JOIN sharing_grant g ON g.owner_id = a.id WHERE g.withdrawn_at IS NULL"
            " AND ((g.to_kind = 'staff' AND g.to_id = :staff_id) OR (g.to_kind = 'team' AND EXISTS ("
            "SELECT 1 FROM staff_team m JOIN team t ON t.team_id = m.team_id WHERE m.staff_id = :staff_id"
            " AND m.team_id = g.to_id AND t.closed_at IS NULL))) ORDER BY g.given_at, g.grant_id",
            staff_id=staff_id,
            **slots,
        )
        for grant in map(_grant, rows):
            found[grant.owner_id] = (*found.get(grant.owner_id, ()), grant)
    return found


def find_grant(db: Database, owner_id: str, grant_id: str) -> Grant | None:
    """Return a person's grant, withdrawn or not; None for anybody else's."""
    row = db.one(
        f"SELECT {GRANT} FROM sharing_grant g WHERE g.grant_id = :grant_id AND g.owner_id = :owner_id",
        grant_id=grant_id,
        owner_id=owner_id,
    )
    return _grant(row) if row else None


def list_grants_to(db: Database, staff_id: str, team_ids: Sequence[str]) -> tuple[Grant, ...]:
    """Return every grant to somebody or to one of their teams that was not withdrawn, the newest first."""
    found: list[dict[str, Any]] = []
    for start in range(0, max(1, len(team_ids)), AT_ONCE):
        teams = team_ids[start : start + AT_ONCE]
        slots = {f"team_{place}": teams[place] if place < len(teams) else None for place in range(AT_ONCE)}
        found += db.rows(
            f"WITH reader (kind, id) AS (VALUES ('staff', :staff_id), {SLOTS}) SELECT {GRANT} FROM reader r"
            " JOIN sharing_grant g ON g.to_kind = r.kind AND g.to_id = r.id WHERE g.withdrawn_at IS NULL",
            staff_id=staff_id if start == 0 else None,
            **slots,
        )
    return tuple(sorted(map(_grant, found), key=lambda one: (one.given_at, one.grant_id), reverse=True))


def list_passed_on(db: Database, staff_id: str) -> tuple[Grant, ...]:
    """Return what somebody passed on to keep somebody safe and has not ended, the newest first."""
    found = db.rows(
        f"SELECT {GRANT} FROM sharing_grant g WHERE g.recorded_by = :staff_id AND g.how = 'safeguarding'"
        " AND g.withdrawn_at IS NULL ORDER BY g.given_at DESC, g.grant_id DESC",
        staff_id=staff_id,
    )
    return tuple(map(_grant, found))


def insert_glass(db: Database, glass_id: str, staff_id: str, family_id: str, *, at: str, until: str) -> None:
    """Store an emergency opening that lasts until a moment."""
    db.execute(
        "INSERT INTO break_glass (glass_id, staff_id, family_id, from_at, until_at)"
        " VALUES (:glass_id, :staff_id, :family_id, :at, :until)",
        glass_id=glass_id,
        staff_id=staff_id,
        family_id=family_id,
        at=at,
        until=until,
    )


def families_open(db: Database, staff_id: str, *, at: str) -> dict[str, str]:
    """Return the families whose record somebody has opened in an emergency, with the moment at which that ends."""
    found = db.rows(
        "SELECT family_id, max(until_at) AS until_at FROM break_glass"
        " WHERE staff_id = :staff_id AND until_at > :at AND from_at <= :at GROUP BY family_id",
        staff_id=staff_id,
        at=at,
    )
    return {row["family_id"]: row["until_at"] for row in found}


def is_hidden(db: Database, owner_id: str) -> bool:
    """Whether a person's page must say nothing of who looked."""
    return db.value("SELECT 1 FROM log_hidden WHERE owner_id = :owner_id", owner_id=owner_id) is not None


def insert_hidden(db: Database, owner_id: str, *, at: str) -> bool:
    """Let a person's page say nothing of who looked; False when it is so already."""
    touched = db.execute(
        "INSERT INTO log_hidden (owner_id, since) VALUES (:owner_id, :at) ON CONFLICT DO NOTHING",
        owner_id=owner_id,
        at=at,
    )
    return touched == 1


def delete_hidden(db: Database, owner_id: str) -> bool:
    """Let a person's page say again who looked; False when it does."""
    return db.execute("DELETE FROM log_hidden WHERE owner_id = :owner_id", owner_id=owner_id) == 1


def move_grants(db: Database, from_owner: str, to_owner: str) -> None:
    """Let what one person let others see be another’s yes: who told it has a way in of their own now."""
    db.execute(
        "UPDATE sharing_grant SET owner_id = :to_owner WHERE owner_id = :from_owner",
        from_owner=from_owner,
        to_owner=to_owner,
    )


def move_grants_about(db: Database, checkin_id: str, from_owner: str, to_owner: str) -> None:
    """Let what was said about one check-in be another person’s yes: the check-in is theirs."""
    db.execute(
        "UPDATE sharing_grant SET owner_id = :to_owner WHERE checkin_id = :checkin_id AND owner_id = :from_owner",
        to_owner=to_owner,
        checkin_id=checkin_id,
        from_owner=from_owner,
    )


def delete_grants_about(db: Database, checkin_id: str) -> None:
    """Remove all that was ever said about one check-in."""
    db.execute("DELETE FROM sharing_grant WHERE checkin_id = :checkin_id", checkin_id=checkin_id)


def erase(db: Database, owner_id: str) -> None:
    """Remove all that a person let others see, and whether their log is hidden."""
    for table in ("sharing_grant", "log_hidden"):
        db.execute(f"DELETE FROM {table} WHERE owner_id = :owner_id", owner_id=owner_id)


def erase_glass(db: Database, family_id: str) -> None:
    """Remove the emergency openings of a household’s record."""
    db.execute("DELETE FROM break_glass WHERE family_id = :family_id", family_id=family_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return what a person let others see, as plain data; what must not be told them stays out."""
    return {
        "sharing": db.rows(
            "SELECT grant_id, to_kind, to_id, checkin_id, made_until, topics, until_on, given_at, how, decided_by,"
            " withdrawn_at FROM sharing_grant WHERE owner_id = :owner_id AND is_told = 1 ORDER BY given_at, grant_id",
            owner_id=owner_id,
        )
    }


def _grant(row: dict[str, Any]) -> Grant:
    to = Recipient(row.pop("to_kind"), row.pop("to_id"))
    topics = frozenset(row["topics"].split(","))
    return Grant(**{**row, "to": to, "topics": topics, "is_told": row["is_told"] == 1})
