"""The shape of a store, told in the same words for both engines."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.storage import Database, list_guarded
from wheel_app.storage.sqlite import SqliteDatabase


@dataclass(frozen=True)
class Table:
    """What a table holds and what it refuses."""

    columns: tuple[tuple[str, str, bool], ...]
    primary_key: tuple[str, ...]
    foreign_keys: frozenset[tuple[str, str, str]]
    indexes: frozenset[tuple[tuple[str, ...], bool]]
    checks: int
    only_grows: bool

    def is_indexed(self, column: str) -> bool:
        return any(names[0] == column for names in [self.primary_key, *(names for names, _ in self.indexes)])


def schema_of(db: Database) -> dict[str, Table]:
    if isinstance(db, SqliteDatabase):
        return {name: _sqlite_table(db, name) for name in sorted(db.as_sqlite_utils().table_names())}
    found = db.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return {row["tablename"]: _postgres_table(db, row["tablename"]) for row in found}


def _sqlite_table(db: SqliteDatabase, name: str) -> Table:
    table = db.as_sqlite_utils()[name]
    key = tuple(column.name for column in sorted(table.columns, key=lambda c: c.is_pk) if column.is_pk)
    return Table(
        columns=tuple((c.name, c.type.lower(), bool(c.notnull or c.is_pk)) for c in table.columns),
        primary_key=key,
        foreign_keys=frozenset((f.column, f.other_table, f.other_column) for f in table.foreign_keys),
        indexes=frozenset((tuple(i.columns), bool(i.unique)) for i in table.indexes if i.origin != "pk"),
        checks=table.schema.upper().count("CHECK ("),
        only_grows=name in list_guarded(db),
    )


def _postgres_table(db: Database, name: str) -> Table:
    columns = db.rows(
        "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = :t ORDER BY ordinal_position",
        t=name,
    )
    rules = db.rows(
        "SELECT c.contype::text AS kind, f.relname::text AS other,"
        " array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k (n, o)"
        "   JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY o) AS own,"
        " array(SELECT a.attname::text FROM unnest(c.confkey) k (n)"
        "   JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n) AS theirs"
        " FROM pg_constraint c LEFT JOIN pg_class f ON f.oid = c.confrelid WHERE c.conrelid = CAST(:t AS regclass)",
        t=name,
    )
    return Table(
        columns=tuple((c["column_name"], c["data_type"], c["is_nullable"] == "NO") for c in columns),
        primary_key=next((tuple(rule["own"]) for rule in rules if rule["kind"] == "p"), ()),
        foreign_keys=frozenset((r["own"][0], r["other"], r["theirs"][0]) for r in rules if r["kind"] == "f"),
        indexes=_postgres_indexes(db, name),
        checks=sum(rule["kind"] == "c" for rule in rules),
        only_grows=name in list_guarded(db),
    )


def _postgres_indexes(db: Database, name: str) -> frozenset[tuple[tuple[str, ...], bool]]:
    found = db.rows(
        "SELECT i.indisunique AS is_unique,"
        " array(SELECT a.attname::text FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k (n, o)"
        "   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY o) AS own"
        " FROM pg_index i WHERE i.indrelid = CAST(:t AS regclass) AND NOT i.indisprimary",
        t=name,
    )
    return frozenset((tuple(row["own"]), bool(row["is_unique"])) for row in found)
