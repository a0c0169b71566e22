"""What only SQLite must do: its settings, its queue, one connection a thread, a full disk."""

from __future__ import annotations

import platform
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
import sqlite_utils  # noqa: TID251 - as an operator would

from tests.storage.conftest import keys, put
from wheel_app.storage import ReadOnly, StorageError, StorageFull, create
from wheel_app.storage.sqlite import SqliteDatabase

SETTINGS = {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "secure_delete": 1, "busy_timeout": 15000}


def setting(db: SqliteDatabase, name: str) -> Any:
    return db.value(f"PRAGMA {name}")


def in_thread(work: Callable[[], Any]) -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


class TestConnections:
    @pytest.mark.parametrize(("name", "value"), SETTINGS.items())
    def test_each_wears_the_settings(self, file: SqliteDatabase, name: str, value: int | str) -> None:
        assert setting(file, name) == value
        assert in_thread(lambda: setting(file, name)) == value
        file.close()
        assert setting(file, name) == value

    @pytest.mark.skipif(platform.system() != "Linux", reason="pysqlite3 is asked for on Linux only")
    def test_the_driver_is_the_one_past_the_fault(self, file: SqliteDatabase) -> None:
        assert type(file.seat().connection).__module__.startswith("pysqlite3")

    def test_each_thread_has_its_own(self, file: SqliteDatabase) -> None:
        mine = file.seat().connection
        assert file.seat().connection is mine
        assert in_thread(lambda: file.seat().connection) is not mine

    def test_those_of_ended_threads_are_closed(self, file: SqliteDatabase) -> None:
        left = in_thread(lambda: file.seat().connection)
        in_thread(lambda: file.value("SELECT 1"))
        with pytest.raises(Exception, match="closed database"):
            left.execute("SELECT 1")

    def test_closing_closes_those_of_all_threads(self, file: SqliteDatabase) -> None:
        connections = [file.seat().connection, in_thread(lambda: file.seat().connection)]
        file.close()
        for connection in connections:
            with pytest.raises(Exception, match="closed database"):
                connection.execute("SELECT 1")

    def test_a_fork_beside_another_threads_connection_is_refused(
        self, file: SqliteDatabase, tmp_path: Path, run: Callable[..., Popen[str]]
    ) -> None:
        told, wrong = run("forking_beside_thread.py", f"sqlite:///{tmp_path}/own.db").communicate()
        assert wrong == ""
        assert told.strip() == "refused"

    def test_sqlite_utils_may_be_used_on_it(self, file: SqliteDatabase) -> None:
        tools = file.as_sqlite_utils()
        assert isinstance(tools, sqlite_utils.Database)
        assert set(tools.table_names()) == {"migration", "shelf", "thing"}


class TestBeginImmediate:
    """A transaction that begins as a reader is refused as locked at once when it turns writer."""

    def test_comes_first_in_every_transaction(self, file: SqliteDatabase) -> None:
        seen: list[str] = []
        file.seat().connection.set_trace_callback(seen.append)
        for key in ("a", "b"):
            with file.transaction():
                keys(file)
                with file.transaction():
                    put(file, key)
        file.seat().connection.set_trace_callback(None)
        firsts = [seen[0], *(after for before, after in pairwise(seen) if before == "COMMIT")]
        assert firsts == ["BEGIN IMMEDIATE", "BEGIN IMMEDIATE"]
        assert seen[-1] == "COMMIT"

    def test_bites(self, file: SqliteDatabase, tmp_path: Path) -> None:
        other = sqlite_utils.Database(tmp_path / "own.db")

        def read_and_then_write() -> None:
            with other.atomic():
                other.execute("SELECT * FROM thing").fetchall()
                with file.transaction():
                    put(file)
                other.execute("DELETE FROM thing")

        with pytest.raises(Exception, match="database is locked"):
            read_and_then_write()
        other.close()
        assert keys(file) == ["lamp"]


class TestFile:
    def test_nobody_else_may_read_it(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with file.transaction():
            put(file)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.is_file()}
        assert set(modes) == {"own.db", "own.db-wal", "own.db-shm", "own.db.lock"}
        assert set(modes.values()) == {0o600}

    def test_what_is_deleted_is_gone_from_it(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with file.transaction():
            put(file, word="canary")
        file.close()
        assert b"canary" in (tmp_path / "own.db").read_bytes()
        with file.transaction():
            file.execute("DELETE FROM thing")
        file.close()
        assert b"canary" not in (tmp_path / "own.db").read_bytes()
        assert not (tmp_path / "own.db-wal").exists()

    def test_what_is_deleted_is_gone_from_the_log(self, file: SqliteDatabase, tmp_path: Path) -> None:
        log = tmp_path / "own.db-wal"
        with file.transaction():
            put(file, word="canary")
        with file.transaction():
            file.execute("DELETE FROM thing")
        assert b"canary" in log.read_bytes()
        file.settle()
        assert log.read_bytes() == b""
        assert file.value("SELECT count(*) FROM thing") == 0

    def test_an_odd_name(self, tmp_path: Path) -> None:
        db = create(f"sqlite:///{tmp_path}/a%20b/50%25%20%3F.db")
        db.value("SELECT 1")
        db.close()
        assert (tmp_path / "a b" / "50% ?.db").exists()


def fill_up(db: SqliteDatabase) -> None:
    put(db, "half")
    put(db, "long", word="x" * 100_000)


class TestFullDisk:
    def test_reading_goes_on_and_it_recovers(self, file: SqliteDatabase) -> None:
        with file.transaction():
            put(file, "kept")
        pages = setting(file, "page_count")
        file.seat().connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageFull), file.transaction():
            fill_up(file)
        assert keys(file) == ["kept"]
        file.seat().connection.execute("PRAGMA max_page_count = 10000")
        with file.transaction():
            put(file, "again", word="x" * 100_000)
        assert keys(file) == ["again", "kept"]

    def test_swallowed_it_keeps_nothing(self, file: SqliteDatabase) -> None:
        file.seat().connection.execute(f"PRAGMA max_page_count = {setting(file, 'page_count')}")
        with pytest.raises(StorageError, match="without undoing it"), file.transaction(), suppress(StorageFull):
            fill_up(file)
        assert keys(file) == []


def test_a_file_that_turned_read_only(file: SqliteDatabase) -> None:
    file.seat().connection.execute("PRAGMA query_only = ON")
    with pytest.raises(ReadOnly), file.transaction():
        put(file)
    assert keys(file) == []
