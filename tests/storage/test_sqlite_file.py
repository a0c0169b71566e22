"""What becomes of a SQLite file: who may read it, what is left in it, and a disk that is full."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path
from shutil import copy

import pytest

from tests.storage.conftest import keys, put
from wheel_app.storage import MissingDatabase, ReadOnly, StorageError, StorageFull, connect, create, sqlite_seat
from wheel_app.storage.sqlite import SqliteDatabase


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
        assert file.settle()
        assert log.read_bytes() == b""
        assert file.value("SELECT count(*) FROM thing") == 0

    def test_the_log_is_cleared_the_next_time_where_somebody_reads(
        self, file: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sqlite_seat, "SETTLE_MILLISECONDS", 1)
        reader = connect(f"sqlite:///{tmp_path}/own.db").as_sqlite_utils()  # type: ignore[attr-defined]
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM thing").fetchall()
        with file.transaction():
            put(file, word="canary")
        with file.transaction():
            file.execute("DELETE FROM thing")
        assert not file.settle()
        assert file.value("PRAGMA busy_timeout") == 15_000
        reader.execute("ROLLBACK")
        assert file.settle()
        assert (tmp_path / "own.db-wal").read_bytes() == b""
        reader.close()

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
        pages = file.value("PRAGMA page_count")
        file.seat().connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageFull), file.transaction():
            fill_up(file)
        assert keys(file) == ["kept"]
        file.seat().connection.execute("PRAGMA max_page_count = 10000")
        with file.transaction():
            put(file, "again", word="x" * 100_000)
        assert keys(file) == ["again", "kept"]

    def test_swallowed_it_keeps_nothing(self, file: SqliteDatabase) -> None:
        file.seat().connection.execute(f"PRAGMA max_page_count = {file.value('PRAGMA page_count')}")
        with pytest.raises(StorageError, match="without undoing it"), file.transaction(), suppress(StorageFull):
            fill_up(file)
        assert keys(file) == []


def test_a_file_that_turned_read_only(file: SqliteDatabase) -> None:
    file.seat().connection.execute("PRAGMA query_only = ON")
    with pytest.raises(ReadOnly), file.transaction():
        put(file)
    assert keys(file) == []


class TestTakenAway:
    """A file that is taken away while it is open can still be written to, and nobody would find what was saved."""

    def test_nothing_is_saved_into_nowhere_and_it_goes_on_when_it_is_back(
        self, file: SqliteDatabase, tmp_path: Path
    ) -> None:
        with file.transaction():
            put(file, "kept")
        (tmp_path / "own.db").rename(tmp_path / "away.db")
        with pytest.raises(MissingDatabase, match="taken away or replaced"), file.transaction():
            put(file, "lost")
        (tmp_path / "away.db").rename(tmp_path / "own.db")
        with file.transaction():
            put(file, "again")
        assert keys(file) == ["again", "kept"]

    def test_another_file_in_its_place_is_not_taken_for_it(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with file.transaction():
            put(file, "kept")
        copy(tmp_path / "own.db", tmp_path / "other.db")
        (tmp_path / "other.db").replace(tmp_path / "own.db")
        with pytest.raises(MissingDatabase, match="taken away or replaced"), file.transaction():
            put(file, "lost")

    def test_who_waited_meanwhile_still_gets_a_turn(self, file: SqliteDatabase, tmp_path: Path) -> None:
        with file.transaction():
            put(file, "kept")
        (tmp_path / "own.db").rename(tmp_path / "away.db")
        for _ in range(2):
            with pytest.raises(MissingDatabase), file.transaction():
                pass
        (tmp_path / "away.db").rename(tmp_path / "own.db")
        other = connect(f"sqlite:///{tmp_path}/own.db")
        with other.transaction():
            other.execute("UPDATE thing SET word = 'seen'")
        other.close()
        assert file.value("SELECT word FROM thing") == "seen"
