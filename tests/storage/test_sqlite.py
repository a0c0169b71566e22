"""What only SQLite must do: its settings, its queue, one connection a thread, a full disk."""

from __future__ import annotations

import fcntl
import platform
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
from wheel_app.storage import Busy, NotAllowed, NotUnique, StorageError
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


class TestLostTransaction:
    """Some faults make SQLite undo everything at once, so that no savepoint is left."""

    def test_the_outer_one_keeps_nothing(self, file: SqliteDatabase) -> None:
        def lose() -> None:
            put(file, "a")
            with suppress(NotUnique), file.transaction():
                file.execute("INSERT OR ROLLBACK INTO thing (thing_id, amount) VALUES ('a', 2)")

        with pytest.raises(StorageError, match="without undoing it"), file.transaction():
            lose()
        assert keys(file) == []
        with file.transaction():
            put(file, "b")
        assert keys(file) == ["b"]


class TestQueue:
    """SQLite alone waits by sleeping, and the unlucky wait for seconds; a lock on a file is a fair queue."""

    def test_a_writer_holds_the_turn_until_it_is_done(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with file.transaction():
            assert is_taken(tmp_path)
            with file.transaction():
                put(file)
            assert is_taken(tmp_path)
        assert not is_taken(tmp_path)

    def test_an_error_gives_it_back(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with pytest.raises(ZeroDivisionError), file.transaction():
            raise ZeroDivisionError
        assert not is_taken(tmp_path)

    def test_a_beginning_that_does_not_work_gives_it_back(self, file: SqliteDatabase, tmp_path: Path) -> None:
        other = in_thread(file.seat).connection
        file.seat().connection.execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            file.transaction().__enter__()
        other.execute("ROLLBACK")
        assert not is_taken(tmp_path)

    def test_an_end_that_does_not_work_gives_it_back(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with pytest.raises(NotAllowed), file.transaction():
            refer_to_nothing(file)
        assert not is_taken(tmp_path)
        assert keys(file) == []

    def test_readers_do_not_wait(self, file: SqliteDatabase) -> None:
        with file.transaction():
            assert in_thread(lambda: keys(file)) == []


def refer_to_nothing(db: SqliteDatabase) -> None:
    """Do what is refused only at the end."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    put(db, shelf="nowhere")


def is_taken(folder: Path) -> bool:
    with (folder / "own.db.lock").open("r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
