"""The tables that the app really has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ENGINES
from tests.storage.schemas import schema_of
from wheel_app.storage import Database, create, migrate
from wheel_app.storage.migrate import FOLDER, applied, read_folder
from wheel_app.storage.sqlite import SqliteDatabase

BASE = (
    "CREATE TABLE a (a_id TEXT PRIMARY KEY, n INTEGER CHECK (n > 0), q INTEGER, o TEXT NOT NULL UNIQUE);\n"
    "CREATE TABLE b (b_id TEXT, a_id TEXT REFERENCES a (a_id), PRIMARY KEY (b_id, a_id));\n"
    "CREATE INDEX b_a ON b (a_id, b_id);\n"
)
Addresses = Callable[[str], str]


def test_every_file_is_applied(migrated: Database) -> None:
    assert applied(migrated) == {migration.name for migration in read_folder(FOLDER)}
    assert len(schema_of(migrated)) > 1


def test_every_file_names_its_room() -> None:
    rooms = {path.parent.name for path in FOLDER.parents[1].glob("*/__init__.py")}
    for path in FOLDER.glob("*.sql"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first.removeprefix("-- room: ") in rooms


def test_columns_are_text_and_integer_alone(migrated: Database) -> None:
    kinds = {(name, kind) for table in schema_of(migrated).values() for name, kind, _ in table.columns}
    assert {kind for _, kind in kinds} == {"text", "integer"}


def test_every_table_has_a_key(migrated: Database) -> None:
    assert [name for name, table in schema_of(migrated).items() if not table.primary_key] == []


def test_what_refers_to_another_table_is_indexed(migrated: Database) -> None:
    """Otherwise each erased row makes the engine look through the whole table that refers to it."""
    slow = [
        f"{name}.{column}"
        for name, table in schema_of(migrated).items()
        for column, _, _ in table.foreign_keys
        if not table.is_indexed(column)
    ]
    assert slow == []


def test_sqlite_holds_every_table_to_its_types(tmp_path: Path) -> None:
    db = create(f"sqlite:///{tmp_path}/strict.db")
    assert isinstance(db, SqliteDatabase)
    migrate(db)
    assert [table.name for table in db.as_sqlite_utils().tables if not table.strict] == []
    db.close()


@pytest.mark.skipif(len(ENGINES) < 2, reason="WHEEL_TEST_ENGINES names one engine only")
def test_both_engines_have_the_same_tables(pgserver: str, tmp_path: Path) -> None:
    schemas = []
    for address in (f"sqlite:///{tmp_path}/compared.db", pgserver % "compared"):
        db = create(address)
        migrate(db)
        schemas.append(schema_of(db))
        db.close()
    assert schemas[0] == schemas[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("q INTEGER", "q TEXT"),
        ("q INTEGER", "r INTEGER"),
        (" CHECK (n > 0)", ""),
        ("o TEXT NOT NULL", "o TEXT"),
        (" UNIQUE", ""),
        (" REFERENCES a (a_id)", ""),
        ("PRIMARY KEY (b_id, a_id)", "PRIMARY KEY (a_id, b_id)"),
        ("ON b (a_id, b_id)", "ON b (a_id)"),
        ("CREATE INDEX b_a", "CREATE UNIQUE INDEX b_a"),
        ("CREATE INDEX b_a", "-- only grows: b\nCREATE INDEX b_a"),
        ("CREATE TABLE b", "CREATE TABLE c (c_id TEXT PRIMARY KEY);\nCREATE TABLE b"),
    ],
)
def test_comparing_bites(engine: str, address_of: Addresses, tmp_path: Path, old: str, new: str) -> None:
    schemas = []
    for script in (BASE, BASE.replace("(n > 0)", "(n > 1)"), BASE.replace(old, new)):
        (tmp_path / "0001_a.sql").write_text(f"-- room: a\n{script}")
        db = create(address_of("bites" if engine == "postgresql" else f"bites{len(schemas)}{abs(hash(new))}"))
        migrate(db, folder=tmp_path)
        schemas.append(schema_of(db))
        with db.transaction():
            for table in ("b", "a", "c", "migration"):
                db.execute(f"DROP TABLE IF EXISTS {table}")
        db.close()
    assert schemas[0] == schemas[1]
    assert schemas[0] != schemas[2]
