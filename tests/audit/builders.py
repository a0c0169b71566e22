"""A few audit rows, and a way to alter what must not be altered."""

from __future__ import annotations

from tests.builders import AT
from wheel_app import audit
from wheel_app.storage import Database, later

OWNER = audit.chain_of_owner("019a-one")
FAMILY = audit.chain_of_family("019a-two")


def put(db: Database, chain: str = OWNER, action: str = "looked", **other: object) -> int:
    given = {"actor": "019a-staff", "role": "worker", "at": AT, **other}
    return audit.write(db, chain, action, **given)  # type: ignore[arg-type]


def make_chains(db: Database) -> None:
    """Three rows in each of three chains."""
    for number in range(3):
        for chain in (OWNER, FAMILY, audit.SYSTEM):
            at = later(AT, minutes=number)
            put(db, chain, at=at, about=f"thing-{number}", codes=("home", f"n:{number}"), text=f"a reason {number}")


def meddle(db: Database, sql: str, **params: str | int) -> None:
    """Do what the triggers refuse, as somebody would who owns the database."""
    with db.transaction():
        if db.engine == "sqlite":
            kept = db.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_row'")
            for trigger in kept:
                db.execute(f"DROP TRIGGER {trigger['name']}")
            db.execute(sql, **params)
            for trigger in kept:
                db.execute(trigger["sql"])
        else:
            db.execute("SET LOCAL session_replication_role = replica")
            db.execute(sql, **params)
            db.execute("SET LOCAL session_replication_role = origin")
