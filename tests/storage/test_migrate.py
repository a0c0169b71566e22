"""Migrations: each applied once, in order, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from wheel_app.storage import (
    Database,
    NotAllowed,
    SchemaBehind,
    SchemaTooNew,
    StorageError,
    check_schema,
    create,
    migrate,
)
from wheel_app.storage.migrate import applied, read_folder

FILES = {
    "0001_first.sql": "-- room: first\nCREATE TABLE a (a_id TEXT PRIMARY KEY, n INTEGER NOT NULL);\n"
    "INSERT INTO a (a_id, n) VALUES ('x; y', 1);\n",
    "0002_second.sql": "-- room: second\nCREATE TABLE b (b_id TEXT PRIMARY KEY, a_id TEXT REFERENCES a (a_id));\n"
    "INSERT INTO b (b_id, a_id) SELECT 'b', a_id FROM a;\nUPDATE a SET n = n + 1;\n",
    "0003_first.sql": "-- room: first\nALTER TABLE a ADD COLUMN note TEXT;\n"
    "UPDATE a SET n = n * 10, note = ':n 100%';\nCREATE INDEX a_n ON a (n);\n",
}
STATEMENTS = sum(script.count(";\n") for script in FILES.values())
NAMES = ["0001_first", "0002_second", "0003_first"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "migrations"
    made.mkdir()
    for name, script in FILES.items():
        (made / name).write_text(script)
    return made


@pytest.fixture
def empty_db(new_address: str) -> Iterator[Database]:
    db = create(new_address)
    yield db
    db.close()


def is_complete(db: Database) -> bool:
    return db.rows("SELECT * FROM a") == [{"a_id": "x; y", "n": 20, "note": ":n 100%"}] and db.rows(
        "SELECT * FROM b"
    ) == [{"b_id": "b", "a_id": "x; y"}]


class TestApplying:
    def test_once_and_in_order(self, empty_db: Database, folder: Path) -> None:
        assert applied(empty_db) == frozenset()
        assert migrate(empty_db, folder=folder) == NAMES
        assert is_complete(empty_db)
        assert applied(empty_db) == set(NAMES)
        assert migrate(empty_db, folder=folder) == []
        assert is_complete(empty_db)

    def test_only_what_is_missing(self, empty_db: Database, folder: Path) -> None:
        (folder / "0003_first.sql").rename(folder / "later")
        assert migrate(empty_db, folder=folder) == NAMES[:2]
        (folder / "later").rename(folder / "0003_first.sql")
        assert migrate(empty_db, folder=folder) == NAMES[2:]
        assert is_complete(empty_db)

    def test_a_fault_leaves_nothing_of_its_file(self, empty_db: Database, folder: Path) -> None:
        script = folder / "0002_second.sql"
        script.write_text(FILES["0002_second.sql"] + "INSERT INTO b (b_id, a_id) VALUES ('c', 'nowhere');\n")
        with pytest.raises(NotAllowed, match="0002_second cannot be applied"):
            migrate(empty_db, folder=folder)
        assert applied(empty_db) == {"0001_first"}
        with pytest.raises(StorageError):
            empty_db.rows("SELECT * FROM b")
        script.write_text(FILES["0002_second.sql"])
        assert migrate(empty_db, folder=folder) == NAMES[1:]
        assert is_complete(empty_db)

    def test_tables_hold_to_their_types(self, empty_db: Database, folder: Path) -> None:
        migrate(empty_db, folder=folder)
        with pytest.raises(NotAllowed), empty_db.transaction():
            empty_db.execute("INSERT INTO a (a_id, n) VALUES ('y', :n)", n="plenty")


class Killed(BaseException):
    """The process is gone; nothing may catch this."""


class TestStoppedAnywhere:
    def test_by_an_error_at_each_statement_in_turn(self, empty_db: Database, folder: Path) -> None:
        for count in range(1, 200):
            empty_db.observe(stop_at(count))
            try:
                migrate(empty_db, folder=folder)
                break
            except Killed:
                empty_db.observe(None)
            assert sorted(applied(empty_db)) == NAMES[: len(applied(empty_db))]
            migrate(empty_db, folder=folder)
            assert is_complete(empty_db)
            clear(empty_db)
        empty_db.observe(None)
        assert count > STATEMENTS
        assert is_complete(empty_db)

    def test_by_the_end_of_its_process_at_each_statement(
        self, new_address: str, folder: Path, run: Callable[..., Popen[str]]
    ) -> None:
        told, wrong = run("killed_migration.py", new_address, str(folder)).communicate()
        assert wrong == ""
        assert int(told) > STATEMENTS
        db = create(new_address)
        assert is_complete(db)
        db.close()


def stop_at(count: int) -> Callable[[str], None]:
    left = iter(range(count - 1))

    def stop(statement: str) -> None:
        if next(left, None) is None:
            raise Killed

    return stop


def clear(db: Database) -> None:
    with db.transaction():
        for table in ("b", "a", "migration"):
            db.execute(f"DROP TABLE IF EXISTS {table}")


class TestVersions:
    def test_a_database_that_is_behind(self, empty_db: Database, folder: Path) -> None:
        with pytest.raises(SchemaBehind, match=r"0001_first, 0002_second, 0003_first\. Run: python run\.py migrate\."):
            check_schema(empty_db, folder=folder)
        migrate(empty_db, folder=folder)
        check_schema(empty_db, folder=folder)
        (folder / "0004_third.sql").write_text("-- room: third\n")
        with pytest.raises(SchemaBehind, match="lacks 0004_third"):
            check_schema(empty_db, folder=folder)

    def test_a_database_that_is_newer(self, empty_db: Database, folder: Path) -> None:
        migrate(empty_db, folder=folder)
        (folder / "0003_first.sql").unlink()
        (folder / "0002_second.sql").rename(folder / "0002_other.sql")
        for ask in (check_schema, migrate):
            with pytest.raises(SchemaTooNew, match="0002_second, 0003_first, which this version does not know"):
                ask(empty_db, folder=folder)
        assert applied(empty_db) == set(NAMES)


class TestFiles:
    @pytest.mark.parametrize("name", ["first.sql", "1_first.sql", "0004-first.sql", "0004_First.sql", "0004_.sql"])
    def test_are_named_by_number_and_room(self, folder: Path, name: str) -> None:
        (folder / name).write_text("-- room: first\n")
        with pytest.raises(StorageError, match="must be called"):
            read_folder(folder)

    @pytest.mark.parametrize("script", ["", "CREATE TABLE c (a TEXT);\n", "-- the room: first\n"])
    def test_begin_with_their_room(self, folder: Path, script: str) -> None:
        (folder / "0004_first.sql").write_text(script)
        with pytest.raises(StorageError, match="begin with the line"):
            read_folder(folder)

    def test_share_no_number(self, folder: Path) -> None:
        (folder / "0002_third.sql").write_text("-- room: third\n")
        with pytest.raises(StorageError, match="bear the number 0002"):
            read_folder(folder)
