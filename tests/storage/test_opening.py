"""A database that cannot be used stops the start with one sentence, and nothing is made in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # noqa: TID251 - to play an old one

from wheel_app.storage import (
    Database,
    MissingDatabase,
    NotADatabase,
    ReadOnly,
    StorageError,
    UnfitEngine,
    Unreachable,
    connect,
    create,
    migrate,
)
from wheel_app.storage.postgres_opening import check_order
from wheel_app.storage.sqlite_opening import check_version


def sentence(kind: type[StorageError], url: str) -> str:
    with pytest.raises(StorageError) as caught:
        connect(url)
    assert type(caught.value) is kind
    told = str(caught.value)
    assert "\n" not in told
    assert told.endswith(".")
    return told


class TestMissing:
    def test_a_database(self, new_address: str) -> None:
        assert "python run.py migrate" in sentence(MissingDatabase, new_address)
        # Asked twice: the first time must not have made it.
        sentence(MissingDatabase, new_address)

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "folder" in sentence(MissingDatabase, f"sqlite:///{tmp_path}/none/wheel.db")
        assert list(tmp_path.iterdir()) == []

    def test_a_file_that_goes_away_later(self, tmp_path: Path) -> None:
        db = create(f"sqlite:///{tmp_path}/wheel.db")
        (tmp_path / "wheel.db").unlink()
        with pytest.raises(MissingDatabase):
            db.value("SELECT 1")
        assert not (tmp_path / "wheel.db").exists()

    def test_a_server(self, tmp_path: Path) -> None:
        sentence(Unreachable, f"postgresql://postgres@/wheel?host={tmp_path}")


class TestReadOnly:
    def test_a_file(self, tmp_path: Path) -> None:
        create(f"sqlite:///{tmp_path}/wheel.db").close()
        (tmp_path / "wheel.db").chmod(0o400)
        assert "writable" in sentence(ReadOnly, f"sqlite:///{tmp_path}/wheel.db")

    def test_a_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "data"
        create(f"sqlite:///{folder}/wheel.db").close()
        folder.chmod(0o500)
        assert "writable" in sentence(ReadOnly, f"sqlite:///{folder}/wheel.db")
        folder.chmod(0o700)


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602])
def test_a_file_that_everybody_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    create(f"sqlite:///{tmp_path}/wheel.db").close()
    (tmp_path / "wheel.db").chmod(mode)
    assert "chmod 600" in sentence(StorageError, f"sqlite:///{tmp_path}/wheel.db")
    (tmp_path / "wheel.db").chmod(0o640)
    connect(f"sqlite:///{tmp_path}/wheel.db").close()


class TestNotADatabase:
    def test_another_file_or_a_wrong_key(self, tmp_path: Path) -> None:
        (tmp_path / "wheel.db").write_bytes(b"neither SQLite nor in plain sight" * 200)
        assert "key" in sentence(NotADatabase, f"sqlite:///{tmp_path}/wheel.db")
        assert (tmp_path / "wheel.db").read_bytes().startswith(b"neither")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "folder" in sentence(NotADatabase, f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["", "wheel.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://a/b"])
def test_an_address_that_is_none(url: str) -> None:
    assert "sqlite:///folder/file.db" in sentence(StorageError, url)


class TestUnfitEngine:
    def test_an_old_sqlite(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        create(f"sqlite:///{tmp_path}/wheel.db").close()
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
        told = sentence(UnfitEngine, f"sqlite:///{tmp_path}/wheel.db")
        assert "3.51.2" in told
        assert "pip install 'pysqlite3" in told

    def test_it_makes_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
        with pytest.raises(UnfitEngine):
            create(f"sqlite:///{tmp_path}/wheel.db")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0)])
    def test_a_new_one_is_fine(self, version: tuple[int, ...]) -> None:
        check_version(version)

    def test_a_database_that_sorts_by_a_language(self) -> None:
        check_order(True)
        with pytest.raises(UnfitEngine, match=r"docs/storage\.md"):
            check_order(False)


class TestCreate:
    def test_makes_an_empty_one(self, new_address: str, own_folder: Path) -> None:
        db = create(new_address)
        assert migrate(db, folder=own_folder) == ["0001_things"]
        db.close()

    def test_leaves_what_is_there(self, things: Database, things_address: str) -> None:
        with things.transaction():
            things.execute("INSERT INTO shelf (shelf_id) VALUES ('top')")
        again = create(things_address)
        assert again.value("SELECT count(*) FROM shelf") == 1
        again.close()

    def test_says_why_it_cannot(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StorageError, match="cannot be made"):
            create(f"sqlite:///{tmp_path}/file/wheel.db")

    def test_a_relative_address(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_folder: Callable[[], Path]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        db = create("sqlite:///instance/wheel.db")
        monkeypatch.chdir("/")
        assert db.value("SELECT 1") == 1
        db.close()
        assert (tmp_path / "instance" / "wheel.db").exists()
