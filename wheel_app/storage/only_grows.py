"""Tables whose rows are never changed or deleted: the one thing that has to be said to each engine in its own words."""

from __future__ import annotations

from wheel_app.storage.database import Database

_SQLITE = tuple(
    f"CREATE TRIGGER {{table}}_only_grows_{change} BEFORE {change} ON {{table}}"
    " BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    for change in ("UPDATE", "DELETE")
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$"
    " BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END"
    " $refuse$",
    "CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)
_GUARDED = {
    "sqlite": "SELECT tbl_name AS name FROM sqlite_master"
    " WHERE type = 'trigger' AND name LIKE '%_only_grows_%' GROUP BY tbl_name HAVING count(*) = 2",
    "postgresql": "SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND t.tgname LIKE '%_only_grows' AND t.tgenabled <> 'D'",
}


def guard(db: Database, table: str) -> None:
    """Refuse from now on every change and deletion of a row of `table`."""
    for statement in _SQLITE if db.engine == "sqlite" else _POSTGRES:
        db.execute(statement.format(table=table))


def list_guarded(db: Database) -> frozenset[str]:
    """Return the tables that refuse changes and deletions."""
    return frozenset(row["name"] for row in db.rows(_GUARDED[db.engine]))
