"""After erasing, what somebody wrote is in no file of the database. docs/storage.md says what PostgreSQL asks for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ENGINES
from tests.records import whole_families
from tests.records.lists import agree, finish, make_due, make_list
from tests.records.lives import make_life
from wheel_app import ERASERS
from wheel_app.records import erase_person
from wheel_app.storage import Database

WORD = "a-canary-word-of-theirs"


def holding(files: Iterable[Path], word: str) -> list[str]:
    """The files that have a word in them anywhere."""
    return [path.name for path in sorted(files) if path.is_file() and word.encode() in path.read_bytes()]


def erase_alone(db: Database) -> None:
    owner_id, _ = make_life(db, WORD)
    erase_person(db, owner_id, ERASERS)


def erase_by_two(db: Database) -> None:
    make_due(db, WORD)
    agree(db, make_list(db))
    assert finish(db) == 1


def erase_a_family(db: Database) -> None:
    family = whole_families.make_whole_family(db, WORD)
    whole_families.close(db, family)
    assert whole_families.erase_by_two(db).popitem()[1] == "erased"


WAYS = [erase_alone, erase_by_two, erase_a_family]


@pytest.mark.skipif("sqlite" not in ENGINES, reason="WHEEL_TEST_ENGINES names PostgreSQL only")
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
class TestSqlite:
    @pytest.mark.parametrize("way", WAYS)
    def test_it_is_in_neither_the_file_nor_its_log(self, committed_db: Database, tmp_path: Path, way: object) -> None:
        make_life(committed_db, "a-word-of-somebody-else", with_staff=False)
        way(committed_db)  # type: ignore[operator]
        files = [path for path in tmp_path.iterdir() if path.name.startswith("committed.db")]
        assert {"committed.db", "committed.db-wal", "committed.db-shm"} <= {path.name for path in files}
        assert holding(files, WORD) == []
        assert holding(files, "a-word-of-somebody-else") == ["committed.db"]

    def test_looking_for_it_bites(self, committed_db: Database, tmp_path: Path) -> None:
        make_life(committed_db, WORD)
        assert holding(tmp_path.iterdir(), WORD) != []


def by_itself(db: Database, statement: str) -> None:
    """Ask the server for something that no transaction may hold."""
    connection = db.borrow()  # type: ignore[attr-defined]
    try:
        connection.execute(statement)
    finally:
        db.give_back(connection)  # type: ignore[attr-defined]


@pytest.mark.skipif("postgresql" not in ENGINES, reason="WHEEL_TEST_ENGINES names SQLite only")
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
class TestPostgres:
    @pytest.mark.parametrize("way", WAYS)
    def test_after_the_tables_are_written_anew_it_is_in_none_of_them(self, committed_db: Database, way: object) -> None:
        folder = Path(committed_db.value("SHOW data_directory"))
        make_life(committed_db, "a-word-of-somebody-else", with_staff=False)
        way(committed_db)  # type: ignore[operator]
        by_itself(committed_db, "CHECKPOINT")
        assert holding((folder / "base").rglob("*"), WORD) != [], "until then its bytes are there"
        by_itself(committed_db, "VACUUM FULL")
        by_itself(committed_db, "CHECKPOINT")
        assert holding((folder / "base").rglob("*"), WORD) == []
        assert holding((folder / "base").rglob("*"), "a-word-of-somebody-else") != []

    def test_its_log_lets_go_of_it_when_its_segments_are_removed(self, committed_db: Database) -> None:
        log = Path(committed_db.value("SHOW data_directory")) / "pg_wal"
        owner_id, _ = make_life(committed_db, "another-canary-word")
        erase_person(committed_db, owner_id, ERASERS)
        assert holding(log.iterdir(), "another-canary-word") != []
        for _ in range(2):
            by_itself(committed_db, "SELECT pg_switch_wal()")
            by_itself(committed_db, "CHECKPOINT")
        assert holding(log.iterdir(), "another-canary-word") == []
